using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace RnnSimd.Equations;

/// <summary>A layer of an <see cref="EquationNetwork"/>: an instance of the cell whose fields are the layer's parameters.</summary>
internal sealed class EquationLayer
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Cell _cell;
    private readonly StepMethod _step;
    private readonly (FieldInfo Field, ParameterInfo Info)[] _bindings;
    private readonly int[] _stateSizes;

    /// <summary>Makes a layer.</summary>
    /// <param name="index">Its place in the network, from 0: the prefix of its parameters' names.</param>
    /// <param name="cell">The cell's class.</param>
    /// <param name="inputs">The number of elements of its input.</param>
    /// <param name="units">The number of elements of its output.</param>
    /// <param name="infos">The parameters of the whole network.</param>
    /// <param name="parameters">Their values.</param>
    [RequiresUnreferencedCode("The cell's fields and Step method are found by reflection.")]
    public EquationLayer(
        int index, Type cell, int inputs, int units, IReadOnlyList<ParameterInfo> infos, ReadOnlySpan<double> parameters)
    {
        _cell = Create(cell);
        _step = new StepMethod(cell);
        var prefix = $"{index}.";
        _bindings = [.. infos
            .Where(info => info.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(info => (FindField(cell, info.Name[prefix.Length..]), info))];
        Bind(parameters);
        _stateSizes = FindStateSizes(index, inputs, units);
        StateSize = _stateSizes.Sum();
    }

    /// <summary>The number of elements of all states together.</summary>
    public int StateSize { get; }

    /// <summary>Gives the cell's fields their values.</summary>
    /// <param name="parameters">The parameters of the whole network.</param>
    public void Bind(ReadOnlySpan<double> parameters)
    {
        foreach (var (field, info) in _bindings)
        {
            var elements = new double[info.Count];
            for (var i = 0; i < elements.Length; i++)
            {
                var (row, column) = (i / info.Columns, i % info.Columns);
                elements[i] = parameters[info.Offset + row * info.RowStride + column * info.ColumnStride];
            }

            field.SetValue(_cell, field.FieldType == typeof(Matrix) ? new Matrix(info.Rows, info.Columns, elements)
                : field.FieldType == typeof(Vector) ? new Vector(elements)
                : new Scalar(elements[0]));
        }
    }

    /// <summary>Advances one stream by one time step.</summary>
    /// <param name="input">The input.</param>
    /// <param name="state">The layer's part of the state: read, then overwritten with the new state.</param>
    /// <param name="dropout">The masks of dropout; null for none.</param>
    /// <returns>The output.</returns>
    public double[] Step(double[] input, Span<double> state, DropoutCalls? dropout)
    {
        var states = new double[_stateSizes.Length][];
        var rest = state;
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = rest[.._stateSizes[i]].ToArray();
            rest = rest[_stateSizes[i]..];
        }

        var (output, newStates) = Invoke(input, states, dropout);
        foreach (var newState in newStates)
        {
            newState.CopyTo(state);
            state = state[newState.Length..];
        }

        return output;
    }

    private (double[] Output, double[][] NewStates) Invoke(double[] input, double[][] states, DropoutCalls? dropout)
    {
        DropoutCalls.OfStep = dropout;
        try
        {
            return _step.Invoke(_cell, input, states);
        }
        finally
        {
            DropoutCalls.OfStep = null;
        }
    }

    [RequiresUnreferencedCode("The cell's constructor is found by reflection.")]
    private static Cell Create(Type cell)
    {
        var constructor = cell.IsAbstract ? null : cell.GetConstructor(Declared, Type.EmptyTypes);
        return (Cell?)constructor?.Invoke(null)
            ?? throw new ArgumentException($"The cell '{cell}' cannot be created: it is abstract or has no constructor without parameters.");
    }

    [RequiresUnreferencedCode("The cell's fields are found by reflection.")]
    private static FieldInfo FindField(Type cell, string name)
    {
        for (var type = cell; type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Declared) is { } field)
            {
                return field;
            }
        }

        throw new ArgumentException($"The network has a parameter '{name}' of the cell '{cell}', which has no such field.");
    }

    /// <summary>
    /// Finds the sizes of the states by trying: a size that is not declared is one that some other part of the layer has, or it
    /// could not have been inferred; and equations only accept the right ones. Nearly always the first try, the layer's own
    /// size, is right.
    /// </summary>
    private int[] FindStateSizes(int index, int inputs, int units)
    {
        int[] known =
        [
            units,
            inputs,
            .. _bindings.SelectMany(binding => new[] { binding.Info.Rows, binding.Info.Columns }),
            .. _step.States.Select(state => state.Size).OfType<int>().Where(size => size > 0),
        ];
        IEnumerable<int[]> tries = [[]];
        foreach (var state in _step.States)
        {
            int[] sizes = state.Size switch
            {
                null => [.. known.Distinct()],
                Size.Units => [units],
                Size.Inputs => [inputs],
                { } size => [size],
            };
            tries = tries.SelectMany(head => sizes.Select(size => (int[])[.. head, size]));
        }

        ArgumentException? misfit = null;
        foreach (var sizes in tries)
        {
            try
            {
                var (output, newStates) = _step.Invoke(_cell, new double[inputs], [.. sizes.Select(size => new double[size])]);
                if (output.Length == units && newStates.Select(state => state.Length).SequenceEqual(sizes))
                {
                    return sizes;
                }
            }
            catch (ArgumentException e)
            {
                misfit ??= e;
            }
        }

        throw new ArgumentException(
            $"The equations of '{_cell.GetType()}' do not fit layer {index}, with {inputs} inputs and {units} units: " +
            (misfit?.Message ?? "no size of its states gives an output of that size."),
            misfit);
    }
}
