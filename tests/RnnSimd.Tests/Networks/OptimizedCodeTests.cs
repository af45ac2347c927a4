using System.Text.RegularExpressions;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Networks;

/// <summary>
/// Kernels and the generated code of layers run optimised from their first call on, and what they are made of is inlined: nothing of them is
/// compiled in another way. The first network of a process is the one to look at, because what the runtime inlines where depends on
/// what it has seen run.
/// </summary>
public sealed partial class OptimizedCodeTests
{
    private const string NetworkName = "RNNSIMD_TESTS_NETWORK";

    public static TheoryData<string> Networks =>
        ["Lstm2To64Single", "GruResetAfter5To20Single", "LayerNormLstm5To20Single", "SLstm5To20Single", "DenseSoftmax5To20Single", "StackedSingle"];

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Hot_code_is_never_compiled_without_optimisation(string network)
    {
        var file = Path.GetTempFileName();
        try
        {
            await ChildProcess.Run(
                typeof(OptimizedCodeTests),
                nameof(Use_the_network_that_the_parent_process_names),
                (NetworkName, network),
                ("DOTNET_JitDisasmSummary", "1"),
                ("DOTNET_JitStdOutFile", file));
            var compiled = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);

            Assert.Contains(compiled, line => HotMethod().IsMatch(line) && line.Contains("FullOpts", StringComparison.Ordinal));
            Assert.DoesNotContain(compiled, line => HotMethod().IsMatch(line) && !line.Contains("FullOpts", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Explicit = true)]
    public void Use_the_network_that_the_parent_process_names()
    {
        var name = Environment.GetEnvironmentVariable(NetworkName) ?? throw new InvalidOperationException($"{NetworkName} is not set.");
        var network = AllNetworks.Of<float>()[name](1);
        var sequence = new Sequence<float>(network, steps: 3, batch: 33, seed: 1);
        var (tape, outputs, parameters) = (new Tape<float>(), new float[sequence.OutputWeights.Length], new float[network.ParameterCount]);

        // So long, with pauses, that the runtime has compiled everything in every way that it will.
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
    }

    // A layer is a nested class of the network.
    [GeneratedRegex(@"compiled (RnnSimd\.Simd\.(?!\w+:\.cctor)|RnnSimd\.Tests\.Networks\.[\w.]+\+Layer\d+:)")]
    private static partial Regex HotMethod();
}
