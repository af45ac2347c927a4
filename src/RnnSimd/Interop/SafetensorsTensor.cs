namespace RnnSimd.Interop;

/// <summary>One entry of a safetensors header.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Dtype">The element type as the file spells it.</param>
/// <param name="Shape">The length of each dimension; empty for a scalar.</param>
/// <param name="Begin">Where its data begins, in bytes from the end of the header.</param>
/// <param name="End">Where its data ends.</param>
internal sealed record SafetensorsTensor(string Name, string Dtype, long[] Shape, long Begin, long End)
{
    public const string F32 = "F32";
    public const string F64 = "F64";

    public static string DtypeOf<T>() =>
        typeof(T) == typeof(float) ? F32
        : typeof(T) == typeof(double) ? F64
        : throw new NotSupportedException($"Networks of {typeof(T)} cannot be saved or loaded, only those of float and double.");

    /// <summary>Bytes of one element; the caller has made sure that it is one of the two types that networks have.</summary>
    public static int ElementSize(string dtype) => dtype == F64 ? sizeof(double) : sizeof(float);

    public static long[] ShapeOf(ParameterInfo info) => info.Rank switch
    {
        0 => [],
        1 => [info.Rows],
        _ => [info.Rows, info.Columns],
    };

    public static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
