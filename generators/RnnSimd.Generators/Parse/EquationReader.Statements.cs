using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnSimd.Generators.Parse;

// Statements.
internal sealed partial class EquationReader
{
    // Of local functions, those of methods that have been entered: nothing else can call them.
    private readonly Dictionary<IMethodSymbol, IBlockOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>Reads a method and gives what it returns; <see cref="Value.Invalid"/> also where the C# compiler has the error to report.</summary>
    public Value ReadBody(IMethodSymbol method)
    {
        _callers.Push(method);
        var returned = BodyOf(method) is { } body ? ReadBlock(body) : null;
        _callers.Pop();
        return returned ?? CSharpError();
    }

    /// <summary>A method's body, or null if the compilation has no source of it.</summary>
    private IBlockOperation? BodyOf(IMethodSymbol method)
    {
        if (!_bodies.TryGetValue(method, out var body))
        {
            body = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Select(BodyAt).FirstOrDefault();
            _bodies.Add(method, body);
            foreach (var function in body?.Descendants().OfType<ILocalFunctionOperation>() ?? [])
            {
                _bodies[function.Symbol] = function.Body;
            }
        }

        return body;
    }

    private IBlockOperation? BodyAt(SyntaxReference declaration)
    {
        if (!_compilation.ContainsSyntaxTree(declaration.SyntaxTree))
        {
            return null;
        }

        var model = _compilation.GetSemanticModel(declaration.SyntaxTree);
        return model.GetOperation(declaration.GetSyntax(_cancellation), _cancellation) is IMethodBodyOperation body
            ? body.BlockBody ?? body.ExpressionBody
            : null;
    }

    /// <summary>Reads the statements in order; returns what the block returns, or null if it ends without a return.</summary>
    private Value? ReadBlock(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            if (ReadStatement(statement) is { } returned)
            {
                return returned;
            }
        }

        return null;
    }

    private Value? ReadStatement(IOperation statement)
    {
        switch (statement)
        {
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }:
                return Read(value);
            case IBlockOperation block:
                return ReadBlock(block);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    ReadDeclaration(declaration);
                }

                return null;
            case IExpressionStatementOperation { Operation: IAssignmentOperation assignment }:
                Read(assignment);
                return null;
            case ILocalFunctionOperation or IEmptyOperation:
                return null;
            case IInvalidOperation or IExpressionStatementOperation { Operation: IInvalidOperation }:
                _diagnostics.Fail();
                return null;
            default:
                Report(Rules.UnsupportedStatement, statement, SourceExcerpt.Of(statement.Syntax));
                return null;
        }
    }

    private void ReadDeclaration(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var local = declarator.Symbol;
            if (local.Type.TypeKind == TypeKind.Error)
            {
                _diagnostics.Fail();
                _variables[local] = Value.Invalid;
            }
            else if (local.IsRef || !EquationTypes.IsLanguage(local.Type))
            {
                _diagnostics.Report(
                    Rules.UnsupportedType, declarator.Syntax.GetLocation(), $"Variable '{local.Name}'",
                    (local.IsRef ? "ref " : "") + EquationTypes.Display(local.Type), "Vector, Scalar, Matrix, a number or a tuple of these");
                _variables[local] = Value.Invalid;
            }
            else if (!local.IsConst && (declarator.Initializer ?? declaration.Initializer) is { } initializer)
            {
                Bind(local, Read(initializer.Value));
            }
        }
    }
}
