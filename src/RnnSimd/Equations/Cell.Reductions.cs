namespace RnnSimd.Equations;

// Functions of whole vectors.
public abstract partial class Cell
{
    private const double LayerNormEpsilon = 1e-5;

    /// <summary>The sum of all elements.</summary>
    /// <param name="x">The vector.</param>
    protected static Scalar Sum(Vector x)
    {
        var sum = 0d;
        foreach (var element in x.Span)
        {
            sum += element;
        }

        return sum;
    }

    /// <summary>The mean of all elements.</summary>
    /// <param name="x">The vector.</param>
    protected static Scalar Mean(Vector x) => Sum(x) / x.Length;

    /// <summary>The inner product: the sum of the products of each two elements.</summary>
    /// <param name="left">The first vector.</param>
    /// <param name="right">The second vector, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    protected static Scalar Dot(Vector left, Vector right)
    {
        Vector.SameSize(left, right, nameof(Dot));
        return Sum(left * right);
    }

    /// <summary>exp(xᵢ) / Σⱼ exp(xⱼ): positive numbers whose sum is 1. Large elements do not overflow.</summary>
    /// <param name="x">The vector.</param>
    protected static Vector Softmax(Vector x)
    {
        var largest = double.NegativeInfinity;
        foreach (var element in x.Span)
        {
            largest = Math.Max(largest, element);
        }

        var exponentials = Exp(x - largest);
        return exponentials / Sum(exponentials);
    }

    /// <summary>
    /// The vector shifted and scaled to mean 0 and variance 1, then gain ∘ that + bias: (x − mean) / √(variance + 10⁻⁵), the variance
    /// being the mean of the squares. Ba, Kiros and Hinton, "Layer normalization" (2016).
    /// </summary>
    /// <param name="x">The vector.</param>
    /// <param name="gain">The gain of each element; it is usually a field that starts at 1.</param>
    /// <param name="bias">The bias of each element.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    protected static Vector LayerNorm(Vector x, Vector gain, Vector bias)
    {
        Vector.SameSize(x, gain, nameof(LayerNorm));
        Vector.SameSize(x, bias, nameof(LayerNorm));
        var centred = x - Mean(x);
        var variance = Mean(Square(centred));
        return gain * (centred / Sqrt(variance + LayerNormEpsilon)) + bias;
    }
}
