using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RnnSimd.PackageTests;

/// <summary>What a user of the package sees: a network of their own, compiled, trained and streamed.</summary>
public sealed class ConsumerTests(TestPackage package, ConsumerTests.Consumer consumer) : IClassFixture<ConsumerTests.Consumer>
{
    private const string AdviceOnInstructionSet = "RnnSimd: NativeAOT compiles";

    [Fact]
    public void A_consumer_builds_without_warnings_trains_and_streams()
    {
        var result = consumer.Output;

        Assert.Contains("0 Warning(s)", consumer.BuildLog, StringComparison.Ordinal);
        Assert.True(result.LastLoss < result.FirstLoss / 10, $"The loss went from {result.FirstLoss} to {result.LastLoss}.");
        Assert.True(result.StreamedAsRunWhole);
    }

    [Fact]
    public async Task Compiled_for_any_processor_it_agrees_to_rounding_and_the_build_says_once_how_to_be_faster()
    {
        RequireNativeCompiler();

        var (printed, result) = await PublishAndRun(instructionSet: "");

        Assert.Equal(1, CountOf(AdviceOnInstructionSet, printed));
        Assert.False(result.HasVectors256);
        Assert.True(result.StreamedAsRunWhole);
        AssertNear(consumer.Output, result);
    }

    [Theory]
    [InlineData("native")]
    [InlineData("x86-x64-v3")]
    public async Task Compiled_for_processors_with_fused_multiply_add_it_has_the_same_bits(string instructionSet)
    {
        RequireNativeCompiler();
        Assert.SkipUnless(Fma.IsSupported, "This machine has no fused multiply-add.");

        var (printed, result) = await PublishAndRun(instructionSet);

        Assert.Equal(0, CountOf(AdviceOnInstructionSet, printed));
        Assert.True(result.HasVectors256);
        Assert.Equal(consumer.Output.StreamedBits, result.StreamedBits);
        Assert.Equal(consumer.Output.LastLoss, result.LastLoss);
    }

    private async Task<(string Printed, ConsumerOutput Result)> PublishAndRun(string instructionSet)
    {
        string folder = Path.Combine(package.ConsumerFolder, $"native-{instructionSet}");
        string printed = await package.Dotnet(
            "publish", "-c", "Release", "-f", "net9.0", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder,
            $"-p:IlcInstructionSet={instructionSet}");

        return (printed, ConsumerOutput.Parse(await Command.Run(folder, Path.Combine(folder, "Consumer"))));
    }

    /// <summary>
    /// Without fused multiply-add each product is rounded once more; sixty steps of training let that grow, to far less than the loss.
    /// </summary>
    private static void AssertNear(ConsumerOutput expected, ConsumerOutput result)
    {
        Assert.Equal(expected.FirstLoss, result.FirstLoss, 1e-5f);
        Assert.Equal(expected.StreamedBits.Length, result.StreamedBits.Length);
        foreach (var (e, r) in expected.StreamedBits.Zip(result.StreamedBits))
        {
            Assert.Equal(BitConverter.UInt32BitsToSingle(e), BitConverter.UInt32BitsToSingle(r), 0.01f);
        }
    }

    private static int CountOf(string text, string printed) => printed.Split(text).Length - 1;

    private static void RequireNativeCompiler()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "These are instruction sets of x64, published on Linux.");

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))),
            "NativeAOT links with clang or gcc, and neither is installed.");
    }

    /// <summary>The consumer's program, built and run once on the runtime.</summary>
    public sealed class Consumer(TestPackage package) : IAsyncLifetime
    {
        /// <summary>What the build said.</summary>
        public string BuildLog { get; private set; } = "";

        /// <summary>What the program said.</summary>
        internal ConsumerOutput Output { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            BuildLog = await package.Dotnet("build", "-c", "Release", "-f", "net10.0");
            Output = ConsumerOutput.Parse(await package.Dotnet("run", "--no-build", "-c", "Release", "-f", "net10.0"));
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => default;
    }
}
