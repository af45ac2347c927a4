using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Products of packed weights with a vector in two parts, such as the input of a step and the state before it. Two products, one after the
/// other, would write the first's sums to memory and read them again.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>z[r, n] = bias[n] + Σₖ a[r, k] w[k, n] + Σₖ b[r, k] w[aInner + k, n], with the bits of MultiplyBias and then AddMultiply.</summary>
    /// <param name="z">Receives <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z, at least <paramref name="columns"/>.</param>
    /// <param name="a">The first part, <paramref name="rows"/> × <paramref name="aInner"/>.</param>
    /// <param name="aStride">Distance between rows of a.</param>
    /// <param name="aInner">Columns of a, 0 or more.</param>
    /// <param name="b">The second part, <paramref name="rows"/> × <paramref name="bInner"/>.</param>
    /// <param name="bStride">Distance between rows of b.</param>
    /// <param name="bInner">Columns of b, 0 or more.</param>
    /// <param name="w">Weights in panels: a row for each column of a, then one for each of b.</param>
    /// <param name="bias">Where each row's sums start, <paramref name="columns"/> elements.</param>
    /// <param name="rows">Rows of z, a and b, 0 or more.</param>
    /// <param name="columns">Columns of z and w, a multiple of those of a panel: 64 of float, 32 of double.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums of the second part; the first of them goes on from the first part's sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, the stride of z is below its columns, columns do not fill panels, or chains is none of those.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyBias(
        ref float z, int zStride, ref readonly float a, int aStride, int aInner, ref readonly float b, int bStride, int bInner,
        Weights<float> w, ref readonly float bias, int rows, int columns, int chains)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(aInner);
        ArgumentOutOfRangeException.ThrowIfNegative(bInner);
        Check(zStride, rows, bInner, columns, chains);
        CheckPanels(columns, (int)Weights<float>.PanelColumns, nameof(columns));
        var sums = new StridedView<float>(ref z, zStride);
        var start = StridedView<float>.OfReadOnly(in bias, 0);
        var first = StridedView<float>.OfReadOnly(in a, aStride);
        var second = StridedView<float>.OfReadOnly(in b, bStride);
        bool areChainsPanels = chains == 1 || (chains == 2 && bInner <= 2 * PanelDepth);
        if (rows <= 1 || !areChainsPanels)
        {
            Chained(sums, start, first, w, rows, aInner, columns, 1);
            Chained(sums, sums, second, w.From(aInner, 0), rows, bInner, columns, chains);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            TwoParts512(sums, start, first, aInner, second, bInner, w, rows, columns, chains);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            TwoParts256(sums, start, first, aInner, second, bInner, w, rows, columns, chains);
        }
        else
        {
            TwoParts128(sums, start, first, aInner, second, bInner, w, rows, columns, chains);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TwoParts512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, nint aInner, StridedView<float> b, nint bInner,
        Weights<float> w, nint rows, nint columns, nint chains)
    {
        nint width = (HasThirtyTwoRegisters ? 4 : 2) * Vector512<float>.Count;
        nint firstChain = (bInner + chains - 1) / chains;
        for (nint column = 0; column < columns; column += width)
        {
            var zOfPanel = z.From(0, column);
            FirstChain512(zOfPanel, start.From(0, column), a, aInner, b, firstChain, w.From(0, column), rows, width);
            if (chains == 2)
            {
                FourRows512(
                    zOfPanel, StridedView<float>.Zero, b.From(0, firstChain), bInner - firstChain, b, 0,
                    w.From(aInner + firstChain, column), rows, width, adds: true);
            }
        }
    }

    /// <summary>A panel of the sums up to the end of the first chain: pieces of at most <see cref="PanelDepth"/> terms, one of them from both parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FirstChain512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, nint aInner, StridedView<float> b, nint bInner,
        Weights<float> w, nint rows, nint columns)
    {
        nint k = 0;
        for (; aInner - k > PanelDepth; k += PanelDepth)
        {
            FourRows512(z, k == 0 ? start : z, a.From(0, k), PanelDepth, b, 0, w.From(k, 0), rows, columns, adds: false);
        }

        var done = nint.Min(bInner, PanelDepth - (aInner - k));
        FourRows512(z, k == 0 ? start : z, a.From(0, k), aInner - k, b, done, w.From(k, 0), rows, columns, adds: false);
        for (nint count; done < bInner; done += count)
        {
            count = nint.Min(PanelDepth, bInner - done);
            FourRows512(z, z, b.From(0, done), count, b, 0, w.From(aInner + done, 0), rows, columns, adds: false);
        }
    }
}
