using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnSimd;

/// <summary>Checks that tensors have the shapes that a network needs, and takes their elements without a copy.</summary>
internal static class TensorShape
{
    /// <summary>The time steps and streams of a tensor of sequences.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="size">What its last dimension is called.</param>
    /// <exception cref="ArgumentException">It has not three dimensions, or no stream.</exception>
    public static (int Steps, int Batch) StepsAndBatch<T>(in ReadOnlyTensorSpan<T> tensor, string name, string size)
    {
        if (tensor.Rank != 3 || tensor.Lengths[1] == 0)
        {
            throw new ArgumentException($"The shape is {Text(tensor.Lengths)}; it must be [time, batch, {size}], with one stream or more.", name);
        }

        return (checked((int)tensor.Lengths[0]), checked((int)tensor.Lengths[1]));
    }

    /// <summary>The elements of sequences to read.</summary>
    public static ReadOnlySpan<T> Sequence<T>(in ReadOnlyTensorSpan<T> tensor, int steps, int batch, int size, string name, string sizeName)
    {
        Check<T>(tensor, [steps, batch, size], name, "time, batch, ", sizeName);
        return MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    /// <summary>The elements of sequences to write.</summary>
    public static Span<T> Sequence<T>(in TensorSpan<T> tensor, int steps, int batch, int size, string name, string sizeName)
    {
        Check<T>(tensor, [steps, batch, size], name, "time, batch, ", sizeName);
        return MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    /// <summary>The elements of states.</summary>
    public static Span<T> States<T>(in TensorSpan<T> tensor, int batch, int size, string name)
    {
        Check<T>(tensor, [batch, size], name, "batch, ", "StateSize");
        return MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    // The messages are made where they are thrown: a call whose tensors fit allocates nothing.
    private static void Check<T>(in ReadOnlyTensorSpan<T> tensor, ReadOnlySpan<nint> shape, string name, string dimensions, string sizeName)
    {
        if (!tensor.Lengths.SequenceEqual(shape))
        {
            throw new ArgumentException($"The shape is {Text(tensor.Lengths)}; it must be [{dimensions}{sizeName}] = {Text(shape)}.", name);
        }

        if (!IsRowMajorWithoutGaps(tensor.Lengths, tensor.Strides))
        {
            throw new ArgumentException(
                $"The elements must stand in row-major order without gaps, but the strides of shape {Text(shape)} are {Text(tensor.Strides)}. Copy them first.",
                name);
        }
    }

    private static bool IsRowMajorWithoutGaps(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint elements = 1;
        for (var i = lengths.Length - 1; i >= 0 && elements > 0; i--)
        {
            if (lengths[i] > 1 && strides[i] != elements)
            {
                return false;
            }

            elements *= lengths[i];
        }

        return true;
    }

    private static string Text(ReadOnlySpan<nint> numbers) => $"[{string.Join(", ", numbers.ToArray())}]";
}
