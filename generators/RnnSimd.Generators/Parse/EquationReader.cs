using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// Runs a cell's Step symbolically: reads its operations in the order of execution and records in a graph what they compute.
/// Works on <see cref="IOperation"/>, so that every way of writing the same thing in C# is read alike.
/// </summary>
/// <remarks>
/// An error is reported where it stands and gives <see cref="Value.Invalid"/>, which nothing complains about again; so one pass
/// reports all independent errors.
/// </remarks>
internal sealed partial class EquationReader
{
    private readonly INamedTypeSymbol _cell;
    private readonly Compilation _compilation;
    private readonly DiagnosticBag _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyDictionary<IFieldSymbol, (int Index, Shape Shape)> _parameters;
    private readonly List<Location> _locations = [];

    // What each variable holds. One table serves all methods, because without recursion no method runs twice at the same time;
    // and a local function finds the variables that it captured.
    private readonly Dictionary<ISymbol, Value> _variables = new(SymbolEqualityComparer.Default);

    // Leaves are made when they are first read, so that the graph holds only what is used, in the order of use.
    private readonly Dictionary<IParameterSymbol, (Op Op, int Index, Shape Shape)> _deferredLeaves = new(SymbolEqualityComparer.Default);

    public EquationReader(
        INamedTypeSymbol cell,
        Compilation compilation,
        IReadOnlyDictionary<IFieldSymbol, (int Index, Shape Shape)> parameters,
        DiagnosticBag diagnostics,
        CancellationToken cancellation)
    {
        _cell = cell;
        _compilation = compilation;
        _parameters = parameters;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
    }

    /// <summary>The graph as far as it has been read.</summary>
    public CellGraphBuilder Graph { get; } = new();

    /// <summary>Where each node of the graph stands in the source.</summary>
    public IReadOnlyList<Location> Locations => _locations;

    /// <summary>Gives a parameter of Step its leaf.</summary>
    public void Define(IParameterSymbol parameter, Op op, int index, Shape shape) =>
        _deferredLeaves.Add(parameter, (op, index, shape));

    /// <summary>The node of a value that Step returned, named after what it is returned as; -1 if the value is not valid.</summary>
    public int NodeOf(Value value, string? name)
    {
        NameAfter(name, value);
        return value is NodeValue { Node: var node } ? node : -1;
    }

    private Value Read(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return ReadConstant(operation, constant.Value);
        }

