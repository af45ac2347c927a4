using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>Plans the sums over all time steps and streams that are the gradients of the parameters.</summary>
internal sealed class ParameterGradientPlanner(LayerDraft draft, Func<int, Location?> placeOf)
{
    private readonly LayerGraph _layer = draft.Layer;
    private readonly ParameterLayout _parameters = draft.Parameters;
    private readonly EquationText _text = new(draft.Layer.Graph, draft.Layer.Cell.LeafName, draft.Names);

    public IEnumerable<Work> Plan() => Matrices().Concat(Vectors());

    private IEnumerable<Work> Matrices() => _layer.ParameterGradients.Where(p => p.Operand >= 0).GroupBy(p => p.Operand)
        .SelectMany(group => Neighbours.Join(group.Select(MatrixOf).OrderBy(matrix => matrix.Offset), JoinColumns));

    private IEnumerable<Work> Vectors() =>
        Neighbours.Join(_layer.ParameterGradients.Where(p => p.Operand < 0).Select(VectorOf).OrderBy(vector => vector.Offset), JoinColumns);

    private static MatrixGradient? JoinColumns(MatrixGradient left, MatrixGradient right) =>
        left.Stride == right.Stride && right.Offset == left.Offset + left.Columns
        && right.Gradient == left.Gradient with { Offset = left.Gradient.Offset + left.Columns }
            ? left with { Columns = left.Columns + right.Columns, Equation = left.Equation + "\n" + right.Equation }
            : null;

    private static VectorGradient? JoinColumns(VectorGradient left, VectorGradient right) =>
        right.Offset == left.Offset + left.Columns && right.Gradient == left.Gradient with { Offset = left.Gradient.Offset + left.Columns }
            ? left with { Columns = left.Columns + right.Columns, Equation = left.Equation + "\n" + right.Equation }
            : null;

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
            $"d{parameter.Name} += {_text.Factor(gradient.Gradient)} · {_text.Factor(gradient.Operand)}ᵀ",
            _layer.Graph[gradient.Operand].Op == Op.Token);
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
