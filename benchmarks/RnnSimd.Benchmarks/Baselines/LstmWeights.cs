namespace RnnSimd.Benchmarks.Baselines;

/// <summary>
/// The weights of an LSTM as most programs keep them: one row for each output of a gate, the gates i, f, g and o one after the other.
/// </summary>
internal sealed class LstmWeights
{
    private const string Gates = "ifgo";

    /// <summary>Copies the weights of a network of one LSTM layer.</summary>
    public LstmWeights(IRecurrentNetwork<float> network)
        : this(network, network.Parameters)
    {
    }

    /// <summary>Copies what stands where the network has its parameters, such as their gradients.</summary>
    public LstmWeights(IRecurrentNetwork<float> network, ReadOnlySpan<float> parameters)
        : this(network.InputSize, network.OutputSize)
    {
        foreach (var target in Infos)
        {
            var source = network.ParameterInfos.Single(info => info.Name == target.Name);
            for (var r = 0; r < target.Rows; r++)
            {
                for (var c = 0; c < target.Columns; c++)
                {
                    Values[target.Offset + r * target.RowStride + c] = parameters[source.Offset + r * source.RowStride + c * source.ColumnStride];
                }
            }
        }
    }

    /// <summary>Zeros.</summary>
    public LstmWeights(int inputs, int units) => (Inputs, Units, Values) = (inputs, units, new float[4 * units * (inputs + units + 1)]);

    public int Inputs { get; }

    public int Units { get; }

    /// <summary>All of them: <see cref="Input"/>, <see cref="Recurrent"/>, <see cref="Bias"/>.</summary>
    public float[] Values { get; }

    /// <summary>Which element of <see cref="Values"/> is which, in the names of the cell.</summary>
    public IReadOnlyList<ParameterInfo> Infos =>
    [
        .. Gates.Select((gate, n) => new ParameterInfo($"0.W{gate}", Units, Inputs, n * Units * Inputs, Inputs, 1, Rank: 2)),
        .. Gates.Select((gate, n) => new ParameterInfo($"0.U{gate}", Units, Units, Units * (4 * Inputs + n * Units), Units, 1, Rank: 2)),
        .. Gates.Select((gate, n) => new ParameterInfo($"0.b{gate}", Units, 1, Units * (4 * (Inputs + Units) + n), 1, 1, Rank: 1)),
    ];

    /// <summary>4 · units rows of inputs.</summary>
    public Span<float> Input => InputOf(Values);

    /// <summary>4 · units rows of units.</summary>
    public Span<float> Recurrent => RecurrentOf(Values);

    /// <summary>4 · units.</summary>
    public Span<float> Bias => BiasOf(Values);

    /// <summary><see cref="Input"/> of something that is laid out like these weights.</summary>
    public Span<float> InputOf(Span<float> values) => values[..(4 * Units * Inputs)];

    /// <summary><see cref="Recurrent"/> of something that is laid out like these weights.</summary>
    public Span<float> RecurrentOf(Span<float> values) => values.Slice(4 * Units * Inputs, 4 * Units * Units);

    /// <summary><see cref="Bias"/> of something that is laid out like these weights.</summary>
    public Span<float> BiasOf(Span<float> values) => values[(4 * Units * (Inputs + Units))..];
}
