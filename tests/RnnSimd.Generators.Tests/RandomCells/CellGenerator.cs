using FsCheck;
using FsCheck.Fluent;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Grows whole cells.</summary>
internal static class CellGenerator
{
    // Around the widths of vectors in both precisions, and the odd ones between.
    private static readonly int[] Sizes = [1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 20, 33];

    // A state whose new value can leave every bound makes a sequence that no difference can measure.
    private static readonly string[] Bounds = ["Tanh({0})", "Sigmoid({0})", "Sin({0})", "HardTanh({0})", "(0.5 * Tanh({0}))"];

    public static Gen<RandomCell> Cells { get; } =
        from inputs in Gen.Elements<int>(Sizes)
        from units in Gen.Elements<int>(Sizes)
        from inner in Gen.Elements(1, 2, 3, 5, 6)
        from isScalar in Gen.Elements(true, false, false)
        from isStacked in Gen.Elements(true, false, false)
        from stateSizes in StateSizes(inputs, units, inner)
        from fields in Fields([.. new[] { inputs, units, inner }.Distinct()])
        from cell in Cell(new(inputs, isScalar && inputs == 1, units, isStacked, fields, [], [.. stateSizes.Select(OpenState)], null))
        select cell;

    private static State OpenState(int size, int index) => new("hcs"[index].ToString(), size, new("0", size));

    private static Gen<int[]> StateSizes(int inputs, int units, int inner) =>
        from count in Gen.Choose(0, 3)
        from sizes in Gen.Elements(units, units, inputs, inner, Term.Scalar).ArrayOf(count)
        select sizes;

    // A vector of each size, so that there always is a term of that size; and matrices between any sizes, of which
    // those through the small size make products of low rank.
    private static Gen<IReadOnlyList<Field>> Fields(int[] sizes) =>
        from shapes in (from rows in Gen.Elements<int>(sizes) from columns in Gen.Elements<int>(sizes) select (rows, columns)).ArrayOf(6)
        from more in Gen.Elements<int>(sizes).ArrayOf(2)
        from scalars in Gen.Choose(0, 2)
        from frozen in Gen.Choose(0, 40)
        let vectors = sizes.Concat(more).Select((size, i) => new Field($"b{i}", 1, size))
        let matrices = shapes.Select((shape, i) => new Field($"W{i}", 2, shape.rows, shape.columns))
        let all = vectors.Concat(matrices).Concat(Enumerable.Range(0, scalars).Select(i => new Field($"k{i}", 0, 1)))
        select (IReadOnlyList<Field>)[.. all.Select((field, i) => field with { IsFrozen = i == frozen })];

    private static Gen<RandomCell> Cell(RandomCell open)
    {
        var values = open.States.Select(state => new Term(state.Name, state.Size)).Prepend(new Term("x", open.HasScalarInput ? Term.Scalar : open.Inputs)).ToList();
        var sizes = values.Select(value => value.Size).Append(open.Units).Distinct().ToArray();
        return
            from count in Gen.Choose(0, 4)
            from locals in Locals(open, sizes, values, count)
            let terms = new TermGenerator(open.Fields, [.. values, .. locals.Select(local => new Term(local.Name, local.Value.Size))])
            from next in Gen.CollectToArray(open.States, state => Next(terms, state.Size))
            from outputSize in Gen.Elements(open.Units, open.Units == 1 ? Term.Scalar : open.Units)
            from output in terms.Of(outputSize, 3)
            from isState in Gen.Elements(true, false)
            let isFirstState = isState && open.States.Count > 0 && open.States[0].Size == open.Units
            select open with
            {
                Locals = locals,
                States = [.. open.States.Select((state, i) => state with { Next = next[i] })],
                Output = isFirstState ? null : output,
            };
    }

    private static Gen<IReadOnlyList<Local>> Locals(RandomCell open, int[] sizes, IReadOnlyList<Term> values, int count)
    {
        if (count == 0)
        {
            return Gen.Constant<IReadOnlyList<Local>>([]);
        }

        return
            from earlier in Locals(open, sizes, values, count - 1)
            from size in Gen.Elements<int>(sizes)
            from depth in Gen.Choose(1, 3)
            let terms = new TermGenerator(open.Fields, [.. values, .. earlier.Select(local => new Term(local.Name, local.Value.Size))])
            from value in terms.Of(size, depth)
            select (IReadOnlyList<Local>)[.. earlier, new Local($"v{count}", value)];
    }

    // Mostly a bounded term; sometimes any value as it stands: another state, the state itself, the input.
    private static Gen<Term> Next(TermGenerator terms, int size) => Gen.Frequency(
        (5, from bound in Gen.Elements<string>(Bounds) from term in terms.Of(size, 3) select new Term(bound, size, term)),
        (1, terms.Of(size, 0)));
}