        return operation switch
        {
            ILocalReferenceOperation local => ReadVariable(local, local.Local),
            IParameterReferenceOperation parameter => ReadVariable(parameter, parameter.Parameter),
            IFieldReferenceOperation field => ReadField(field),
            IConversionOperation conversion => ReadConversion(conversion),
            IUnaryOperation unary => ReadUnary(unary),
            IBinaryOperation binary => ReadBinary(binary, binary.OperatorKind, Read(binary.LeftOperand), Read(binary.RightOperand)),
            IInvocationOperation call => ReadCall(call),
            ITupleOperation tuple => new TupleValue([.. tuple.Elements.Select(Read)]),
            ISimpleAssignmentOperation { IsRef: false } assignment => Assign(assignment.Target, Read(assignment.Value)),
            ICompoundAssignmentOperation assignment => ReadCompoundAssignment(assignment),
            IDeconstructionAssignmentOperation assignment => Assign(assignment.Target, Read(assignment.Value)),
            IInvalidOperation => CSharpError(),
            _ => Unsupported(operation),
        };
    }

    private Value ReadConstant(IOperation operation, object? value)
    {
        if (EquationTypes.IsNumber(operation.Type) && value is IConvertible number)
        {
            return new NumberValue(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture));
        }

        return Unsupported(operation, "a constant has to be a number");
    }

    private Value ReadVariable(IOperation reference, ISymbol variable)
    {
        if (_variables.TryGetValue(variable, out var value))
        {
            return value;
        }

        if (variable is IParameterSymbol parameter)
        {
            if (_deferredLeaves.TryGetValue(parameter, out var leaf))
            {
                return Locate(Graph.Leaf(leaf.Op, leaf.Index, leaf.Shape), reference);
            }

            // The parameter of a primary constructor.
            return Report(Rules.NotConstant, reference, parameter.Name, "a number in equations is a constant, a trained one a field of type Scalar");
        }

        // Read before it is assigned.
        return CSharpError();
    }

    private Value ReadField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.ContainingType.IsTupleType && reference.Instance is not null)
        {
            return Read(reference.Instance) is TupleValue tuple && IndexOfElement(field) is var index and >= 0
                ? tuple.Elements[index]
                : Value.Invalid;
        }

        if (reference.Instance is IInstanceReferenceOperation && _parameters.TryGetValue(field, out var parameter))
        {
            return Locate(Graph.Leaf(Op.Parameter, parameter.Index, parameter.Shape), reference);
        }

        if (EquationTypes.ShapeOf(field.Type) is not null)
        {
            return Unsupported(reference, $"the parameters of '{_cell.Name}' are the instance fields that it declares itself");
        }

        return EquationTypes.IsNumber(field.Type)
            ? Report(Rules.NotConstant, reference, field.Name, "declare it const, or as a field of type Scalar to have it trained")
            : Report(Rules.UnsupportedType, reference, $"Field '{field.Name}'", EquationTypes.Display(field.Type), "Matrix, Vector, Scalar or a constant number");
    }

    private static int IndexOfElement(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Name == field.Name || elements[i].CorrespondingTupleField?.Name == field.Name)
            {
                return i;
            }
        }

        return -1;
    }

    private Value ReadConversion(IConversionOperation conversion)
    {
        var operand = Read(conversion.Operand);
        if (conversion.OperatorMethod is { } method && !EquationTypes.Is(method.ContainingType, "Scalar"))
        {
            return operand == Value.Invalid ? operand : Unsupported(conversion, $"nothing is known of the conversion to '{EquationTypes.Display(method.ReturnType)}'");
        }

        return Convert(operand, conversion.Type, conversion);
    }

    /// <summary>The value as one of another type: numbers become scalars, tuples are converted element by element.</summary>
    private Value Convert(Value value, ITypeSymbol? type, IOperation at)
    {
        switch (value)
        {
            case NumberValue when EquationTypes.ShapeOf(type) is { IsScalar: true }:
                return Node(value, at);
            case NumberValue number when EquationTypes.IsNumber(type):
                return ConstantArithmetic.Convert(number.Number, type) is { } converted
                    ? new NumberValue(converted)
                    : Unsupported(at, "the numbers of equations are double, float, int and long");
            case TupleValue tuple when type is INamedTypeSymbol { IsTupleType: true } to && to.TupleElements.Length == tuple.Elements.Length:
                return new TupleValue([.. tuple.Elements.Select((element, i) => Convert(element, to.TupleElements[i].Type, at))]);
            case NodeValue node when EquationTypes.ShapeOf(type) is { } shape && shape.Rank == Graph[node.Node].Shape.Rank:
                return value;
            default:
                return value == Value.Invalid ? value : Unsupported(at, $"it cannot become a '{(type is null ? "?" : EquationTypes.Display(type))}' in equations");
        }
    }

    /// <summary>The value as a node of the graph: a number becomes a constant.</summary>
    private Value Node(Value value, IOperation at) =>
        value is NumberValue number ? Locate(Graph.Constant(number.Number), at) : value;

    private Value Apply(Op op, IOperation at, IEnumerable<Value> args, double value = 0, int index = -1)
    {
        var nodes = args.Select(arg => Node(arg, at)).ToArray();
        if (nodes.Contains(Value.Invalid))
        {
            return Value.Invalid;
        }

        var result = nodes.All(node => node is NodeValue) ? Graph.Add(op, [.. nodes.Cast<NodeValue>().Select(node => node.Node)], value, index) : -1;
        return result < 0 ? Unsupported(at, "it is not defined for values of these types") : Locate(result, at);
    }

    private NodeValue Locate(int node, IOperation at)
    {
        if (node == _locations.Count)
        {
            _locations.Add(at.Syntax.GetLocation());
        }

        return new NodeValue(node);
    }

    private Value Unsupported(IOperation operation, string? reason = null) => Report(
        Rules.UnsupportedExpression, operation, SourceExcerpt.Of(operation.Syntax),
        reason ?? "they are made of + - * /, the functions of Cell, numbers, variables, tuples and calls of methods that are made of the same");

    /// <summary>The value of what the C# compiler has an error for, so that there is nothing to add.</summary>
    private Value CSharpError()
    {
        _diagnostics.Fail();
        return Value.Invalid;
    }

    private Value Report(DiagnosticDescriptor rule, IOperation at, params object[] arguments)
    {
        _diagnostics.Report(rule, at.Syntax.GetLocation(), arguments);
        return Value.Invalid;
    }
}
