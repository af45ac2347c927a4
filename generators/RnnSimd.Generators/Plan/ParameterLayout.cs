using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Where a parameter's element (r, c) stands in the network's parameters: at Offset + r + c · Stride.</summary>
internal sealed record ParameterPlace(int Offset, int Stride);

/// <summary>Matrices that are applied to the same vector, side by side: one row for each element of the vector.</summary>
internal sealed record MatrixBlock(int Offset, int Rows, int Columns);

/// <summary>Where the parameters of a layer stand.</summary>
/// <param name="Offset">Where the layer starts in the network's parameters.</param>
/// <param name="Size">How many elements the layer has.</param>
/// <param name="Places">The place of each parameter.</param>
/// <param name="Blocks">The blocks of matrices.</param>
internal sealed record ParameterLayout(
    int Offset, int Size, EquatableArray<ParameterPlace> Places, EquatableArray<MatrixBlock> Blocks)
{
    /// <summary>The block that a matrix belongs to.</summary>
    public MatrixBlock BlockOf(int parameter)
    {
        var offset = Places[parameter].Offset;
        return Blocks.Last(block => block.Offset <= offset);
    }
}

/// <summary>
/// Lays parameters out so that outputs are lanes: first the biases of all sums, then for each vector that matrices are
/// applied to a block of rows, one for each of its elements, with the columns of all those matrices; then all else.
/// </summary>
internal static class ParameterLayoutPlanner
{
    public static ParameterLayout Plan(LayerGraph layer, SumsOfProducts sums, int offset)
    {
        var parameters = layer.Cell.Parameters;
        var places = new ParameterPlace?[parameters.Count];
        var blocks = new List<MatrixBlock>();
        var end = offset;

        foreach (var sum in sums.All)
        {
            if (sum.Bias >= 0 && places[sum.Bias] is null)
            {
                PlaceSingle(sum.Bias);
            }
        }

        foreach (var matrices in sums.MatricesByOperand(layer.Graph))
        {
            var fresh = matrices.Where(matrix => places[matrix] is null).ToList();
            if (fresh.Count > 0)
            {
                PlaceBlock(fresh);
            }
        }

        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is null && parameters[i].Shape.Rank == 2)
            {
                PlaceBlock([i]);
            }
        }

        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is null)
            {
                PlaceSingle(i);
            }
        }

        return new(offset, end - offset, places.Select(place => place!).ToEquatableArray(), blocks.ToEquatableArray());

        void PlaceSingle(int parameter)
        {
            places[parameter] = new(end, 1);
            end += parameters[parameter].Shape.Count;
        }

        void PlaceBlock(List<int> matrices)
        {
            var columns = matrices.Sum(matrix => parameters[matrix].Shape.Rows);
            var rows = parameters[matrices[0]].Shape.Columns;
            blocks.Add(new(end, rows, columns));
            var column = 0;
            foreach (var matrix in matrices)
            {
                places[matrix] = new(end + column, columns);
                column += parameters[matrix].Shape.Rows;
            }

            end += rows * columns;
        }
    }
}
