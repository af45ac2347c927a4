using System.Numerics.Tensors;

namespace RnnSimd.Benchmarks.Baselines;

/// <summary>An LSTM in <see cref="TensorPrimitives"/>: what a good C# programmer writes.</summary>
internal sealed class TensorLstm(LstmWeights weights) : BaselineLstm(weights)
{
    private readonly float[] _dz = new float[4 * weights.Units];
    private readonly float[] _slopes = new float[4 * weights.Units];

    protected override void Advance(ReadOnlySpan<float> x, Span<float> h, Span<float> c, Span<float> gates, Span<float> tanh)
    {
        Span<float> inputMatrix = Weights.Input, recurrentMatrix = Weights.Recurrent, bias = Weights.Bias;
        for (var n = 0; n < gates.Length; n++)
        {
            gates[n] = bias[n] + TensorPrimitives.Dot(At(inputMatrix, n, x.Length), x) + TensorPrimitives.Dot(At(recurrentMatrix, n, h.Length), h);
        }

        Span<float> i = At(gates, 0, Units), f = At(gates, 1, Units), g = At(gates, 2, Units), o = At(gates, 3, Units);
        TensorPrimitives.Sigmoid(i, i);
        TensorPrimitives.Sigmoid(f, f);
        TensorPrimitives.Tanh(g, g);
        TensorPrimitives.Sigmoid(o, o);
        TensorPrimitives.Multiply(i, g, tanh);
        TensorPrimitives.MultiplyAdd(f, c, tanh, c);
        TensorPrimitives.Tanh(c, tanh);
        TensorPrimitives.Multiply(o, tanh, h);
    }

    protected override void Retreat(
        ReadOnlySpan<float> x, ReadOnlySpan<float> state, ReadOnlySpan<float> gates, ReadOnlySpan<float> tanh, Span<float> dh, Span<float> dc,
        Span<float> gradients, Span<float> dx)
    {
        // di ∘ σ′ = di ∘ i ∘ (1 − i) for the gates that are sigmoids, dg ∘ (1 − g²) for the one that is a tanh.
        Span<float> dz = _dz, slopes = _slopes;
        TensorPrimitives.Subtract(1f, gates, slopes);
        TensorPrimitives.Multiply(gates, slopes, slopes);
        SlopeOfTanh(At(gates, 2, Units), At(slopes, 2, Units));

        // What reaches the new c through h.
        var scratch = At(dz, 0, Units);
        SlopeOfTanh(tanh, scratch);
        TensorPrimitives.Multiply(scratch, At(gates, 3, Units), scratch);
        TensorPrimitives.MultiplyAdd(scratch, dh, dc, dc);

        TensorPrimitives.Multiply(dc, At(gates, 2, Units), At(dz, 0, Units));
        TensorPrimitives.Multiply(dc, At(state, 1, Units), At(dz, 1, Units));
        TensorPrimitives.Multiply(dc, At(gates, 0, Units), At(dz, 2, Units));
        TensorPrimitives.Multiply(dh, tanh, At(dz, 3, Units));
        TensorPrimitives.Multiply(dz, slopes, dz);
        TensorPrimitives.Multiply(dc, At(gates, 1, Units), dc);

        dx.Clear();
        dh.Clear();
        var h = At(state, 0, Units);
        Span<float> inputMatrix = Weights.Input, recurrentMatrix = Weights.Recurrent;
        Span<float> dInput = Weights.InputOf(gradients), dRecurrent = Weights.RecurrentOf(gradients), dBias = Weights.BiasOf(gradients);
        TensorPrimitives.Add(dBias, dz, dBias);
        for (var n = 0; n < dz.Length; n++)
        {
            AddScaled(x, dz[n], At(dInput, n, x.Length));
            AddScaled(h, dz[n], At(dRecurrent, n, h.Length));
            AddScaled(At(recurrentMatrix, n, h.Length), dz[n], dh);
            if (!dx.IsEmpty)
            {
                AddScaled(At(inputMatrix, n, x.Length), dz[n], dx);
            }
        }
    }

    // 1 − y²
    private static void SlopeOfTanh(ReadOnlySpan<float> y, Span<float> slope)
    {
        TensorPrimitives.Multiply(y, y, slope);
        TensorPrimitives.Subtract(1f, slope, slope);
    }

    private static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> sum) => TensorPrimitives.MultiplyAdd(x, factor, sum, sum);
}
