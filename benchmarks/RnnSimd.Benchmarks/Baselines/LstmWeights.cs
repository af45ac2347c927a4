namespace RnnSimd.Benchmarks.Baselines;

/// <summary>
/// The weights of an LSTM as most programs keep them: one row for each output of a gate, the gates i, f, g and o one after the other.
/// </summary>
internal sealed class LstmWeights
{
    private const string Gates = "ifgo";

    /// <summary>Copies the weights of a network of one LSTM layer.</summary>
    public LstmWeights(IRecurrentNetwork<float> network)
    {
        (Inputs, Units) = (network.InputSize, network.OutputSize);
        (Input, Recurrent, Bias) = (new float[4 * Units * Inputs], new float[4 * Units * Units], new float[4 * Units]);
        foreach (var info in network.ParameterInfos)
        {
            // "0.Wi": layer 0, the matrix that gate i applies to the input.
            var (target, columns) = info.Name[2] switch { 'W' => (Input, Inputs), 'U' => (Recurrent, Units), _ => (Bias, 1) };
            var start = Gates.IndexOf(info.Name[3], StringComparison.Ordinal) * Units * columns;
            for (var r = 0; r < info.Rows; r++)
            {
                for (var c = 0; c < info.Columns; c++)
                {
                    target[start + r * columns + c] = network.Parameters[info.Offset + r * info.RowStride + c * info.ColumnStride];
                }
            }
        }
    }

    public int Inputs { get; }

    public int Units { get; }

    /// <summary>4 · units rows of inputs.</summary>
    public float[] Input { get; }

    /// <summary>4 · units rows of units.</summary>
    public float[] Recurrent { get; }

    /// <summary>4 · units.</summary>
    public float[] Bias { get; }
}
