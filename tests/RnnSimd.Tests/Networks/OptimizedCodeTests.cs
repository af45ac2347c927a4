using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Runtime.Intrinsics;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Networks;

/// <summary>
/// Kernels and the generated code of layers run optimised from their first call on, and what they are made of is inlined: nothing of them is
/// compiled in another way. The first network of a process is the one to look at, because what the runtime inlines where depends on
/// what it has seen run.
/// </summary>
public sealed class OptimizedCodeTests
{
    private const string NetworkName = "RNNSIMD_TESTS_NETWORK";

    public static TheoryData<string> Networks =>
        ["Lstm2To64Single", "GruResetAfter5To20Single", "LayerNormLstm5To20Single", "SLstm5To20Single", "DenseSoftmax5To20Single", "StackedSingle"];

    [Theory]
    [MemberData(nameof(Networks))]
    public Task Hot_code_is_never_compiled_without_optimisation(string network)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            Assert.Skip("Vectors are switched off; methods on them are then calls.");
        }

        return ChildProcess.Run(typeof(OptimizedCodeTests), nameof(Use_the_network_that_the_parent_process_names), (NetworkName, network));
    }

    [Fact(Explicit = true)]
    public void Use_the_network_that_the_parent_process_names()
    {
        using var compilations = new Compilations();
        var name = Environment.GetEnvironmentVariable(NetworkName) ?? throw new InvalidOperationException($"{NetworkName} is not set.");
        var network = AllNetworks.Of<float>()[name](1);
        var sequence = new Sequence<float>(network, steps: 3, batch: 33, seed: 1);
        var (tape, outputs, parameters) = (new Tape<float>(), new float[sequence.OutputWeights.Length], new float[network.ParameterCount]);

        // So long, with pauses, that the runtime compiles anew what it means to.
        for (var turn = 0; turn < 4; turn++)
        {
            for (var call = 0; call < 100; call++)
            {
                network.Step(
                    sequence.Inputs.AsSpan(0, network.InputSize), sequence.State.AsSpan(0, network.StateSize), outputs.AsSpan(0, network.OutputSize));
                network.Run(sequence.Inputs, sequence.State, outputs, sequence.Batch);
                network.Forward(sequence.Inputs, sequence.State, outputs, sequence.Batch, tape);
                network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, default);
            }

            Thread.Sleep(250);
        }

        // A layer is a nested class of the network.
        var hot = compilations.All.Where(method =>
            method.Type.StartsWith("RnnSimd.Simd.", StringComparison.Ordinal) || method.Type.StartsWith($"{network.GetType().FullName}+Layer", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(hot);
        Assert.All(hot, method => Assert.Equal(Compilations.Optimized, method.Tier));
    }

    /// <summary>What the runtime compiles: the type, the method and how.</summary>
    private sealed class Compilations : EventListener
    {
        /// <summary>Optimised at once; the other tiers are steps on the way.</summary>
        public const int Optimized = 2;

        private const string Runtime = "Microsoft-Windows-DotNETRuntime";
        private const EventKeywords Jit = (EventKeywords)0x10;
        private const int TierShift = 7;
        private const int TierMask = 7;

        // Made before the base class calls the methods below.
        private readonly ConcurrentQueue<(string Type, string Method, int Tier)> _all = [];

        public IEnumerable<(string Type, string Method, int Tier)> All => _all;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == Runtime)
            {
                EnableEvents(eventSource, EventLevel.Verbose, Jit);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true)
            {
                _all.Enqueue(((string)Value(eventData, "MethodNamespace"), (string)Value(eventData, "MethodName"), (int)((uint)Value(eventData, "MethodFlags") >> TierShift) & TierMask));
            }
        }

        private static object Value(EventWrittenEventArgs data, string name) => data.Payload![data.PayloadNames!.IndexOf(name)]!;
    }
}
