using System.Globalization;

namespace RnnSimd.Equations;

/// <summary>A trainable matrix in a cell's equations. All that can be done with it is to apply it to a vector: <c>W * x</c>.</summary>
/// <remarks>
/// It computes in <see cref="double"/>. A field that nothing was assigned to has no elements: using it throws
/// <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly struct Matrix
{
    private readonly double[]? _elements;
    private readonly int _rows;
    private readonly int _columns;

    /// <summary>Makes a matrix of numbers.</summary>
    /// <param name="rows">The number of rows, 1 or more.</param>
    /// <param name="columns">The number of columns, 1 or more.</param>
    /// <param name="elements">The elements, row by row; they are copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no row or no column.</exception>
    /// <exception cref="ArgumentException">The number of elements is not rows times columns.</exception>
    public Matrix(int rows, int columns, params ReadOnlySpan<double> elements)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (elements.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"A matrix of {rows} rows and {columns} columns needs {(long)rows * columns} elements; it was given {elements.Length}.",
                nameof(elements));
        }

        _elements = elements.ToArray();
        _rows = rows;
        _columns = columns;
    }

    /// <summary>The number of rows: the size of the product with a vector.</summary>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the matrix.</exception>
    public int Rows => _elements is null ? throw Unassigned.Error("matrix") : _rows;

    /// <summary>The number of columns: the size of the vector that the matrix can be applied to.</summary>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the matrix.</exception>
    public int Columns => _elements is null ? throw Unassigned.Error("matrix") : _columns;

    /// <summary>An element.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the matrix.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return _elements![row * _columns + column];
        }
    }

    /// <summary>The matrix applied to a vector: element r of the result is the sum over c of <c>left[r, c] * right[c]</c>.</summary>
    /// <param name="left">The matrix.</param>
    /// <param name="right">The vector, with as many elements as the matrix has columns.</param>
    /// <exception cref="ArgumentException">The vector has another size.</exception>
    public static Vector operator *(Matrix left, Vector right)
    {
        if (left.Columns != right.Length)
        {
            throw new ArgumentException(
                $"A matrix of {left.Rows} rows and {left.Columns} columns can be applied to a vector of {left.Columns} elements; " +
                $"this one has {right.Length}.",
                nameof(right));
        }

        return Vector.Generate(left.Rows, row => left.Row(row, right));
    }

    /// <summary>The elements, row by row, in the invariant culture.</summary>
    public override string ToString()
    {
        if (_elements is null)
        {
            return "unassigned";
        }

        var rows = _elements.Select(x => x.ToString(CultureInfo.InvariantCulture)).Chunk(_columns);
        return $"[{string.Join("; ", rows.Select(row => string.Join(", ", row)))}]";
    }

    private double Row(int row, Vector vector)
    {
        var sum = 0d;
        for (var column = 0; column < _columns; column++)
        {
            sum += _elements![row * _columns + column] * vector[column];
        }

        return sum;
    }
}
