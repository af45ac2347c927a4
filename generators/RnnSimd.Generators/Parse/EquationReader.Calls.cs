using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

// Calls: functions of the language become operations, methods of the user are read in place.
internal sealed partial class EquationReader
{
    /// <summary>
    /// Methods that call each other twice double the graph at every level. This is far above any equation that was meant, and
    /// far below what would make the compiler stall.
    /// </summary>
    public const int MaximumCalls = 10_000;

    private static readonly Dictionary<string, Op> Functions =
        Ir.Operations.All.Where(operation => operation.IsLanguage).ToDictionary(operation => operation.Name, operation => operation.Op);

    private readonly Stack<IMethodSymbol> _callers = new();
    private int _calls;
    private int _dropouts;
    private IOperation? _outermostCall;

    private Value ReadCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var isFunction = Functions.TryGetValue(method.Name, out var op) && EquationTypes.Is(method.ContainingType, EquationTypes.Cell);
        var isMath = method.ContainingType is { Name: nameof(Math), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };
        if (!isFunction && !isMath && WhyNotInlined(call) is { } reason)
        {
            return Report(Rules.UnsupportedCall, call, method.Name, reason);
        }

        // In the order in which they are written, which is that of execution; only then by parameter.
        var values = call.Arguments.Select(argument => (argument.Parameter, Value: Read(argument.Value))).ToArray();
        if (values.Any(argument => argument.Value == Value.Invalid || argument.Parameter is null))
        {
            return Value.Invalid;
        }

        var arguments = values.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToArray();
        return isFunction ? ReadFunction(call, op, arguments) : isMath ? ReadMath(call, arguments) : Inline(call, arguments);
    }

    private Value ReadFunction(IInvocationOperation call, Op op, Value[] arguments)
    {
        // What follows the operands is the operation's own constant: a slope, an alpha.
        var arity = Ir.Operations.Of(op).Arity;
        if (arguments.Length == arity)
        {
            return Apply(op, call, arguments);
        }

        if (arguments is not [.., NumberValue { Number: var constant }] || arguments.Length != arity + 1)
        {
            return Report(Rules.NotConstant, call, SourceExcerpt.Of(call.Syntax), "its last argument has to be a number that is known at compile time");
        }

        return op == Op.Dropout
            ? ReadDropout(call, arguments[0], constant)
            : Apply(op, call, arguments.Take(arity), constant);
    }

    // Each call has a mask of its own, also of the same vector.
    private Value ReadDropout(IInvocationOperation call, Value vector, double rate) => Ir.Operations.IsRate(rate)
        ? Apply(Op.Dropout, call, [vector], rate, _dropouts++)
        : Unsupported(call, "the rate of a dropout has to be 0 or more and less than 1");

    private Value ReadMath(IInvocationOperation call, Value[] arguments)
    {
        var numbers = arguments.OfType<NumberValue>().Select(argument => argument.Number).ToArray();
        return numbers.Length == arguments.Length && ConstantArithmetic.Evaluate(call.TargetMethod.Name, numbers) is { } number
            ? new NumberValue(number)
            : Report(Rules.UnsupportedCall, call, "Math." + call.TargetMethod.Name, "write its value as a number");
    }

    /// <summary>Why a method's body cannot be read in place of its call; null if it can.</summary>
    private string? WhyNotInlined(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (EquationTypes.Is(method.ContainingType, EquationTypes.Cell) || EquationTypes.ShapeOf(method.ContainingType) is not null)
        {
            return "it is no function of the language of equations";
        }

        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
        {
            return "only methods and local functions can";
        }

        if (call.Instance is not (null or IInstanceReferenceOperation))
        {
            return $"only static methods and methods of '{_cell.Name}' itself can";
        }

        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
        {
            return "it is generic";
        }

        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
        {
            return "which method runs is not known at compile time, because it is virtual";
        }

        if (method.Parameters.FirstOrDefault(parameter => parameter.RefKind is not (RefKind.None or RefKind.In)) is { } byReference)
        {
            return $"its parameter '{byReference.Name}' is passed by reference; return a tuple instead";
        }

        if (method.Parameters.FirstOrDefault(parameter => !EquationTypes.IsLanguage(parameter.Type)) is { } foreign)
        {
            return $"its parameter '{foreign.Name}' has type '{EquationTypes.Display(foreign.Type)}'; Vector, Scalar, Matrix, numbers and tuples of these can be passed";
        }

        if (!EquationTypes.IsLanguage(method.ReturnType))
        {
            return $"it returns '{EquationTypes.Display(method.ReturnType)}'; it has to return a Vector, a Scalar, a number or a tuple of these";
        }

        return BodyOf(method) is null ? "its source is not in this project; only the functions of Cell and methods of this project can" : null;
    }

    private Value Inline(IInvocationOperation call, Value[] arguments)
    {
        var method = call.TargetMethod;
        if (_callers.Contains(method, SymbolEqualityComparer.Default))
        {
            return Report(Rules.Recursion, call, method.Name);
        }

        _outermostCall = _callers.Count == 1 ? call : _outermostCall;
        if (++_calls > MaximumCalls)
        {
            return Report(Rules.TooManyCalls, _outermostCall ?? call, _cell.Name, MaximumCalls);
        }

        var definition = method.PartialImplementationPart ?? method;
        for (var i = 0; i < arguments.Length; i++)
        {
            _variables[definition.Parameters[i]] = arguments[i];
        }

        return ReadBody(method);
    }
}
