namespace RnnSimd.Equations;

/// <summary>
/// Says how a parameter of a cell starts. Without it a matrix applied to the input starts as
/// <see cref="Initializer.GlorotUniform"/>, one applied to a state as <see cref="Initializer.Orthogonal"/>, and vectors and
/// scalars as <see cref="Initializer.Zero"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class InitAttribute : Attribute
{
    /// <summary>Starts the parameter as <paramref name="initializer"/> says.</summary>
    /// <param name="initializer">What the elements are or how they are drawn.</param>
    /// <param name="argument">The a that <see cref="Equations.Initializer"/> explains: 1 leaves the initializer as it was published.</param>
    public InitAttribute(Initializer initializer, double argument = 1)
    {
        Initializer = initializer;
        Argument = argument;
    }

    /// <summary>Starts every element of the parameter as <paramref name="value"/>.</summary>
    /// <param name="value">The value of every element.</param>
    public InitAttribute(double value)
        : this(Initializer.Constant, value)
    {
    }

    /// <summary>Starts every element of the parameter as <paramref name="value"/>.</summary>
    /// <param name="value">The value of every element.</param>
    // Without it [Init(0)] would be ambiguous: the literal 0 converts to any enum as well as to double.
    public InitAttribute(int value)
        : this(Initializer.Constant, value)
    {
    }

    /// <summary>What the elements are or how they are drawn.</summary>
    public Initializer Initializer { get; }

    /// <summary>The initializer's scale or value.</summary>
    public double Argument { get; }
}
