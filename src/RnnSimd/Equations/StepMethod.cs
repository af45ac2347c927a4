using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RnnSimd.Equations;

/// <summary>A state as a cell's <c>Step</c> declares it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Size">What <see cref="SizeAttribute"/> says, 1 for a scalar, or null where the equations decide.</param>
internal sealed record StepState(string Name, int? Size);

/// <summary>The <c>Step</c> method of a cell: which parameter is which state, and where its new value and the output are in what it returns.</summary>
internal sealed class StepMethod
{
    private readonly MethodInfo _method;
    private readonly Type[] _types;
    private readonly int _output;
    private readonly int[] _newStates;

    /// <summary>Finds the method and reads its signature.</summary>
    /// <param name="cell">The cell's class.</param>
    /// <exception cref="ArgumentException">The class has not exactly one such method, or it has another signature than a cell's.</exception>
    [RequiresUnreferencedCode("The cell's Step method is found by reflection.")]
    public StepMethod(Type cell)
    {
        MethodInfo[] methods = [.. cell
            .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.Name == "Step")];
        if (methods.Length != 1)
        {
            throw new ArgumentException($"The cell '{cell}' has {methods.Length} methods named Step; it needs exactly 1.");
        }

        _method = methods[0];
        var parameters = _method.GetParameters();
        _types = [.. parameters.Select(parameter => parameter.ParameterType)];
        if (_types.Length == 0 || Array.Exists(_types, type => type != typeof(Vector) && type != typeof(Scalar)))
        {
            throw new ArgumentException($"'{cell}.Step' needs an input and then its states, each a Vector or a Scalar; it is '{_method}'.");
        }

        States = [.. parameters.Skip(1).Select(parameter => new StepState(
            parameter.Name!,
            parameter.ParameterType == typeof(Scalar) ? 1 : parameter.GetCustomAttribute<SizeAttribute>()?.Rows))];
        (_output, _newStates) = ReadResult();
    }

    /// <summary>The states, in order.</summary>
    public IReadOnlyList<StepState> States { get; }

    /// <summary>Runs the equations once.</summary>
    /// <param name="cell">The cell, with its fields assigned.</param>
    /// <param name="input">The elements of the input.</param>
    /// <param name="states">The elements of each state.</param>
    /// <returns>The elements of the output and of each new state.</returns>
    public (double[] Output, double[][] NewStates) Invoke(Cell cell, double[] input, double[][] states)
    {
        object[] arguments = [.. _types.Zip([input, .. states], ToArgument)];
        var result = _method.Invoke(cell, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        return (ElementAt(_output), Array.ConvertAll(_newStates, ElementAt));

        double[] ElementAt(int place) => (result is ITuple tuple ? tuple[place] : result) switch
        {
            Vector vector => vector.Span.ToArray(),
            Scalar scalar => [scalar.Value],
            var other => throw new ArgumentException($"'{_method}' returned a '{other?.GetType()}'; equations return a Vector, a Scalar, or a tuple of them."),
        };
    }

    private object ToArgument(Type type, double[] elements)
    {
        if (type == typeof(Vector))
        {
            return new Vector(elements);
        }

        return elements.Length == 1
            ? new Scalar(elements[0])
            : throw new ArgumentException($"'{_method}' takes a Scalar where {elements.Length} elements are given.");
    }

    private (int Output, int[] NewStates) ReadResult()
    {
        if (!_method.ReturnType.IsAssignableTo(typeof(ITuple)))
        {
            return States.Count <= 1
                ? (0, new int[States.Count])
                : throw new ArgumentException($"'{_method}' has {States.Count} states; it needs to return a tuple with a new value for each.");
        }

        string?[] names = [.. _method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? []];
        string[] states = [.. States.Select(state => state.Name)];
        var unreturned = Array.Find(states, state => !names.Contains(state));
        if (unreturned is not null)
        {
            throw new ArgumentException($"'{_method}' never returns the state '{unreturned}': a tuple element of that name is its new value.");
        }

        // With more than seven elements nameless ones for the nested tuples follow the named ones.
        var output = Array.FindIndex(names, name => name is not null && !states.Contains(name));
        return (Math.Max(output, 0), Array.ConvertAll(states, state => Array.IndexOf(names, state)));
    }
}
