using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnSimd;

/// <summary>Checks that tensors have the shapes that a network needs, and takes their elements without a copy.</summary>
internal static class TensorShape
{
    /// <summary>In an expected shape, any length but 0.</summary>
    public const nint OneOrMore = -1;

    /// <summary>The time steps and streams of a tensor of sequences.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="size">What its last dimension is called; null if there is one element for each step of each stream, and no such dimension.</param>
    /// <exception cref="ArgumentException">It has not as many dimensions, or no stream.</exception>
    public static (int Steps, int Batch) StepsAndBatch<T>(in ReadOnlyTensorSpan<T> tensor, string name, string? size = null)
    {
        if (tensor.Rank != (size is null ? 2 : 3) || tensor.Lengths[1] == 0)
        {
            var dimensions = size is null ? "time, batch" : $"time, batch, {size}";
            throw new ArgumentException($"The shape is {Text(tensor.Lengths)}; it must be [{dimensions}], with one stream or more.", name);
        }

        return (checked((int)tensor.Lengths[0]), checked((int)tensor.Lengths[1]));
    }

    /// <summary>Checks a shape.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="shape">The shape that it must have, in which <see cref="OneOrMore"/> may stand.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="dimensions">What its dimensions are called.</param>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void Fits<T>(in ReadOnlyTensorSpan<T> tensor, ReadOnlySpan<nint> shape, string name, string dimensions)
    {
        var fits = tensor.Rank == shape.Length;
        for (var i = 0; fits && i < shape.Length; i++)
        {
            fits = shape[i] == OneOrMore ? tensor.Lengths[i] > 0 : tensor.Lengths[i] == shape[i];
        }

        if (!fits)
        {
            throw Misfit(tensor.Lengths, shape, name, dimensions);
        }
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

    /// <summary>Weights to read, one for each step of each stream.</summary>
    public static ReadOnlySpan<T> Weights<T>(in ReadOnlyTensorSpan<T> tensor, int steps, int batch, string name)
    {
        Check<T>(tensor, [steps, batch], name, "time, ", "batch");
        return MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    /// <summary>Weights to write, one for each step of each stream.</summary>
    public static Span<T> Weights<T>(in TensorSpan<T> tensor, int steps, int batch, string name)
    {
        Check<T>(tensor, [steps, batch], name, "time, ", "batch");
        return MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    // The messages are made where they are thrown: a call whose tensors fit allocates nothing.
    private static void Check<T>(in ReadOnlyTensorSpan<T> tensor, ReadOnlySpan<nint> shape, string name, string dimensions, string sizeName)
    {
        if (!tensor.Lengths.SequenceEqual(shape))
        {
            throw Misfit(tensor.Lengths, shape, name, $"[{dimensions}{sizeName}]");
        }

        if (!IsRowMajorWithoutGaps(tensor.Lengths, tensor.Strides))
        {
            throw new ArgumentException(
                $"The elements must stand in row-major order without gaps, but the strides of shape {Text(shape)} are {Text(tensor.Strides)}. Copy them first.",
                name);
        }
    }

    private static ArgumentException Misfit(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> shape, string name, string dimensions) =>
        new($"The shape is {Text(lengths)}; it must be {dimensions} = {Text(shape)}.", name);

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

    /// <summary>A shape, as messages show it.</summary>
    public static string Text(ReadOnlySpan<nint> numbers) =>
        $"[{string.Join(", ", numbers.ToArray().Select(number => number == OneOrMore ? "1 or more" : $"{number}"))}]";
}
