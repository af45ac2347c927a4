using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Threads that share a network do not disturb each other.</summary>
public abstract class ConcurrencyTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Threads = 8;
    private const int Repetitions = 20;

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Threads_can_share_a_network(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        var works = Enumerable.Range(0, Threads).Select(thread => new Work(network, thread)).ToArray();
        using var barrier = new Barrier(Threads);
        Exception? failure = null;
        var threads = Array.ConvertAll(works, work => new Thread(() =>
        {
            barrier.SignalAndWait();
            try
            {
                for (var i = 0; i < Repetitions; i++)
                {
                    work.GivesTheSameBits();
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }));
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.True(failure is null, failure?.ToString());
    }

    /// <summary>The work of one thread, and what it gives when the thread is alone.</summary>
    private sealed class Work
    {
        private readonly IRecurrentNetwork<T> _network;
        private readonly Sequence<T> _sequence;
        private readonly Tape<T> _tape = new();
        private readonly Gradients<T> _expected;

        public Work(IRecurrentNetwork<T> network, int seed)
        {
            _network = network;
            _sequence = new Sequence<T>(network, steps: 3 + seed, batch: 1 + seed % 3, seed);
            _expected = Gradients<T>.Of(network, _sequence);
        }

        public void GivesTheSameBits()
        {
            var (outputs, state) = (new T[_expected.Outputs.Length], (T[])_sequence.State.Clone());
            _network.Run(_sequence.Inputs, state, outputs, _sequence.Batch);
            IsExpected("Run", outputs, state);

            Array.Clear(outputs);
            _sequence.State.CopyTo(state);
            for (var row = 0; row < _sequence.Steps * _sequence.Batch; row++)
            {
                _network.Step(
                    _sequence.Inputs.AsSpan(row * _network.InputSize, _network.InputSize),
                    state.AsSpan(row % _sequence.Batch * _network.StateSize, _network.StateSize),
                    outputs.AsSpan(row * _network.OutputSize, _network.OutputSize));
            }

            IsExpected("Step", outputs, state);

            _sequence.State.CopyTo(state);
            _network.Forward(_sequence.Inputs, state, outputs, _sequence.Batch, _tape);
            IsExpected("Forward", outputs, state);
            var gradients = Gradients<T>.Of(_network, _tape, _sequence.OutputWeights, _sequence.StateWeights, _sequence.Inputs.Length);
            Bits.Equal<T>(_expected.Parameters, gradients.Parameters, "parameters");
            Bits.Equal<T>(_expected.Inputs, gradients.Inputs, "inputs");
        }

        private void IsExpected(string method, T[] outputs, T[] state)
        {
            Bits.Equal<T>(_expected.Outputs, outputs, "outputs of " + method);
            Bits.Equal<T>(_expected.State, state, "state of " + method);
        }
    }
}

[Trait("Category", "Bits")]
public sealed class SingleConcurrencyTests : ConcurrencyTests<float>;

[Trait("Category", "Bits")]
public sealed class DoubleConcurrencyTests : ConcurrencyTests<double>;
