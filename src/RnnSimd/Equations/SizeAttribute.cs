namespace RnnSimd.Equations;

/// <summary>
/// Says the size of a parameter or state of a cell. It is needed only where the equations leave the size open; where they do
/// not, it must agree with them.
/// </summary>
/// <example>
/// A recurrent matrix of rank 3, and a state of three elements:
/// <code>
/// [Size(Size.Units, 3)] Matrix A;
/// [Size(3, Size.Units)] Matrix B;
///
/// public (Vector h, Vector q) Step(Vector x, Vector h, [Size(3)] Vector q)
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class SizeAttribute : Attribute
{
    /// <summary>Says the size of a <see cref="Vector"/>.</summary>
    /// <param name="rows">The number of elements, 1 or more, or a constant of <see cref="Size"/>.</param>
    public SizeAttribute(int rows)
    {
        Rows = rows;
        Columns = 1;
    }

    /// <summary>Says the size of a <see cref="Matrix"/>.</summary>
    /// <param name="rows">The number of elements of the product with a vector, 1 or more, or a constant of <see cref="Size"/>.</param>
    /// <param name="columns">The number of elements of the vector it is applied to, 1 or more, or a constant of <see cref="Size"/>.</param>
    public SizeAttribute(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
    }

    /// <summary>The number of rows; for a vector, of elements.</summary>
    public int Rows { get; }

    /// <summary>The number of columns; 1 for a vector.</summary>
    public int Columns { get; }
}
