using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnSimd.Tests.Networks;

/// <summary>Step and Run never allocate; Forward and Backward do not once the tape has held a sequence as long.</summary>
public abstract class AllocationTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Attempts = 5;

    protected AllocationTests() => Bits.RequireVectors();

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Step_allocates_nothing_from_the_first_call_on(string name) => AllocatesNothing(() =>
    {
        var network = AllNetworks.Of<T>()[name](1);
        var sequence = new Sequence<T>(network, steps: 1, batch: 1, seed: 2);
        var output = new T[network.OutputSize];
        return () => network.Step(sequence.Inputs, sequence.State, output);
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Run_allocates_nothing_from_the_first_call_on(string name)
    {
        foreach (var (steps, batch) in new[] { (300, 1), (20, 32), (2, 200) })
        {
            AllocatesNothing(() =>
            {
                var network = AllNetworks.Of<T>()[name](1);
                var sequence = new Sequence<T>(network, steps, batch, seed: 2);
                var outputs = new T[sequence.OutputWeights.Length];
                return () => network.Run(sequence.Inputs, sequence.State, outputs, batch);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Lengths_allocate_nothing(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        var tape = new Tape<T> { Threads = 2 };
        foreach (var (steps, batch) in new[] { (10, 200), (30, 1), (12, 40) })
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 2);
            var outputs = new T[sequence.OutputWeights.Length];
            var (parameters, inputs) = (new T[network.ParameterCount], new T[sequence.Inputs.Length]);
            network.Forward(sequence.Inputs, sequence.State, outputs, batch, tape);
            network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, inputs);
            AllocatesNothing(() =>
            {
                var lengths = Enumerable.Range(0, batch).Select(stream => 7 * stream % (steps + 1)).ToArray();
                return () =>
                {
                    network.Run(sequence.Inputs, sequence.State, outputs, batch, lengths);
                    network.Forward(sequence.Inputs, sequence.State, outputs, batch, lengths, tape);
                    network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, inputs);
                };
            });
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_grown_tape_is_reused(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        foreach (var (longest, checkpointing) in new[] { ((Steps: 10, Batch: 64), false), ((Steps: 300, Batch: 1), false), ((Steps: 70, Batch: 65), true) })
        {
            var tape = new Tape<T> { Threads = 2, Checkpointing = checkpointing };
            ForwardAndBackward(tape, longest.Steps, longest.Batch)();
            foreach (var (steps, batch) in new[] { longest, (longest.Steps / 2, longest.Batch), (100, 1), (20, 4), (3, 17) })
            {
                AllocatesNothing(() => ForwardAndBackward(tape, steps, batch));
            }
        }

        Action ForwardAndBackward(Tape<T> tape, int steps, int batch)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 2);
            var outputs = new T[sequence.OutputWeights.Length];
            var (parameters, inputs) = (new T[network.ParameterCount], new T[sequence.Inputs.Length]);
            return () =>
            {
                network.Forward(sequence.Inputs, sequence.State, outputs, batch, tape);
                network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, inputs);
            };
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_tape_takes_what_the_network_states_and_Backward_the_same_for_any_length(string name)
    {
        const int overhead = 1024;
        var network = AllNetworks.Of<T>()[name](1);
        var bytesPerStep = (int)network.GetType().GetField("TapeBytesPerStep")!.GetRawConstantValue()!;
        foreach (var (steps, batch) in new[] { (50, 8), (400, 1) })
        {
            var stated = (steps + 1L) * batch * bytesPerStep + ((IShardedNetwork<T>)network).PackedSize * Unsafe.SizeOf<T>();
            Assert.InRange(AllocatedBy(steps, batch).Forward, stated, stated + overhead);
        }

        Assert.Equal(AllocatedBy(300, 1).Backward, AllocatedBy(900, 1).Backward);

        (long Forward, long Backward) AllocatedBy(int steps, int batch)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 2);
            var (outputs, parameters) = (new T[sequence.OutputWeights.Length], new T[network.ParameterCount]);
            var (forward, backward) = (long.MaxValue, long.MaxValue);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var tape = new Tape<T>();
                forward = Math.Min(forward, BytesOf(() => network.Forward(sequence.Inputs, sequence.State, outputs, batch, tape)));
                backward = Math.Min(backward, BytesOf(() => network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, default)));
            }

            return (forward, backward);
        }
    }

    // With s elements of states for a step and r elements for a row, n rows with checkpoints after every m take s · n / m + r · m, at least
    // 2 √(s · n · r). A segment has a part's rows at least, and for its last part as many more.
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_tape_with_checkpoints_takes_memory_of_the_square_root_of_the_steps_and_the_inputs(string name)
    {
        const int batch = 32;
        const int overhead = 4096;
        var network = AllNetworks.Of<T>()[name](1);
        var rowSize = ((IShardedNetwork<T>)network).RowSize;
        var (some, more) = (AllocatedBy(400), AllocatedBy(1600));
        Assert.True(more <= 2.2 * some, $"{some} bytes for 400 steps, {more} for 1600");
        foreach (var (steps, bytes) in new[] { (400, some), (1600, more) })
        {
            var least = 2 * Math.Sqrt((double)batch * network.StateSize * steps * batch * rowSize);
            var most = (least + (2 * 256 + batch) * rowSize + 2 * batch * network.StateSize) * Unsafe.SizeOf<T>();
            Assert.True(bytes <= most + overhead, $"{bytes} bytes for {steps} steps, expected {most}");
        }

        long AllocatedBy(int steps)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 2);
            var outputs = new T[sequence.OutputWeights.Length];
            var bytes = long.MaxValue;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var tape = new Tape<T> { Checkpointing = true };
                bytes = Math.Min(bytes, BytesOf(() => network.Forward(sequence.Inputs, sequence.State, outputs, batch, tape)));
            }

            return bytes - (sequence.Inputs.Length + ((IShardedNetwork<T>)network).PackedSize) * Unsafe.SizeOf<T>();
        }
    }

    private static long BytesOf(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // Now and then, on a busy machine, the runtime charges a thread with bytes that the call did not ask for. What a call does
    // allocate it allocates in every attempt.
    private static void AllocatesNothing(Func<Action> prepare)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            var call = prepare();
            least = Math.Min(least, BytesOf(call) + BytesOf(call));
        }

        Assert.Equal(0, least);
    }
}

public sealed class SingleAllocationTests : AllocationTests<float>;

public sealed class DoubleAllocationTests : AllocationTests<double>;
