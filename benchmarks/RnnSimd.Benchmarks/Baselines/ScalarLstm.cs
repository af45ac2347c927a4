namespace RnnSimd.Benchmarks.Baselines;

/// <summary>An LSTM in plain loops: what everybody writes first.</summary>
internal sealed class ScalarLstm(LstmWeights weights)
{
    private readonly float[] _z = new float[4 * weights.Units];

    /// <summary>One step; the state is h and then c.</summary>
    public void Step(ReadOnlySpan<float> input, Span<float> state, Span<float> output)
    {
        var units = weights.Units;
        var h = state[..units];
        var c = state[units..];
        for (var n = 0; n < 4 * units; n++)
        {
            var sum = weights.Bias[n];
            for (var k = 0; k < weights.Inputs; k++)
            {
                sum += weights.Input[n * weights.Inputs + k] * input[k];
            }

            for (var k = 0; k < units; k++)
            {
                sum += weights.Recurrent[n * units + k] * h[k];
            }

            _z[n] = sum;
        }

        for (var n = 0; n < units; n++)
        {
            var (i, f) = (Sigmoid(_z[n]), Sigmoid(_z[units + n]));
            var (g, o) = (MathF.Tanh(_z[2 * units + n]), Sigmoid(_z[3 * units + n]));
            c[n] = f * c[n] + i * g;
            h[n] = o * MathF.Tanh(c[n]);
        }

        h.CopyTo(output);
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
