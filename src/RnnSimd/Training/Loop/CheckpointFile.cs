using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using RnnSimd.Interop;

namespace RnnSimd.Training;

/// <summary>A safetensors file with a version and a hash of its content, so that damage shows before anything is used.</summary>
internal static class CheckpointFile
{
    private const string FormatKey = "format";
    private const string Format = "RnnSimd checkpoint";
    private const string VersionKey = "version";
    private const string Version = "2";
    private const string HashKey = "sha256";

    /// <summary>Writes a file.</summary>
    public static void Write<T>(Stream stream, IReadOnlyList<ParameterInfo> infos, T[] elements, IReadOnlyDictionary<string, string> facts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var data = new MemoryStream();
        SafetensorsData.Write<T>(infos, elements, data);
        var metadata = new Dictionary<string, string>
        {
            [FormatKey] = Format,
            [VersionKey] = Version,
        };
        foreach (var (key, value) in facts)
        {
            metadata.Add(key, value);
        }

        metadata.Add(HashKey, HashOf(metadata, data));
        SafetensorsHeader.Of(infos, SafetensorsTensor.DtypeOf<T>(), metadata).Write(stream);
        data.WriteTo(stream);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="layoutOf">The tensors that it must have, by its facts; throws if those do not fit.</param>
    /// <returns>The facts, the tensors and their elements.</returns>
    /// <exception cref="InvalidDataException">It is no such file, or damaged, or does not have these tensors.</exception>
    public static (CheckpointFacts Facts, CheckpointLayout<T> Layout, T[] Elements) Read<T>(Stream stream, Func<CheckpointFacts, CheckpointLayout<T>> layoutOf)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var header = SafetensorsHeader.Read(stream);
        if (header.Metadata.GetValueOrDefault(FormatKey) != Format)
        {
            throw new InvalidDataException("This is a safetensors file, but no checkpoint of a trainer.");
        }

        if (header.Metadata.GetValueOrDefault(VersionKey) is var version && version != Version)
        {
            throw new InvalidDataException($"The checkpoint has version {version}; this library reads version {Version}.");
        }

        var facts = CheckpointFacts.FromMetadata(header.Metadata);
        var layout = layoutOf(facts);
        header.ThrowIfNotOf(layout.Infos, SafetensorsTensor.DtypeOf<T>(), "the tensors of this trainer");
        using var data = new MemoryStream();
        stream.CopyTo(data);
        if (header.Metadata.GetValueOrDefault(HashKey) != HashOf(header.Metadata, data))
        {
            throw new InvalidDataException("The checkpoint is damaged: its content does not have the hash that was saved with it.");
        }

        data.Position = 0;
        var elements = new T[layout.Length];
        SafetensorsData.Read(header, layout.Infos, elements, data);
        return (facts, layout, elements);
    }

    private static string HashOf(IReadOnlyDictionary<string, string> metadata, MemoryStream data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in metadata.Where(entry => entry.Key != HashKey).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}={value}\n"));
        }

        hash.AppendData(data.GetBuffer(), 0, (int)data.Length);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
