namespace RnnSimd.Generators.Ir;

/// <summary>
/// The shape of a value: a scalar (rank 0), a vector of <see cref="Rows"/> elements (rank 1) or a matrix (rank 2).
/// A size that is not known yet is 0; a scalar has one row and one column.
/// </summary>
internal readonly record struct Shape(int Rank, int Rows, int Columns)
{
    public static readonly Shape Scalar = new(0, 1, 1);

    public static Shape Vector(int length = 0) => new(1, length, 1);

    public static Shape Matrix(int rows = 0, int columns = 0) => new(2, rows, columns);

    public bool IsScalar => Rank == 0;

    public int Count => Rows * Columns;

    public override string ToString() => Rank switch
    {
        0 => "scalar",
        1 => $"[{Rows}]",
        _ => $"[{Rows}, {Columns}]",
    };
}
