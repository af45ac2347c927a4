using System.Numerics;
using RnnSimd.Tests.Simd;

namespace RnnSimd.Tests.Networks;

/// <summary>
/// No method reads or writes outside its spans, and none needs them aligned: each span once ends and once starts at a page that cannot
/// be touched, and the results are those of ordinary memory.
/// </summary>
public abstract class GuardedTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TheoryData<string, bool> Networks
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in AllNetworks.WithEverySize<T>().Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void No_span_is_left(string name, bool atEnd)
    {
        var network = AllNetworks.WithEverySize<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var (steps, batch) in new[] { (3, 1), (2, 5) })
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var expected = Gradients<T>.Of(network, sequence);
            var tape = new Tape<T>();
            using var inputs = new Guarded(sequence.Inputs, atEnd);
            using var outputs = new Guarded(new T[sequence.OutputWeights.Length], atEnd);
            using var state = new Guarded(sequence.State, atEnd);
            network.Forward(inputs.Span, state.Span, outputs.Span, batch, tape);
            Bits.Equal<T>(expected.Outputs, outputs.Span, "outputs of Forward");
            Bits.Equal<T>(expected.State, state.Span, "state of Forward");

            sequence.State.CopyTo(state.Span);
            network.Run(inputs.Span, state.Span, outputs.Span, batch);
            Bits.Equal<T>(expected.Outputs, outputs.Span, "outputs of Run");
            Bits.Equal<T>(expected.State, state.Span, "state of Run");

            using var outputGradients = new Guarded(sequence.OutputWeights, atEnd);
            using var stateGradients = new Guarded(sequence.StateWeights, atEnd);
            using var parameterGradients = new Guarded(new T[network.ParameterCount], atEnd);
            using var inputGradients = new Guarded(new T[sequence.Inputs.Length], atEnd);
            network.Backward(tape, outputGradients.Span, stateGradients.Span, parameterGradients.Span, inputGradients.Span);
            Bits.Equal<T>(expected.InitialState, stateGradients.Span, "stateGradients");
            Bits.Equal<T>(expected.Parameters, parameterGradients.Span, "parameterGradients");
            Bits.Equal<T>(expected.Inputs, inputGradients.Span, "inputGradients");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void No_span_of_a_step_is_left(string name, bool atEnd)
    {
        var network = AllNetworks.WithEverySize<T>()[name](1);
        var sequence = new Sequence<T>(network, steps: 1, batch: 1, seed: 3);
        var expected = Gradients<T>.Of(network, sequence);
        using var input = new Guarded(sequence.Inputs, atEnd);
        using var state = new Guarded(sequence.State, atEnd);
        using var output = new Guarded(new T[network.OutputSize], atEnd);
        network.Step(input.Span, state.Span, output.Span);
        Bits.Equal<T>(expected.Outputs, output.Span, "output");
        Bits.Equal<T>(expected.State, state.Span, "state");
    }

    /// <summary>Elements in guarded memory.</summary>
    private sealed class Guarded : IDisposable
    {
        private readonly GuardedMemory<T> _memory;
        private readonly int _length;
        private readonly bool _atEnd;

        public Guarded(T[] elements, bool atEnd)
        {
            (_length, _atEnd) = (elements.Length, atEnd);
            _memory = new GuardedMemory<T>(Math.Max(1, elements.Length));
            elements.CopyTo(Span);
        }

        public Span<T> Span => _memory.At(_atEnd, _length);

        public void Dispose() => _memory.Dispose();
    }
}

public sealed class SingleGuardedTests : GuardedTests<float>;

public sealed class DoubleGuardedTests : GuardedTests<double>;
