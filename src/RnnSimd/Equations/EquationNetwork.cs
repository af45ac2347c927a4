using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;

namespace RnnSimd.Equations;

/// <summary>
/// A network that runs its cells' own <c>Step</c> methods, in <see cref="double"/> and as slowly as they are written. It is the
/// reference that generated code is held against, and the way to set a breakpoint in an equation.
/// </summary>
/// <remarks>
/// It has its own copy of the parameters, laid out as the network's: to differentiate numerically, change an element of
/// <see cref="Parameters"/> and run again. One instance serves one thread at a time.
/// </remarks>
public sealed class EquationNetwork
{
    private const string Reflection = "The cells' fields and Step methods are found by reflection.";

    private readonly EquationLayer[] _layers;
    private readonly double[] _parameters;
    private readonly int _vocabulary;

    /// <summary>Makes the reference of a network, with a copy of its parameters.</summary>
    /// <param name="network">A network whose class carries <see cref="LayerAttribute{TCell}"/>s.</param>
    /// <exception cref="ArgumentException">The class has no layers, or the network's parameters or sizes are not those of its layers.</exception>
    [RequiresUnreferencedCode(Reflection)]
    public EquationNetwork(IRecurrentNetwork<float> network)
        : this(Declaration.Of(network))
    {
    }

    /// <inheritdoc cref="EquationNetwork(IRecurrentNetwork{float})"/>
    [RequiresUnreferencedCode(Reflection)]
    public EquationNetwork(IRecurrentNetwork<double> network)
        : this(Declaration.Of(network))
    {
    }

    [RequiresUnreferencedCode(Reflection)]
    private EquationNetwork(Declaration network)
    {
        _parameters = network.Parameters;
        ParameterInfos = network.ParameterInfos;
        (InputSize, _vocabulary) = (network.InputSize, network.Vocabulary);
        OutputSize = _vocabulary > 0 ? _vocabulary : InputSize;
        _layers = new EquationLayer[network.Layers.Length];
        for (var i = 0; i < _layers.Length; i++)
        {
            var (cell, units) = (network.Layers[i].Cell, network.Layers[i].Units);
            _layers[i] = new EquationLayer(i, cell, OutputSize, units, ParameterInfos, _parameters);
            OutputSize = units;
            StateSize += _layers[i].StateSize;
        }

        Require(network.OutputSize, OutputSize, nameof(OutputSize));
        Require(network.StateSize, StateSize, nameof(StateSize));

        static void Require(int actual, int expected, string size)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"The network's {size} is {actual}; by the equations of its layers it is {expected}.", nameof(network));
            }
        }
    }

    /// <inheritdoc cref="IRecurrentNetwork{T}.InputSize"/>
    public int InputSize { get; }

    /// <inheritdoc cref="IRecurrentNetwork{T}.OutputSize"/>
    public int OutputSize { get; }

    /// <inheritdoc cref="IRecurrentNetwork{T}.StateSize"/>
    public int StateSize { get; }

    /// <inheritdoc cref="IRecurrentNetwork{T}.ParameterCount"/>
    public int ParameterCount => _parameters.Length;

    /// <summary>This reference's own parameters, in the network's layout; what is written here is used from the next call on.</summary>
    public Span<double> Parameters => _parameters;

    /// <inheritdoc cref="IRecurrentNetwork{T}.ParameterInfos"/>
    public IReadOnlyList<ParameterInfo> ParameterInfos { get; }

    /// <summary>
    /// The seed of the masks of dropout with which <see cref="Run"/> runs, as a Forward whose tape has this <see cref="Tape{T}.DropoutSeed"/>; null, as at
    /// first, for none. Run does not change it.
    /// </summary>
    public long? DropoutSeed { get; set; }

    /// <summary>Advances one stream by one time step, without dropout.</summary>
    /// <param name="input">The input, <see cref="InputSize"/> elements.</param>
    /// <param name="state">The stream's state, <see cref="StateSize"/> elements: read, then overwritten with the new state.</param>
    /// <param name="output">Receives the output, <see cref="OutputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Step(ReadOnlySpan<double> input, Span<double> state, Span<double> output)
    {
        SequenceCheck.Length(input.Length, InputSize, nameof(input));
        SequenceCheck.Length(state.Length, StateSize, nameof(state));
        SequenceCheck.Length(output.Length, OutputSize, nameof(output));
        if (_vocabulary > 0)
        {
            SequenceCheck.Token(input[0], _vocabulary);
        }

        Bind();
        Advance(input, state, output, dropoutSeed: null, stream: 0);
    }

    /// <summary>Runs whole sequences.</summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>; its length decides the number of time steps, which may be zero.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a stream cannot have as many time steps.</exception>
    public void Run(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs, int batch = 1, ReadOnlySpan<int> lengths = default)
    {
        var steps = SequenceCheck.Steps(inputs.Length, state.Length, outputs.Length, batch, InputSize, StateSize, OutputSize);
        SequenceCheck.Lengths(lengths, batch, steps);
        if (_vocabulary > 0)
        {
            SequenceCheck.Tokens(inputs, _vocabulary, batch, lengths);
        }

        Bind();
        outputs.Clear();
        for (var row = 0; row < steps * batch; row++)
        {
            var (step, stream) = (row / batch, row % batch);
            if (lengths.IsEmpty || step < lengths[stream])
            {
                Advance(
                    inputs.Slice(row * InputSize, InputSize),
                    state.Slice(stream * StateSize, StateSize),
                    outputs.Slice(row * OutputSize, OutputSize),
                    DropoutSeed,
                    stream);
            }
        }
    }

    private void Bind()
    {
        foreach (var layer in _layers)
        {
            layer.Bind(_parameters);
        }
    }

    private void Advance(ReadOnlySpan<double> input, Span<double> state, Span<double> output, long? dropoutSeed, int stream)
    {
        var values = _vocabulary > 0 ? OneHot((int)input[0]) : input.ToArray();
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            values = layer.Step(values, state[..layer.StateSize], dropoutSeed is { } seed ? new(seed, i, stream) : null);
            state = state[layer.StateSize..];
        }

        values.CopyTo(output);
    }

    private double[] OneHot(int token)
    {
        var vector = new double[_vocabulary];
        vector[token] = 1;
        return vector;
    }

    /// <summary>What a network says of itself, whatever its precision.</summary>
    private sealed record Declaration(
        ILayerDeclaration[] Layers,
        int InputSize,
        int Vocabulary,
        int OutputSize,
        int StateSize,
        IReadOnlyList<ParameterInfo> ParameterInfos,
        double[] Parameters)
    {
        public static Declaration Of<T>(IRecurrentNetwork<T> network)
            where T : unmanaged, INumber<T>
        {
            ArgumentNullException.ThrowIfNull(network);
            var type = network.GetType();
            ILayerDeclaration[] layers = [.. type.GetCustomAttributes(inherit: false).OfType<ILayerDeclaration>()];
            if (layers.Length == 0)
            {
                throw new ArgumentException($"'{type}' declares no layers: it needs one [Layer<T>(n)] or more.", nameof(network));
            }

            var parameters = Array.ConvertAll(network.Parameters.ToArray(), double.CreateChecked);
            var vocabulary = type.GetCustomAttribute<RecurrentNetworkAttribute>(inherit: false)?.Vocabulary ?? 0;
            return new(layers, network.InputSize, vocabulary, network.OutputSize, network.StateSize, network.ParameterInfos, parameters);
        }
    }
}
