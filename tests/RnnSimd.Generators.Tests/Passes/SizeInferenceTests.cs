using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>Sizes are found wherever the equations say them, and only there.</summary>
public sealed class SizeInferenceTests
{
    [Fact]
    public void Sizes_that_the_equations_determine_can_be_left_out()
    {
        var (found, unknown) = (0, 0);
        foreach (var (declared, inputs, units) in RandomNetworks.Layers)
        {
            var expected = ShapeInference.Infer(declared, inputs, units).Cell;
            var cell = declared;
            foreach (var without in Sizes(declared))
            {
                var open = without(cell);
                var inferred = ShapeInference.Infer(open, inputs, units);
                if (SizePropagation.IsDetermined(open))
                {
                    Assert.Equal(expected, inferred.Cell);
                    (cell, found) = (open, found + 1);
                }
                else
                {
                    Assert.Null(inferred.Cell);
                    Assert.All(inferred.Errors, error => Assert.Equal(ShapeErrorKind.Unknown, error.Kind));
                    unknown++;
                }
            }
        }

        Assert.True(found > 200 && unknown > 50, $"{found} sizes were left out and {unknown} could not be: that is too few to say much.");
    }

    [Property]
    public void Sizes_are_equal_as_they_were_made_equal(int seed)
    {
        var random = new Random(seed);
        var unifier = new SizeUnifier();
        int[] sizes = [.. Enumerable.Range(1, 3).Select(unifier.Number), .. Enumerable.Range(0, 12).Select(_ => unifier.Unknown())];
        var groups = sizes.Select((_, i) => i).ToArray();
        int NumberOf(int group) => Array.IndexOf(groups, group) is >= 0 and < 3 and var number ? number + 1 : 0;

        for (var i = 0; i < 20; i++)
        {
            var (a, b) = (random.Next(sizes.Length), random.Next(sizes.Length));
            var fits = groups[a] == groups[b] || NumberOf(groups[a]) == 0 || NumberOf(groups[b]) == 0;
            Assert.Equal(fits, unifier.TryUnify(sizes[a], sizes[b]));
            if (fits)
            {
                var old = groups[a];
                groups = [.. groups.Select(group => group == old ? groups[b] : group)];
            }

            Assert.All(sizes, (size, at) => Assert.Equal(NumberOf(groups[at]), unifier.Resolve(size)));
            Assert.Equal(groups[a] == groups[b], unifier.AreEqual(sizes[a], sizes[b]));
        }
    }

    // Each declared size, as the cell without it.
    private static IEnumerable<Func<CellModel, CellModel>> Sizes(CellModel cell)
    {
        for (var i = 0; i < cell.Parameters.Count; i++)
        {
            var (index, shape) = (i, cell.Parameters[i].Shape);
            if (shape.Rank > 0)
            {
                yield return open => open with { Parameters = Changed(open.Parameters, index, p => p with { Shape = p.Shape with { Rows = 0 } }) };
            }

            if (shape.Rank == 2)
            {
                yield return open => open with { Parameters = Changed(open.Parameters, index, p => p with { Shape = p.Shape with { Columns = 0 } }) };
            }
        }

        for (var i = 0; i < cell.States.Count; i++)
        {
            var index = i;
            if (!cell.States[i].Shape.IsScalar)
            {
                yield return open => open with { States = Changed(open.States, index, s => s with { Shape = s.Shape with { Rows = 0 } }) };
            }
        }
    }

    private static EquatableArray<T> Changed<T>(EquatableArray<T> items, int index, Func<T, T> change)
        where T : IEquatable<T> => items.Select((item, i) => i == index ? change(item) : item).ToEquatableArray();
}
