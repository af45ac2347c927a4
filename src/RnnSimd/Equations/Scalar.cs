using System.Globalization;

namespace RnnSimd.Equations;

/// <summary>
/// A single number in a cell's equations: a trainable field, a state, or the value of a reduction. Numbers convert to it, so
/// literals can stand wherever a scalar can. It computes in <see cref="double"/>.
/// </summary>
/// <remarks>A field that nothing was assigned to has no value: using it throws <see cref="InvalidOperationException"/>.</remarks>
public readonly struct Scalar
{
    private readonly double _value;
    private readonly bool _isAssigned;

    /// <summary>Makes a scalar of a number.</summary>
    /// <param name="value">The number.</param>
    public Scalar(double value)
    {
        _value = value;
        _isAssigned = true;
    }

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">Nothing was assigned to the scalar.</exception>
    public double Value => _isAssigned ? _value : throw Unassigned.Error("scalar");

    /// <summary>Makes a scalar of a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>The number with the other sign.</summary>
    /// <param name="operand">The number to negate.</param>
    public static Scalar operator -(Scalar operand) => -operand.Value;

    /// <summary>The sum.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand.</param>
    public static Scalar operator +(Scalar left, Scalar right) => left.Value + right.Value;

    /// <summary>The difference.</summary>
    /// <param name="left">The number to subtract from.</param>
    /// <param name="right">The number to subtract.</param>
    public static Scalar operator -(Scalar left, Scalar right) => left.Value - right.Value;

    /// <summary>The product.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    public static Scalar operator *(Scalar left, Scalar right) => left.Value * right.Value;

    /// <summary>The quotient; division by zero gives an infinity or NaN.</summary>
    /// <param name="left">The numerator.</param>
    /// <param name="right">The denominator.</param>
    public static Scalar operator /(Scalar left, Scalar right) => left.Value / right.Value;

    /// <summary>The number in the invariant culture.</summary>
    public override string ToString() => _isAssigned ? _value.ToString(CultureInfo.InvariantCulture) : "unassigned";
}
