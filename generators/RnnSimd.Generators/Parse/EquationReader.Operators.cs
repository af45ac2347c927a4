using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

// Operators and assignments.
internal sealed partial class EquationReader
{
    private Value ReadUnary(IUnaryOperation unary)
    {
        var operand = Read(unary.Operand);
        if (operand == Value.Invalid)
        {
            return operand;
        }

        switch (unary.OperatorKind, operand)
        {
            case (UnaryOperatorKind.Plus, NumberValue):
                return operand;
            case (UnaryOperatorKind.Minus, NumberValue number):
                return Convert(new NumberValue(-number.Number), unary.Type, unary);
            case (UnaryOperatorKind.Minus, NodeValue) when IsOfTheLanguage(unary.OperatorMethod):
                return Apply(Op.Negate, unary, [operand]);
            default:
                return Unsupported(unary);
        }
    }

    /// <summary>Reads a binary operator, also that of a compound assignment.</summary>
    private Value ReadBinary(IOperation operation, BinaryOperatorKind kind, Value left, Value right)
    {
        if (left == Value.Invalid || right == Value.Invalid)
        {
            return Value.Invalid;
        }

        if (left is NumberValue a && right is NumberValue b && EquationTypes.IsNumber(operation.Type))
        {
            return ConstantArithmetic.Evaluate(kind, a.Number, b.Number, operation.Type) is { } number
                ? new NumberValue(number)
                : Unsupported(operation, "it has no constant value");
        }

        if (!IsOfTheLanguage((operation as IBinaryOperation)?.OperatorMethod ?? (operation as ICompoundAssignmentOperation)?.OperatorMethod))
        {
            return Unsupported(operation);
        }

        return kind switch
        {
            BinaryOperatorKind.Multiply when IsMatrix(left) => Apply(Op.Product, operation, [left, right]),
            BinaryOperatorKind.Add => Apply(Op.Add, operation, [left, right]),
            BinaryOperatorKind.Subtract => Apply(Op.Subtract, operation, [left, right]),
            BinaryOperatorKind.Multiply => Apply(Op.Multiply, operation, [left, right]),
            BinaryOperatorKind.Divide => Apply(Op.Divide, operation, [left, right]),
            _ => Unsupported(operation),
        };
    }

    private Value ReadCompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        var result = ReadBinary(assignment, assignment.OperatorKind, Read(assignment.Target), Read(assignment.Value));
        return Assign(assignment.Target, result);
    }

    /// <summary>Gives a variable, or each variable of a deconstruction, its value.</summary>
    private Value Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case IDiscardOperation:
                return value;
            case ILocalReferenceOperation { Local.IsRef: false } local:
                return Bind(local.Local, value);
            case IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter:
                return Bind(parameter.Parameter, value);
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value);
            case ITupleOperation tuple when value is TupleValue { Elements: var elements } && elements.Length == tuple.Elements.Length:
                return new TupleValue([.. tuple.Elements.Select((element, i) => Assign(element, Convert(elements[i], element.Type, target)))]);
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Assign(element, Value.Invalid);
                }

                return value == Value.Invalid ? value : Unsupported(target, "only a tuple can be taken apart");
            case IInvalidOperation:
                return CSharpError();
            default:
                return Unsupported(target, "only local variables and parameters can be assigned; a state's new value is returned");
        }
    }

    private Value Bind(ISymbol variable, Value value)
    {
        NameAfter(variable.Name, value);
        return _variables[variable] = value;
    }

    /// <summary>Names a value, unless the name already stands for something that Step is given: 'h' is the state before the step.</summary>
    private void NameAfter(string? name, Value value)
    {
        if (value is NodeValue node && name is not null
            && !_deferredLeaves.Keys.Any(parameter => parameter.Name == name) && !_parameters.Keys.Any(field => field.Name == name))
        {
            Graph.Name(node.Node, name);
        }
    }

    private bool IsMatrix(Value value) => value is NodeValue { Node: var node } && Graph[node].Shape.Rank == 2;

    private static bool IsOfTheLanguage(IMethodSymbol? method) => EquationTypes.ShapeOf(method?.ContainingType) is not null;
}
