using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace RnnSimd.Interop;

// The header on disk: its length as 8 little-endian bytes, then one JSON object, padded with spaces.
internal sealed partial record SafetensorsHeader
{
    // The reference implementation's limit. A real header has about a hundred bytes for each tensor.
    private const int MaximumLength = 100_000_000;

    // So that the data after it stands aligned for whoever maps the file into memory.
    private const int Alignment = 8;

    public void Write(Stream stream)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            WriteMetadata(writer);
            foreach (var tensor in Tensors)
            {
                WriteTensor(writer, tensor);
            }

            writer.WriteEndObject();
        }

        var padding = (Alignment - json.WrittenCount % Alignment) % Alignment;
        json.Write("       "u8[..padding]);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.WrittenCount);
        stream.Write(length);
        stream.Write(json.WrittenSpan);
    }

    /// <summary>Reads and checks a header: what it says is consistent, though it may describe more data than the stream has.</summary>
    /// <exception cref="InvalidDataException">It is no valid header.</exception>
    public static SafetensorsHeader Read(Stream stream)
    {
        var json = ReadJson(stream);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is how JsonElement reports a string with an escaped half of a surrogate pair.
            throw new InvalidDataException($"The header is not valid JSON: {exception.Message}", exception);
        }
    }

    private static byte[] ReadJson(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        var read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read < prefix.Length)
        {
            throw new InvalidDataException($"A safetensors file begins with the 8 bytes of its header's length; this one ends after {read}.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumLength)
        {
            throw new InvalidDataException(
                $"The header's length is given as {length} bytes, more than the {MaximumLength} that the format allows: this is no safetensors file.");
        }

        var json = ReadPrefix(stream, (int)length);
        if (json.Length < (int)length)
        {
            throw new InvalidDataException($"The header should have {length} bytes, but the file ends after {json.Length} of them.");
        }

        if (json.Length == 0 || json[0] != (byte)'{')
        {
            throw new InvalidDataException("The header does not begin with '{': this is no safetensors file.");
        }

        return Utf8.IsValid(json) ? json : throw new InvalidDataException("The header is not valid UTF-8.");
    }

    /// <summary>The next <paramref name="length"/> bytes or all there are; grows with what arrives, so that a length that lies costs no memory.</summary>
    private static byte[] ReadPrefix(Stream stream, int length)
    {
        const int ChunkLength = 1 << 16;
        var bytes = new ArrayBufferWriter<byte>();
        while (bytes.WrittenCount < length)
        {
            var missing = Math.Min(length - bytes.WrittenCount, ChunkLength);
            var read = stream.ReadAtLeast(bytes.GetSpan(missing)[..missing], missing, throwOnEndOfStream: false);
            bytes.Advance(read);
            if (read < missing)
            {
                break;
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        if (Metadata.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(MetadataKey);
        foreach (var (key, value) in Metadata)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter writer, SafetensorsTensor tensor)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Dtype);
        writer.WriteStartArray("shape");
        foreach (var length in tensor.Shape)
        {
            writer.WriteNumberValue(length);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(tensor.Begin);
        writer.WriteNumberValue(tensor.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
