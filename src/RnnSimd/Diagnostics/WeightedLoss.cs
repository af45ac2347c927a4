namespace RnnSimd.Diagnostics;

/// <summary>What a loss depends on, as a matrix of values, and the network's own gradient of it.</summary>
/// <param name="Place">Its name, its shape, and where its elements stand in both arrays.</param>
/// <param name="Values">The values; what is written to them counts from the next evaluation on.</param>
/// <param name="Gradients">∂loss/∂values.</param>
internal sealed record AnalyticGradient(ParameterInfo Place, double[] Values, double[] Gradients);

/// <summary>A loss of a network on a sequence: Σ w y over all outputs and the final state, with random weights w between −1 and 1.</summary>
internal sealed class WeightedLoss
{
    private readonly IRecurrentNetwork<double> _network;
    private readonly int _batch;
    private readonly int _seed;
    private readonly double[] _parameters;
    private readonly double[] _inputs;
    private readonly double[] _state;
    private readonly double[] _outputWeights;
    private readonly double[] _stateWeights;
    private readonly double[] _outputs;
    private readonly double[] _finalState;
    private readonly Tape<double> _tape = new();

    public WeightedLoss(IRecurrentNetwork<double> network, ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, int batch, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        (_network, _batch, _seed) = (network, batch, seed);
        _parameters = network.Parameters.ToArray();
        _inputs = inputs.ToArray();
        _state = state.IsEmpty ? new double[batch * network.StateSize] : state.ToArray();
        _outputs = new double[inputs.Length / network.InputSize * network.OutputSize];
        _finalState = new double[_state.Length];
        if (SequenceCheck.Steps(
            inputs.Length, _state.Length, _outputs.Length, batch, network.InputSize, network.StateSize, network.OutputSize) == 0)
        {
            throw new ArgumentException("A sequence of no steps has no gradient: at least one is needed.", nameof(inputs));
        }

        var random = new Random(seed);
        (_outputWeights, _stateWeights) = (Draw(random, _outputs.Length), Draw(random, _state.Length));
        Value = Evaluate();
        Magnitude = Dot(Magnitudes(_outputWeights), Magnitudes(_outputs)) + Dot(Magnitudes(_stateWeights), Magnitudes(_finalState));
        if (!double.IsFinite(Magnitude))
        {
            throw new ArgumentException("The network's outputs or its final state are not finite for these inputs.", nameof(inputs));
        }
    }

    /// <summary>The loss at the values that were given.</summary>
    public double Value { get; }

    /// <summary>Σ |w y|, which says how far the loss is rounded.</summary>
    public double Magnitude { get; }

    /// <summary>The loss at the present values.</summary>
    public double Evaluate()
    {
        _parameters.CopyTo(_network.Parameters);
        _state.CopyTo(_finalState, 0);
        Record(_finalState);
        return Dot(_outputWeights, _outputs) + Dot(_stateWeights, _finalState);
    }

    /// <summary>The network's gradients: of the parameters that are not frozen, the inputs, unless they are tokens, and the initial state.</summary>
    public IEnumerable<AnalyticGradient> Differentiate()
    {
        var state = (double[])_state.Clone();
        Record(state);
        var parameters = new double[_parameters.Length];
        var inputs = new double[_network is IShardedNetwork<double> { Vocabulary: > 0 } ? 0 : _inputs.Length];
        _stateWeights.CopyTo(state, 0);
        _network.Backward(_tape, _outputWeights, state, parameters, inputs);
        AnalyticGradient[] gradients =
        [
            .. _network.ParameterInfos.Where(info => !info.IsFrozen).Select(info => new AnalyticGradient(info, _parameters, parameters)),
            new(Rows("inputs", inputs.Length, _network.InputSize), _inputs, inputs),
            new(Rows("state", _state.Length, _network.StateSize), _state, state),
        ];
        return gradients.Where(gradient => gradient.Place.Count > 0);
    }

    // With the same dropout every time.
    private void Record(double[] state)
    {
        _tape.DropoutSeed = _seed;
        _network.Forward(_inputs, state, _outputs, _batch, _tape);
    }

    private static ParameterInfo Rows(string name, int length, int columns) =>
        new(name, length / Math.Max(1, columns), columns, Offset: 0, RowStride: columns, ColumnStride: 1, Rank: 2);

    private static double[] Draw(Random random, int length)
    {
        var values = new double[length];
        foreach (ref var value in values.AsSpan())
        {
            value = 2 * random.NextDouble() - 1;
        }

        return values;
    }

    private static double[] Magnitudes(double[] values) => Array.ConvertAll(values, Math.Abs);

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
