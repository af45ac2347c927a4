namespace RnnSimd.Benchmarks.Baselines;

/// <summary>An LSTM in plain loops: what everybody writes first.</summary>
internal sealed class ScalarLstm(LstmWeights weights) : BaselineLstm(weights)
{
    private readonly float[] _dz = new float[4 * weights.Units];

    protected override void Advance(ReadOnlySpan<float> x, Span<float> h, Span<float> c, Span<float> gates, Span<float> tanh)
    {
        Span<float> inputMatrix = Weights.Input, recurrentMatrix = Weights.Recurrent, bias = Weights.Bias;
        for (var n = 0; n < gates.Length; n++)
        {
            var sum = bias[n];
            for (var k = 0; k < x.Length; k++)
            {
                sum += inputMatrix[n * x.Length + k] * x[k];
            }

            for (var k = 0; k < h.Length; k++)
            {
                sum += recurrentMatrix[n * h.Length + k] * h[k];
            }

            gates[n] = sum;
        }

        for (var n = 0; n < h.Length; n++)
        {
            gates[n] = Sigmoid(gates[n]);
            gates[Units + n] = Sigmoid(gates[Units + n]);
            gates[2 * Units + n] = MathF.Tanh(gates[2 * Units + n]);
            gates[3 * Units + n] = Sigmoid(gates[3 * Units + n]);
            c[n] = gates[Units + n] * c[n] + gates[n] * gates[2 * Units + n];
            tanh[n] = MathF.Tanh(c[n]);
            h[n] = gates[3 * Units + n] * tanh[n];
        }
    }

    protected override void Retreat(
        ReadOnlySpan<float> x, ReadOnlySpan<float> state, ReadOnlySpan<float> gates, ReadOnlySpan<float> tanh, Span<float> dh, Span<float> dc,
        Span<float> gradients, Span<float> dx)
    {
        for (var n = 0; n < dh.Length; n++)
        {
            var (i, f, g, o) = (gates[n], gates[Units + n], gates[2 * Units + n], gates[3 * Units + n]);
            var dcNew = dc[n] + dh[n] * o * (1 - tanh[n] * tanh[n]);
            _dz[n] = dcNew * g * i * (1 - i);
            _dz[Units + n] = dcNew * state[Units + n] * f * (1 - f);
            _dz[2 * Units + n] = dcNew * i * (1 - g * g);
            _dz[3 * Units + n] = dh[n] * tanh[n] * o * (1 - o);
            dc[n] = dcNew * f;
        }

        dx.Clear();
        dh.Clear();
        Span<float> inputMatrix = Weights.Input, recurrentMatrix = Weights.Recurrent;
        Span<float> dInput = Weights.InputOf(gradients), dRecurrent = Weights.RecurrentOf(gradients), dBias = Weights.BiasOf(gradients);
        for (var n = 0; n < _dz.Length; n++)
        {
            var dz = _dz[n];
            dBias[n] += dz;
            for (var k = 0; k < x.Length; k++)
            {
                dInput[n * x.Length + k] += dz * x[k];
            }

            for (var k = 0; k < dx.Length; k++)
            {
                dx[k] += inputMatrix[n * x.Length + k] * dz;
            }

            for (var k = 0; k < dh.Length; k++)
            {
                dRecurrent[n * dh.Length + k] += dz * state[k];
                dh[k] += recurrentMatrix[n * dh.Length + k] * dz;
            }
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
