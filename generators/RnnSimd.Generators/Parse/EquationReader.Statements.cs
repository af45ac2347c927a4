using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnSimd.Generators.Parse;

// Statements.
internal sealed partial class EquationReader
{
    private readonly Dictionary<IMethodSymbol, IBlockOperation?> _localFunctions = new(SymbolEqualityComparer.Default);

    /// <summary>Reads a method and gives what it returns; <see cref="Value.Invalid"/> also where the C# compiler has the error to report.</summary>
    public Value ReadBody(IMethodSymbol method)
    {
        _callers.Push(method);
        var returned = BodyOf(method) is { } body ? ReadBlock(body) : null;
        _callers.Pop();
        return returned ?? Value.Invalid;
    }

    private IBlockOperation? BodyOf(IMethodSymbol method)
    {
        if (_localFunctions.TryGetValue(method, out var localBody))
        {
            return localBody;
        }

        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (_compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && _compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(reference.GetSyntax(_cancellation), _cancellation)
                    is IMethodBodyOperation body)
            {
                foreach (var function in body.Descendants().OfType<ILocalFunctionOperation>())
                {
                    _localFunctions[function.Symbol] = function.Body;
                }

                return body.BlockBody ?? body.ExpressionBody;
            }
        }

        return null;
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
            case ILocalFunctionOperation or IEmptyOperation or IInvalidOperation:
            case IExpressionStatementOperation { Operation: IInvalidOperation }:
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
