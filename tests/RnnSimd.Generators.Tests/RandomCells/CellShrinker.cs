namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Smaller cells like a given one.</summary>
internal static class CellShrinker
{
    /// <summary>Every cell that is smaller by one change: a term becomes one of its operands or a leaf, a layer below disappears.</summary>
    public static IEnumerable<RandomCell> Shrink(RandomCell cell)
    {
        if (cell.IsStacked)
        {
            yield return cell with { IsStacked = false };
        }

        if (cell.Output is { } output)
        {
            foreach (var smaller in Shrink(cell, output))
            {
                yield return cell with { Output = smaller };
            }
        }

        for (var i = 0; i < cell.States.Count; i++)
        {
            foreach (var smaller in Shrink(cell, cell.States[i].Next))
            {
                yield return cell with { States = [.. cell.States.Select((state, at) => at == i ? state with { Next = smaller } : state)] };
            }
        }

        for (var i = 0; i < cell.Locals.Count; i++)
        {
            foreach (var smaller in Shrink(cell, cell.Locals[i].Value))
            {
                yield return cell with { Locals = [.. cell.Locals.Select((local, at) => at == i ? local with { Value = smaller } : local)] };
            }
        }
    }

    private static IEnumerable<Term> Shrink(RandomCell cell, Term term)
    {
        foreach (var inner in term.All.Skip(1).Where(inner => inner.Size == term.Size))
        {
            yield return inner;
        }

        if (term.Args.Count > 0 && Leaf(cell, term.Size) is { } leaf)
        {
            yield return leaf;
        }

        for (var i = 0; i < term.Args.Count; i++)
        {
            foreach (var smaller in Shrink(cell, term.Args[i]))
            {
                yield return term.With(i, smaller);
            }
        }
    }

    private static Term? Leaf(RandomCell cell, int size) =>
        size == Term.Scalar ? new("0.5", size)
        : size == cell.Inputs && !cell.HasScalarInput ? new("x", size)
        : cell.Fields.FirstOrDefault(field => field.Rank == 1 && field.Rows == size) is { } field ? new(field.Name, size) : null;
}
