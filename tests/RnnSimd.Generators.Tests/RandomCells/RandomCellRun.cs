using System.Diagnostics.CodeAnalysis;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Compiles and checks many cells, and makes the failing ones small.</summary>
[RequiresUnreferencedCode("The equations are found by reflection.")]
internal static class RandomCellRun
{
    private const int CellsPerCompilation = 200;
    private const int CandidatesPerCompilation = 12;
    private const int MostCompilations = 20;

    /// <summary>A failing cell.</summary>
    public sealed record Failure(RandomCell Cell, Mismatch Mismatch);

    /// <summary>Checks cells; those that could be judged at no point are counted.</summary>
    public static (IReadOnlyList<Failure> Failures, int Undecided) Check(IReadOnlyList<RandomCell> cells)
    {
        var failures = new List<Failure>();
        var undecided = 0;
        foreach (var chunk in cells.Chunk(CellsPerCompilation))
        {
            var open = chunk.Select((cell, index) => (cell, index)).ToList();
            var (compiled, errors) = CompiledCells.Compile(open);
            while (compiled is null)
            {
                Assert.True(errors.Keys.All(index => index >= 0 && index < chunk.Length), string.Join("\n", errors.Values));
                failures.AddRange(errors.Select(error => new Failure(chunk[error.Key], new("compilation", error.Value))));
                open.RemoveAll(cell => errors.ContainsKey(cell.index));
                (compiled, errors) = CompiledCells.Compile(open);
            }

            using (compiled)
            {
                foreach (var (cell, index) in open)
                {
                    var mismatch = Check(compiled, index, out var isDecided);
                    undecided += isDecided || mismatch is not null ? 0 : 1;
                    if (mismatch is not null)
                    {
                        failures.Add(new(cell, mismatch));
                    }
                }
            }
        }

        return (failures, undecided);
    }

    /// <summary>A smaller cell that fails in the same way, as small as some compilations can make it.</summary>
    public static Failure Shrink(Failure failure)
    {
        var compilations = 0;
        while (Smaller(failure, ref compilations) is { } smaller)
        {
            failure = smaller;
        }

        return failure;
    }

    // The smallest candidates first: most failures survive the boldest cuts.
    private static Failure? Smaller(Failure failure, ref int compilations)
    {
        var candidates = CellShrinker.Shrink(failure.Cell).Where(cell => cell.Complexity < failure.Cell.Complexity).OrderBy(cell => cell.Complexity);
        foreach (var chunk in candidates.Chunk(CandidatesPerCompilation))
        {
            if (++compilations > MostCompilations)
            {
                return null;
            }

            if (Check(chunk).Failures.Where(other => other.Mismatch.Kind == failure.Mismatch.Kind).MinBy(other => other.Cell.Complexity) is { } smaller)
            {
                return smaller;
            }
        }

        return null;
    }

    private static Mismatch? Check(CompiledCells compiled, int index, out bool isDecided)
    {
        isDecided = false;
        try
        {
            return CellCheck.Run(compiled.Double(index, seed: 1), compiled.Single(index, seed: 1), out isDecided);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(exception.GetType().Name, exception.ToString());
        }
    }
}
