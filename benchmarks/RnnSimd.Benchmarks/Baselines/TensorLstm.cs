using System.Numerics.Tensors;

namespace RnnSimd.Benchmarks.Baselines;

/// <summary>An LSTM in <see cref="TensorPrimitives"/>: what a good C# programmer writes.</summary>
internal sealed class TensorLstm(LstmWeights weights)
{
    private readonly float[] _z = new float[4 * weights.Units];
    private readonly float[] _tanh = new float[weights.Units];

    /// <summary>One step; the state is h and then c.</summary>
    public void Step(ReadOnlySpan<float> input, Span<float> state, Span<float> output)
    {
        var units = weights.Units;
        var h = state[..units];
        var c = state[units..];
        for (var n = 0; n < 4 * units; n++)
        {
            _z[n] = weights.Bias[n]
                + TensorPrimitives.Dot(weights.Input.AsSpan(n * weights.Inputs, weights.Inputs), input)
                + TensorPrimitives.Dot(weights.Recurrent.AsSpan(n * units, units), h);
        }

        var i = _z.AsSpan(0, units);
        var f = _z.AsSpan(units, units);
        var g = _z.AsSpan(2 * units, units);
        var o = _z.AsSpan(3 * units, units);
        TensorPrimitives.Sigmoid(i, i);
        TensorPrimitives.Sigmoid(f, f);
        TensorPrimitives.Tanh(g, g);
        TensorPrimitives.Sigmoid(o, o);
        TensorPrimitives.Multiply(i, g, g);
        TensorPrimitives.MultiplyAdd(f, c, g, c);
        TensorPrimitives.Tanh(c, _tanh);
        TensorPrimitives.Multiply(o, _tanh, h);
        h.CopyTo(output);
    }
}
