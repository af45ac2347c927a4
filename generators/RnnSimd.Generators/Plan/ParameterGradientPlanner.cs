using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>Plans the sums over all time steps and streams that are the gradients of the parameters.</summary>
internal sealed class ParameterGradientPlanner(LayerDraft draft, Func<int, Location?> placeOf)
{
    private readonly LayerGraph _layer = draft.Layer;
    private readonly ParameterLayout _parameters = draft.Parameters;
    private readonly EquationText _text = new(draft.Layer.Graph, draft.Layer.Cell.LeafName, draft.Names);

    public IEnumerable<Work> Plan() => Matrices().Concat(Vectors());

    private IEnumerable<Work> Matrices()
    {
        foreach (var group in _layer.ParameterGradients.Where(p => p.Operand >= 0).GroupBy(p => p.Operand))
        {
            MatrixGradient? open = null;
            foreach (var next in group.Select(MatrixOf).OrderBy(matrix => matrix.Offset))
            {
                var joined = open is not null && open.Stride == next.Stride && next.Offset == open.Offset + open.Columns
                    && next.Gradient == open.Gradient with { Offset = open.Gradient.Offset + open.Columns }
                    ? open with { Columns = open.Columns + next.Columns, Equation = open.Equation + "\n" + next.Equation }
                    : null;
                if (open is not null && joined is null)
                {
                    yield return open;
                }

                open = joined ?? next;
            }

            yield return open!;
        }
    }

    private IEnumerable<Work> Vectors()
    {
        VectorGradient? open = null;
        foreach (var next in _layer.ParameterGradients.Where(p => p.Operand < 0).Select(VectorOf).OrderBy(vector => vector.Offset))
        {
            var joined = open is not null && next.Offset == open.Offset + open.Columns
                && next.Gradient == open.Gradient with { Offset = open.Gradient.Offset + open.Columns }
                ? open with { Columns = open.Columns + next.Columns, Equation = open.Equation + "\n" + next.Equation }
                : null;
            if (open is not null && joined is null)
            {
                yield return open;
            }

            open = joined ?? next;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private MatrixGradient MatrixOf(ParameterGradient gradient)
    {
        var (place, parameter) = (_parameters.Places[gradient.Parameter], _layer.Cell.Parameters[gradient.Parameter]);
        return new(
            Place(gradient.Gradient),
            parameter.Shape.Rows,
            Place(gradient.Operand),
            parameter.Shape.Columns,
            place.Offset,
            place.Stride,
            $"d{parameter.Name} += {_text.Factor(gradient.Gradient)} · {_text.Factor(gradient.Operand)}ᵀ");
    }

    private VectorGradient VectorOf(ParameterGradient gradient)
    {
        var parameter = _layer.Cell.Parameters[gradient.Parameter];
        return new(
            Place(gradient.Gradient), parameter.Shape.Rows, _parameters.Places[gradient.Parameter].Offset,
            $"d{parameter.Name} += {Sum(_text.Reference(gradient.Gradient), "d" + parameter.Name)}");
    }

    // The gradient of one row may bear the name of the whole.
    private static string Sum(string rows, string total) => rows == total ? $"{rows} of each row" : rows;

    private Location Place(int node) =>
        placeOf(node) ?? throw new InvalidOperationException($"The gradient or operand {node} stands nowhere.");
}
