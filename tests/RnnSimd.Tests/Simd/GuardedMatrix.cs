using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnSimd.Tests.Simd;

/// <summary>
/// A matrix in guarded memory whose rows stand apart: behind its last element (or before its first) comes a forbidden page, and the gaps
/// between its rows are filled with a value that a stray write would change.
/// </summary>
internal readonly ref struct GuardedMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T s_gap = T.CreateChecked(-12345.678);

    private readonly Span<T> _elements;
    private readonly int _rows;
    private readonly int _columns;

    public GuardedMatrix(GuardedMemory<T> memory, bool atEnd, T[,] values, int gap)
    {
        _rows = values.GetLength(0);
        _columns = values.GetLength(1);
        Stride = _columns + gap;
        var length = _rows == 0 || _columns == 0 ? 0 : (_rows - 1) * Stride + _columns;
        _elements = memory.At(atEnd, length);
        _elements.Fill(s_gap);
        for (var r = 0; r < _rows; r++)
        {
            for (var c = 0; c < _columns; c++)
            {
                if (length > 0)
                {
                    _elements[r * Stride + c] = values[r, c];
                }
            }
        }
    }

    public int Stride { get; }

    public ref T Start => ref MemoryMarshal.GetReference(_elements);

    /// <summary>Asserts that the matrix holds exactly these bits and that nothing was written between its rows.</summary>
    public void AssertEquals(T[,] expected, string what)
    {
        for (var i = 0; i < _elements.Length; i++)
        {
            var (r, c) = (i / Stride, i % Stride);
            var wanted = c < _columns ? expected[r, c] : s_gap;
            if (!MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in wanted)).SequenceEqual(MemoryMarshal.AsBytes(_elements.Slice(i, 1))))
            {
                var place = c < _columns ? $"[{r}, {c}]" : $"gap behind row {r}";
                Assert.Fail($"{what}: {place} is {_elements[i]:R}, expected {wanted:R}.");
            }
        }
    }
}
