using System.Buffers.Binary;
using System.Text;
using RnnSimd.Interop;

namespace RnnSimd.Tests.Interop;

public class SafetensorsTests
{
    [Fact]
    public void A_saved_file_has_the_bytes_of_the_format()
    {
        var network = SafetensorsFiles.Network<float>();
        SafetensorsFiles.Parameters.CopyTo(network.Parameters);

        Assert.Equal(SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements), Saved(network));
    }

    [Fact]
    public void Doubles_are_saved_as_F64()
    {
        var network = new ParametersOnly<double>(2, new ParameterInfo("0.b", 2, 1, 0, 1, 1, Rank: 1));
        network.Parameters[0] = Math.PI;
        network.Parameters[1] = -1;

        var file = Saved(network);

        const string Header = """{"0.b":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}       """;
        Assert.Equal(Header.Length, BinaryPrimitives.ReadInt64LittleEndian(file));
        Assert.Equal(Header, Encoding.UTF8.GetString(file, 8, Header.Length));
        Assert.Equal(Math.PI, BinaryPrimitives.ReadDoubleLittleEndian(file.AsSpan(8 + Header.Length)));
        Assert.Equal(-1.0, BinaryPrimitives.ReadDoubleLittleEndian(file.AsSpan(16 + Header.Length)));
        Assert.Equal(24 + Header.Length, file.Length);
    }

    [Fact]
    public void Tensors_may_stand_in_any_order()
    {
        // Written as other tools write: the scalar first, metadata, white space, an entry that this library does not know.
        const string Header = """
            { "__metadata__": {"format": "pt"},
              "0.W": {"data_offsets": [12, 36], "shape": [2, 3], "dtype": "F32"},
              "0.a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4], "note": {"any": [1, 2]}},
              "0.b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]} }
            """;
        var network = SafetensorsFiles.Network<float>();
        network.Parameters[5] = -1;
        network.Parameters[8] = -2;

        var metadata = Safetensors.Load(network, Stream(SafetensorsFiles.File(Header, 9, 7, 8, 11, 12, 13, 21, 22, 23)));

        Assert.Equal(SafetensorsFiles.Parameters, network.Parameters);
        Assert.Equal(new Dictionary<string, string> { ["format"] = "pt" }, metadata);
    }

    [Fact]
    public void Every_bit_survives()
    {
        var network = SafetensorsFiles.Network<float>();
        uint[] bits = [0x80000000, 1, 0x7F800000, 0xFFC12345, 0x00800000, 0, 0x3F800001, 0x7F7FFFFF, 0, 0x12345678, 0x80000001];
        for (var i = 0; i < bits.Length; i++)
        {
            network.Parameters[i] = BitConverter.UInt32BitsToSingle(bits[i]);
        }

        var copy = SafetensorsFiles.Network<float>();
        Safetensors.Load(copy, Stream(Saved(network)));

        Assert.Equal(bits, copy.Parameters.ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Metadata_comes_back()
    {
        var metadata = new Dictionary<string, string> { ["scale"] = "40.5", ["note \"ü\""] = "line\nline" };
        var stream = new MemoryStream();
        Safetensors.Save(SafetensorsFiles.Network<float>(), stream, metadata);

        Assert.Equal(metadata, Safetensors.Load(SafetensorsFiles.Network<float>(), Stream(stream.ToArray())));
    }

    [Fact]
    public void Floats_load_into_a_network_of_double()
    {
        var network = SafetensorsFiles.Network<double>();
        Safetensors.Load(network, Stream(SafetensorsFiles.File(SafetensorsFiles.Header, 11, 12, 13, 21, 22, 23, 7, 8, 0.1f)));

        Assert.Equal([7, 8, 0.1f, 11, 21, 0, 12, 22, 0, 13, 23], network.Parameters);
    }

    [Fact]
    public void Doubles_do_not_load_into_a_network_of_float()
    {
        var exception = Assert.Throws<InvalidDataException>(
            () => Safetensors.Load(SafetensorsFiles.Network<float>(), Stream(Saved(SafetensorsFiles.Network<double>()))));

        Assert.Contains("\"0.W\" is F64, but the network needs F32", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_may_deliver_one_byte_at_a_time()
    {
        var network = SafetensorsFiles.Network<float>();
        Safetensors.Load(network, new SlowStream(SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements)));

        Assert.Equal(23f, network.Parameters[10]);
    }

    [Fact]
    public void Another_element_type_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => Safetensors.Save(SafetensorsFiles.Network<Half>(), new MemoryStream()));
    }

    private static byte[] Saved<T>(IRecurrentNetwork<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        Safetensors.Save(network, stream);
        return stream.ToArray();
    }

    private static MemoryStream Stream(byte[] file) => new(file, writable: false);

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
