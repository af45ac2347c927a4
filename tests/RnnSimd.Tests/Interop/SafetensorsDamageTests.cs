using System.Buffers.Binary;
using RnnSimd.Interop;

namespace RnnSimd.Tests.Interop;

/// <summary>Whatever a file holds, loading ends with the parameters it says or with a clear error and the old parameters.</summary>
public class SafetensorsDamageTests
{
    [Theory]
    [InlineData("""{"0.W":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", "\"0.b\" [2] is missing; \"0.a\" [] is missing")]
    [InlineData(
        """{"0.W":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"0.b":{"dtype":"I64","shape":[1],"data_offsets":[24,32]},"c":{"dtype":"F32","shape":[1],"data_offsets":[32,36]}}""",
        "\"0.W\" is [3, 2], but the network needs [2, 3]; \"0.b\" is I64, but the network needs F32; \"0.a\" [] is missing; \"c\" [1] is unexpected")]
    [InlineData(
        """{"0.W":{"dtype":"F32","shape":[2,3],"data_offsets":[0,20]},"0.b":{"dtype":"F32","shape":[2],"data_offsets":[20,32]},"0.a":{"dtype":"F32","shape":[],"data_offsets":[32,36]}}""",
        "\"0.W\" is F32 [2, 3], but its data has 20 bytes; \"0.b\" is F32 [2], but its data has 12 bytes")]
    public void Every_difference_to_the_network_is_named(string header, string message) => AssertRefused(header, message);

    [Theory]
    [InlineData("", "does not begin with '{'")]
    [InlineData(" {}", "does not begin with '{'")]
    [InlineData("[]", "does not begin with '{'")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{} x", "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},}""", "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "not valid JSON")]
    [InlineData("""{"a":1}""", "\"a\" must be of JSON type Object, but is Number")]
    [InlineData("""{"a":{"shape":[],"data_offsets":[0,4]}}""", "\"a\" has no dtype")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "\"a\" has no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[]}}""", "\"a\" has no data_offsets")]
    [InlineData("""{"a":{"dtype":null,"shape":[],"data_offsets":[0,4]}}""", "\"a\".dtype must be of JSON type String, but is Null")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "\"a\".shape must be of JSON type Array, but is Number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "\"a\".shape must hold whole numbers, 0 or more, but has -1")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "but has 1.5")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e99],"data_offsets":[0,4]}}""", "but has 1e99")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "\"a\".shape must be of JSON type Number, but is String")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[4]}}""", "must be a beginning and an end, but is [4]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[4,0]}}""", "must be a beginning and an end, but is [4, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}""", "\"a\" begins at byte 4, with a gap after the data before it")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[],"data_offsets":[2,6]}}""",
        "\"b\" begins at byte 2, inside the data before it, which ends at 4")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}""",
        "\"a\" stands twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "\"dtype\" stands twice in \"a\"")]
    [InlineData("""{"__metadata__":{"a":1}}""", "__metadata__.a must be of JSON type String, but is Number")]
    [InlineData("""{"__metadata__":"a"}""", "__metadata__ must be of JSON type Object, but is String")]
    public void A_bad_header_is_refused(string header, string message) => AssertRefused(header, message);

    [Theory]
    [InlineData(90_000_000, "should have 90000000 bytes, but the file ends after")]
    [InlineData(100_000_001, "given as 100000001 bytes, more than")]
    [InlineData(long.MaxValue, "given as 9223372036854775807 bytes, more than")]
    [InlineData(-1, "given as 18446744073709551615 bytes, more than")]
    public void A_length_that_lies_is_refused_and_costs_no_memory(long length, string message)
    {
        var file = SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements);
        BinaryPrimitives.WriteInt64LittleEndian(file, length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(file, message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        var file = SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements);
        file[10] = 0xFF;

        AssertRefused(file, "not valid UTF-8");
    }

    [Fact]
    public void Bytes_after_the_last_tensor_are_refused()
    {
        AssertRefused(SafetensorsFiles.File(SafetensorsFiles.Header, [.. SafetensorsFiles.Elements, 0]), "goes on after");
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var file = SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements);
        for (var length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length], "");
        }

        AssertRefused(file[..^1], "The file ends inside the data of \"0.a\", after 3 of its 4 bytes");
    }

    [Fact]
    public void Random_damage_never_gives_another_exception()
    {
        var random = new Random(1);
        var file = SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements);
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = file.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            var network = FilledNetwork();
            try
            {
                Safetensors.Load(network, new MemoryStream(damaged));
            }
            catch (InvalidDataException)
            {
                AssertUnchanged(network);
                refused++;
            }
        }

        // Damage to the elements alone is a valid file; nearly everything in the header matters.
        Assert.InRange(refused, 12_000, 19_900);
    }

    private static void AssertRefused(string header, string message) =>
        AssertRefused(SafetensorsFiles.File(header, SafetensorsFiles.Elements), message);

    private static void AssertRefused(byte[] file, string message)
    {
        var network = FilledNetwork();
        var exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(network, new MemoryStream(file)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        AssertUnchanged(network);
    }

    private static ParametersOnly<float> FilledNetwork()
    {
        var network = SafetensorsFiles.Network<float>();
        network.Parameters.Fill(5);
        return network;
    }

    private static void AssertUnchanged(ParametersOnly<float> network) => Assert.Equal(-1, network.Parameters.IndexOfAnyExcept(5f));
}
