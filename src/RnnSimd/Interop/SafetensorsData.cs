using System.Buffers.Binary;
using System.Numerics;

namespace RnnSimd.Interop;

/// <summary>The second part of a safetensors file: the elements of each tensor in row-major order.</summary>
internal static class SafetensorsData
{
    public static void Write<T>(IReadOnlyList<ParameterInfo> infos, ReadOnlySpan<T> elements, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dtype = SafetensorsTensor.DtypeOf<T>();
        foreach (var info in infos)
        {
            var bytes = new byte[info.Count * SafetensorsTensor.ElementSize(dtype)];
            for (var i = 0; i < info.Count; i++)
            {
                Encode(elements[Place(info, i)], dtype, i, bytes);
            }

            stream.Write(bytes);
        }
    }

    /// <summary>Reads the data of a header that fits, to the end of the stream.</summary>
    /// <param name="header">The header.</param>
    /// <param name="infos">The tensors.</param>
    /// <param name="elements">Receives their elements; those of no tensor stay as they are.</param>
    /// <param name="stream">The stream, after the header.</param>
    /// <exception cref="InvalidDataException">The stream has fewer or more bytes than the header says.</exception>
    public static void Read<T>(SafetensorsHeader header, IReadOnlyList<ParameterInfo> infos, T[] elements, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var infoOf = infos.ToDictionary(info => info.Name);
        foreach (var tensor in header.Tensors)
        {
            ReadTensor(tensor, infoOf[tensor.Name], elements, stream);
        }

        if (stream.ReadByte() != -1)
        {
            throw new InvalidDataException("The file goes on after the data of its last tensor.");
        }
    }

    private static void ReadTensor<T>(SafetensorsTensor tensor, ParameterInfo info, T[] elements, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bytes = new byte[tensor.End - tensor.Begin];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new InvalidDataException($"The file ends inside the data of \"{tensor.Name}\", after {read} of its {bytes.Length} bytes.");
        }

        for (var i = 0; i < info.Count; i++)
        {
            elements[Place(info, i)] = Decode<T>(bytes, tensor.Dtype, i);
        }
    }

    /// <summary>Where the element stands that is number <paramref name="i"/> in row-major order.</summary>
    private static int Place(ParameterInfo info, int i) =>
        info.Offset + i / info.Columns * info.RowStride + i % info.Columns * info.ColumnStride;

    private static void Encode<T>(T value, string dtype, int index, Span<byte> bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (dtype == SafetensorsTensor.F32)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(index * sizeof(float))..], float.CreateChecked(value));
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(index * sizeof(double))..], double.CreateChecked(value));
        }
    }

    private static T Decode<T>(ReadOnlySpan<byte> bytes, string dtype, int index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        dtype == SafetensorsTensor.F32
            ? T.CreateChecked(BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * sizeof(float))..]))
            : T.CreateChecked(BinaryPrimitives.ReadDoubleLittleEndian(bytes[(index * sizeof(double))..]));
}
