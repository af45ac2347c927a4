namespace RnnSimd.Equations;

/// <summary>Sizes that a cell leaves to the layer it is used in; to be written where <see cref="SizeAttribute"/> takes a number.</summary>
public static class Size
{
    /// <summary>The number of elements of the layer's output, the n of <c>[Layer&lt;T&gt;(n)]</c>.</summary>
    public const int Units = -1;

    /// <summary>The number of elements of the layer's input.</summary>
    public const int Inputs = -2;
}
