using System.Globalization;

namespace RnnSimd.Equations;

/// <summary>
/// A column of numbers in a cell's equations: the input, a state, a trainable field, or a value computed from them. Its
/// operators work element by element, in <see cref="double"/>; a scalar or a literal counts for every element.
/// </summary>
/// <remarks>
/// This is the slow and plain meaning of the equations, for debugging and as a reference; the generated code computes the same
/// with SIMD instructions. A field that nothing was assigned to has no elements: using it throws
/// <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly struct Vector
{
    private readonly double[]? _elements;

    /// <summary>Makes a vector of numbers.</summary>
    /// <param name="elements">The elements, at least one; they are copied.</param>
    /// <exception cref="ArgumentException">There is no element.</exception>
    public Vector(params ReadOnlySpan<double> elements)
    {
        if (elements.IsEmpty)
        {
            throw new ArgumentException("A vector needs at least 1 element; it was given 0.", nameof(elements));
        }

        _elements = elements.ToArray();
    }

    private Vector(double[] elements) => _elements = elements;

    /// <summary>The number of elements.</summary>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the vector.</exception>
    public int Length => Elements.Length;

    /// <summary>The elements.</summary>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the vector.</exception>
    public ReadOnlySpan<double> Span => Elements;

    private double[] Elements => _elements ?? throw Unassigned.Error("vector");

    /// <summary>The element at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the vector.</exception>
    public double this[int index] => Elements[index];

    /// <summary>Every element with the other sign.</summary>
    /// <param name="operand">The vector to negate.</param>
    public static Vector operator -(Vector operand) => operand.Map(x => -x);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Vector operator +(Vector left, Vector right) => Zip(left, right, "+", (x, y) => x + y);

    /// <summary>The scalar added to every element.</summary>
    /// <param name="left">The vector.</param>
    /// <param name="right">The scalar.</param>
    public static Vector operator +(Vector left, Scalar right) => Zip(left, right, (x, y) => x + y);

    /// <summary>The scalar added to every element.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">The vector.</param>
    public static Vector operator +(Scalar left, Vector right) => Zip(left, right, (x, y) => x + y);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">The vector to subtract from.</param>
    /// <param name="right">The vector to subtract, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Vector operator -(Vector left, Vector right) => Zip(left, right, "-", (x, y) => x - y);

    /// <summary>Every element minus the scalar.</summary>
    /// <param name="left">The vector.</param>
    /// <param name="right">The scalar.</param>
    public static Vector operator -(Vector left, Scalar right) => Zip(left, right, (x, y) => x - y);

    /// <summary>The scalar minus every element.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">The vector.</param>
    public static Vector operator -(Scalar left, Vector right) => Zip(left, right, (x, y) => x - y);

    /// <summary>The product element by element, in formulas ∘; <see cref="Cell.Dot"/> is the inner product.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Vector operator *(Vector left, Vector right) => Zip(left, right, "*", (x, y) => x * y);

    /// <summary>Every element times the scalar.</summary>
    /// <param name="left">The vector.</param>
    /// <param name="right">The scalar.</param>
    public static Vector operator *(Vector left, Scalar right) => Zip(left, right, (x, y) => x * y);

    /// <summary>Every element times the scalar.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">The vector.</param>
    public static Vector operator *(Scalar left, Vector right) => Zip(left, right, (x, y) => x * y);

    /// <summary>The quotient, element by element; division by zero gives an infinity or NaN.</summary>
    /// <param name="left">The numerators.</param>
    /// <param name="right">The denominators, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Vector operator /(Vector left, Vector right) => Zip(left, right, "/", (x, y) => x / y);

    /// <summary>Every element divided by the scalar.</summary>
    /// <param name="left">The vector.</param>
    /// <param name="right">The scalar.</param>
    public static Vector operator /(Vector left, Scalar right) => Zip(left, right, (x, y) => x / y);

    /// <summary>The scalar divided by every element.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">The vector.</param>
    public static Vector operator /(Scalar left, Vector right) => Zip(left, right, (x, y) => x / y);

    /// <summary>The elements, in the invariant culture.</summary>
    public override string ToString() => _elements is null
        ? "unassigned"
        : $"[{string.Join(", ", _elements.Select(x => x.ToString(CultureInfo.InvariantCulture)))}]";

    internal Vector Map(Func<double, double> function) => new(Array.ConvertAll(Elements, x => function(x)));

    internal static Vector Zip(Vector left, Vector right, string operation, Func<double, double, double> function)
    {
        SameSize(left, right, operation);
        return Generate(left.Length, i => function(left[i], right[i]));
    }

    internal static Vector Zip(Vector left, Scalar right, Func<double, double, double> function)
    {
        var y = right.Value;
        return left.Map(x => function(x, y));
    }

    internal static Vector Zip(Scalar left, Vector right, Func<double, double, double> function)
    {
        var x = left.Value;
        return right.Map(y => function(x, y));
    }

    internal static Vector Generate(int length, Func<int, double> element)
    {
        var elements = new double[length];
        for (var i = 0; i < length; i++)
        {
            elements[i] = element(i);
        }

        return new Vector(elements);
    }

    internal static void SameSize(Vector left, Vector right, string operation)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException(
                $"{operation} needs vectors of the same size: the left one has {left.Length} elements, the right one {right.Length}.",
                nameof(right));
        }
    }
}
