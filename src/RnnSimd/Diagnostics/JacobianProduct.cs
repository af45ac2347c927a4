using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Diagnostics;

/// <summary>
/// The product ∂h_t/∂h_k of a network's Jacobians along a sequence, from the last step backwards. Its rows are streams of a batch that all see
/// the same data: row i starts as the i-th unit vector, a gradient of the last state, and Backward multiplies each with a step's Jacobian.
/// </summary>
/// <remarks>A step's tape is recorded when it is needed, from the state before it: all tapes at once would be StateSize times those of training.</remarks>
internal sealed class JacobianProduct<T>(IRecurrentNetwork<T> network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _size = network.StateSize;

    // All streams are the same one, and the states before each step are those of Step: neither with dropout.
    private readonly Tape<T> _tape = new() { DropoutSeed = null };
    private readonly T[] _rows = new T[network.StateSize * network.StateSize];
    private readonly T[] _inputs = new T[network.StateSize * network.InputSize];
    private readonly T[] _states = new T[network.StateSize * network.StateSize];
    private readonly T[] _outputs = new T[network.StateSize * network.OutputSize];
    private readonly T[] _noOutputGradients = new T[network.StateSize * network.OutputSize];
    private readonly T[] _parameterGradients = new T[network.ParameterCount];

    /// <summary>The logarithm of the product's Frobenius norm for each number of steps, from 0 on.</summary>
    public double[] LogNorms(ReadOnlySpan<T> inputs, ReadOnlySpan<T> state)
    {
        var steps = inputs.Length / network.InputSize;
        var states = StatesBefore(inputs, state, steps);
        for (var i = 0; i < _size; i++)
        {
            _rows[i * _size + i] = T.One;
        }

        var logNorms = new double[steps + 1];
        logNorms[0] = Math.Log(_size) / 2;
        var exponent = 0L;
        for (var step = steps - 1; step >= 0; step--)
        {
            MultiplyByStep(inputs.Slice(step * network.InputSize, network.InputSize), states.AsSpan(step * _size, _size));
            var largest = T.Abs(TensorPrimitives.MaxMagnitude<T>(_rows));
            if (!T.IsFinite(largest))
            {
                throw new ArithmeticException($"The gradient of the state before step {step} is {largest}.");
            }

            if (largest != T.Zero)
            {
                var scale = T.ILogB(largest);
                exponent += scale;
                Scale(-scale);
            }

            logNorms[steps - step] = Math.Log(Norm()) + exponent * Math.Log(2);
        }

        return logNorms;
    }

    private T[] StatesBefore(ReadOnlySpan<T> inputs, ReadOnlySpan<T> state, int steps)
    {
        var states = new T[(steps + 1) * _size];
        state.CopyTo(states);
        for (var step = 0; step < steps; step++)
        {
            var next = states.AsSpan((step + 1) * _size, _size);
            states.AsSpan(step * _size, _size).CopyTo(next);
            network.Step(inputs.Slice(step * network.InputSize, network.InputSize), next, _outputs.AsSpan(0, network.OutputSize));
        }

        return states;
    }

    private void MultiplyByStep(ReadOnlySpan<T> input, ReadOnlySpan<T> state)
    {
        for (var i = 0; i < _size; i++)
        {
            input.CopyTo(_inputs.AsSpan(i * input.Length));
            state.CopyTo(_states.AsSpan(i * _size));
        }

        network.Forward(_inputs, _states, _outputs, _size, _tape);
        network.Backward(_tape, _noOutputGradients, _rows, _parameterGradients, inputGradients: []);
    }

    private void Scale(int exponent)
    {
        foreach (ref var value in _rows.AsSpan())
        {
            value = T.ScaleB(value, exponent);
        }
    }

    // The largest element is between 1 and 2: squares neither overflow nor, where they count, vanish.
    private double Norm()
    {
        var sum = 0.0;
        foreach (var value in _rows)
        {
            sum += double.CreateChecked(value) * double.CreateChecked(value);
        }

        return Math.Sqrt(sum);
    }
}
