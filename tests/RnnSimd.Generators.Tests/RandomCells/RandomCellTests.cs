using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>
/// Cells that nobody thought of, compiled by the real generator: values, states and every gradient must agree with the equations, and all ways
/// of running must agree in every bit.
/// </summary>
public sealed class RandomCellTests
{
    /// <summary>How many cells to grow for each seed, if not the number that every run affords; and the seed to begin with.</summary>
    private const string CountVariable = "RNNSIMD_RANDOM_CELLS";
    private const string SeedVariable = "RNNSIMD_RANDOM_CELLS_SEED";

    private const int DefaultCount = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AgreeWithTheirEquations(int seed)
    {
        var count = Setting(CountVariable, DefaultCount);
        var first = (ulong)(Setting(SeedVariable, 0) + seed);
        var cells = CellGenerator.Cells.Sample(count, new Rnd(first), size: 10);

        var (failures, undecided) = RandomCellRun.Check([.. cells]);

        // One of each kind: what fails in different ways is hardly the same error.
        var smallest = failures
            .GroupBy(failure => failure.Mismatch.Kind, (_, same) => same.MinBy(failure => failure.Cell.Complexity)!)
            .Select(failure => Describe(RandomCellRun.Shrink(failure)));
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} cells fail, seed {first}. Of each kind the smallest, made smaller:\n{string.Join("\n", smallest)}");

        Assert.True(undecided <= count / 20, $"{undecided} of {count} cells are too rough for differences at every point.");
    }

    private static string Describe(RandomCellRun.Failure failure) =>
        $"{failure.Mismatch.Kind}: {failure.Mismatch.Detail}\n\n{Numbered(failure.Cell.ToSource(""))}";

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Numbered(string source) =>
        string.Join("\n", source.Split('\n').Select((line, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1,4}  {line}")));
}
