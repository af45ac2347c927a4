using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Testing;

/// <summary>
/// Compares results at two vector widths. A process has one width, so a test starts its own program again with another one, where an
/// explicit test writes the results to a file.
/// </summary>
internal static class OtherWidth
{
    private const string ResultFile = "RNNSIMD_TESTS_RESULT_FILE";

    /// <summary>Runs the explicit test at another width and compares what it writes.</summary>
    /// <param name="bits">The width.</param>
    /// <param name="testClass">The class of the explicit test.</param>
    /// <param name="method">Its name; it calls <see cref="Write"/>.</param>
    /// <param name="results">The results at the width of this process.</param>
    public static async Task GivesTheSame(int bits, Type testClass, string method, string[] results)
    {
        Bits.RequireFusedMultiplyAdd();
        var file = Path.GetTempFileName();
        try
        {
            await ChildProcess.Run(testClass, method, (ResultFile, file), ("DOTNET_PreferredVectorBitWidth", bits.ToString(provider: null)));
            Assert.Equal(results, await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Writes results, one a line, to the file that the parent process names.</summary>
    /// <param name="results">The results at the width of this process.</param>
    public static void Write(string[] results) => File.WriteAllLines(
        Environment.GetEnvironmentVariable(ResultFile) ?? throw new InvalidOperationException($"{ResultFile} is not set."), results);
}
