namespace RnnSimd.Equations;

// Functions of each element by itself, other than the activations.
public abstract partial class Cell
{
    /// <summary>eˣ for each element.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Exp(Vector x) => x.Map(Math.Exp);

    /// <inheritdoc cref="Exp(Vector)"/>
    protected static Scalar Exp(Scalar x) => Math.Exp(x.Value);

    /// <summary>The natural logarithm of each element: -∞ at 0, NaN below.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Log(Vector x) => x.Map(Math.Log);

    /// <inheritdoc cref="Log(Vector)"/>
    protected static Scalar Log(Scalar x) => Math.Log(x.Value);

    /// <summary>The square root of each element; NaN below 0.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Sqrt(Vector x) => x.Map(Math.Sqrt);

    /// <inheritdoc cref="Sqrt(Vector)"/>
    protected static Scalar Sqrt(Scalar x) => Math.Sqrt(x.Value);

    /// <summary>The absolute value of each element; its derivative at 0 is taken as 0.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Abs(Vector x) => x.Map(Math.Abs);

    /// <inheritdoc cref="Abs(Vector)"/>
    protected static Scalar Abs(Scalar x) => Math.Abs(x.Value);

    /// <summary>x² for each element.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Square(Vector x) => x * x;

    /// <inheritdoc cref="Square(Vector)"/>
    protected static Scalar Square(Scalar x) => x * x;

    /// <summary>The sine of each element, in radians.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Sin(Vector x) => x.Map(Math.Sin);

    /// <inheritdoc cref="Sin(Vector)"/>
    protected static Scalar Sin(Scalar x) => Math.Sin(x.Value);

    /// <summary>The cosine of each element, in radians.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Cos(Vector x) => x.Map(Math.Cos);

    /// <inheritdoc cref="Cos(Vector)"/>
    protected static Scalar Cos(Scalar x) => Math.Cos(x.Value);

    /// <summary>The smaller of each two elements; a scalar counts for every element. NaN if either is NaN.</summary>
    /// <param name="left">The first argument.</param>
    /// <param name="right">The second argument.</param>
    /// <exception cref="ArgumentException">Both are vectors and their sizes differ.</exception>
    protected static Vector Min(Vector left, Vector right) => Vector.Zip(left, right, nameof(Min), Math.Min);

    /// <inheritdoc cref="Min(Vector, Vector)"/>
    protected static Vector Min(Vector left, Scalar right) => Vector.Zip(left, right, Math.Min);

    /// <inheritdoc cref="Min(Vector, Vector)"/>
    protected static Vector Min(Scalar left, Vector right) => Vector.Zip(left, right, Math.Min);

    /// <inheritdoc cref="Min(Vector, Vector)"/>
    protected static Scalar Min(Scalar left, Scalar right) => Math.Min(left.Value, right.Value);

    /// <summary>The larger of each two elements; a scalar counts for every element. NaN if either is NaN.</summary>
    /// <param name="left">The first argument.</param>
    /// <param name="right">The second argument.</param>
    /// <exception cref="ArgumentException">Both are vectors and their sizes differ.</exception>
    protected static Vector Max(Vector left, Vector right) => Vector.Zip(left, right, nameof(Max), Math.Max);

    /// <inheritdoc cref="Max(Vector, Vector)"/>
    protected static Vector Max(Vector left, Scalar right) => Vector.Zip(left, right, Math.Max);

    /// <inheritdoc cref="Max(Vector, Vector)"/>
    protected static Vector Max(Scalar left, Vector right) => Vector.Zip(left, right, Math.Max);

    /// <inheritdoc cref="Max(Vector, Vector)"/>
    protected static Scalar Max(Scalar left, Scalar right) => Math.Max(left.Value, right.Value);
}
