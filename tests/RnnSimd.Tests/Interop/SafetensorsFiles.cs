using System.Buffers.Binary;
using System.Text;

namespace RnnSimd.Tests.Interop;

/// <summary>Files and networks that the safetensors tests share.</summary>
internal static class SafetensorsFiles
{
    /// <summary>The header of <see cref="Network{T}"/> of float, with spaces up to a multiple of 8 bytes.</summary>
    public const string Header =
        """{"0.W":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"""
        + """
        "0.b":{"dtype":"F32","shape":[2],"data_offsets":[24,32]},
        """
        + """
        "0.a":{"dtype":"F32","shape":[],"data_offsets":[32,36]}}
        """
        + "    ";

    /// <summary>A matrix, a vector and a scalar, stored input-major with two elements that belong to none of them.</summary>
    public static ParametersOnly<T> Network<T>()
        where T : unmanaged =>
        new(
            11,
            new ParameterInfo("0.W", Rows: 2, Columns: 3, Offset: 3, RowStride: 1, ColumnStride: 3, Rank: 2),
            new ParameterInfo("0.b", Rows: 2, Columns: 1, Offset: 0, RowStride: 1, ColumnStride: 1, Rank: 1),
            new ParameterInfo("0.a", Rows: 1, Columns: 1, Offset: 2, RowStride: 1, ColumnStride: 1, Rank: 0));

    /// <summary>The parameters of <see cref="Network{T}"/>: b, a, and the columns of W with a padding element between them.</summary>
    public static float[] Parameters => [7, 8, 9, 11, 21, -1, 12, 22, -2, 13, 23];

    /// <summary>What a file says of <see cref="Parameters"/>: W row by row, b, a.</summary>
    public static float[] Elements => [11, 12, 13, 21, 22, 23, 7, 8, 9];

    public static byte[] File(string header, params ReadOnlySpan<float> elements)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + elements.Length * sizeof(float)];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        for (var i = 0; i < elements.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + json.Length + i * sizeof(float)), elements[i]);
        }

        return file;
    }
}
