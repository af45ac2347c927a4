using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Sums in several chains.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>
    /// Elements of the blocks of partial sums of all chains: 16 KiB of float, and a little more, because blocks that are a power of two apart
    /// would share a few sets of the first-level cache.
    /// </summary>
    private const int ChainElements = 33 * 128;

    /// <summary>The widest such block.</summary>
    private const int ChainColumns = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Chained(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w,
        nint rows, nint inner, nint columns, nint chains)
    {
        if (rows == 1 && !w.IsPacked)
        {
            ref var from = ref start.ColumnStride == 0 ? ref Unsafe.NullRef<float>() : ref start.Start;
            RowProduct.Chained(ref z.Start, ref from, ref a.Start, ref w.Start, (int)w.RowStride, (int)inner, (int)columns, (int)chains, lastFirst: false);
            return;
        }

        if (chains == 1)
        {
            Product(z, start, a, w, rows, inner, columns, adds: false);
            return;
        }

        if (chains == 2 && inner <= 2 * PanelDepth && columns >= Vector512<float>.Count)
        {
            TwoChains(z, start, a, w, rows, inner, columns);
            return;
        }

        for (nint column = 0; column < columns; column += ChainColumns)
        {
            nint width = nint.Min(ChainColumns, columns - column);
            nint height = ChainElements / chains / width;
            for (nint row = 0; row < rows; row += height)
            {
                ChainedBlock(
                    z.From(row, column), start.From(row, column), a.From(row, 0), w.From(0, column),
                    nint.Min(height, rows - row), inner, width, chains);
            }
        }
    }

    /// <summary>Two short chains need no block: the second is summed in registers and then added to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TwoChains(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns)
    {
        nint half = (inner + 1) / 2;
        Product(z, start, a, w, rows, half, columns, adds: false);
        Product(z, StridedView<float>.Zero, a.From(0, half), w.From(half, 0), rows, inner - half, columns, adds: true);
    }

    /// <summary>Computes the chains one after the other into blocks on the stack, then adds the blocks in pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static unsafe void ChainedBlock(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w,
        nint rows, nint inner, nint columns, nint chains)
    {
        var memory = stackalloc byte[ChainElements * sizeof(float) + Alignment];
        ref var sums = ref AlignedStart<float>(memory);
        nint block = ChainElements / chains;
        nint length = (inner + chains - 1) / chains;
        for (nint chain = 0; chain < chains; chain++)
        {
            nint k = nint.Min(chain * length, inner);
            nint count = nint.Min(length, inner - k);
            var sum = new StridedView<float>(ref Unsafe.Add(ref sums, chain * block), columns);
            Product(sum, chain == 0 ? start : StridedView<float>.Zero, a.From(0, k), w.From(k, 0), rows, count, columns, adds: false);
        }

        var elements = rows * columns;
        var blocks = new StridedView<float>(ref sums, block);
        for (nint distance = 1; distance < chains; distance *= 2)
        {
            for (nint chain = 0; chain < chains; chain += 2 * distance)
            {
                RowProduct.AddRow(ref blocks.At(chain, 0), ref blocks.At(chain + distance, 0), elements);
            }
        }

        var total = new StridedView<float>(ref sums, columns);
        for (nint row = 0; row < rows; row++)
        {
            total.Row(row, columns).CopyTo(z.Row(row, columns));
        }
    }
}
