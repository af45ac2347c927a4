using System.Numerics;

namespace RnnSimd.Interop;

/// <summary>
/// Saves and loads the parameters of a network in the safetensors format (https://github.com/huggingface/safetensors), which
/// Python's <c>safetensors</c> and most model tools read and write.
/// </summary>
/// <remarks>
/// Each <see cref="ParameterInfo"/> is one tensor of that name, <c>F32</c> or <c>F64</c> like the network: a matrix
/// <c>[rows, columns]</c> in row-major order, a vector <c>[rows]</c>, a scalar <c>[]</c>.
/// </remarks>
public static class Safetensors
{
    /// <summary>Saves all parameters to a file. An existing file is replaced only once the new one is complete on disk.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network whose parameters are saved.</param>
    /// <param name="path">The file to write. While it is written, its content is in a temporary file in the same folder.</param>
    /// <param name="metadata">Anything worth keeping with the parameters, such as how inputs are scaled; stored as <c>__metadata__</c>.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    /// <exception cref="IOException">The file cannot be written; whatever stood at <paramref name="path"/> is untouched.</exception>
    public static void Save<T>(IRecurrentNetwork<T> network, string path, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);

        AtomicFile.Write(path, stream => Save(network, stream, metadata));
    }

    /// <summary>Writes all parameters to a stream, from its current position on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network whose parameters are saved.</param>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <param name="metadata">Anything worth keeping with the parameters, such as how inputs are scaled; stored as <c>__metadata__</c>.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Save<T>(IRecurrentNetwork<T> network, Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);

        var infos = network.ParameterInfos;
        SafetensorsHeader.Of(infos, SafetensorsTensor.DtypeOf<T>(), metadata ?? new Dictionary<string, string>()).Write(stream);
        SafetensorsData.Write<T>(infos, network.Parameters, stream);
    }

    /// <summary>Loads all parameters from a file.</summary>
    /// <inheritdoc cref="Load{T}(IRecurrentNetwork{T}, Stream)"/>
    /// <param name="network">The network whose parameters are replaced.</param>
    /// <param name="path">The file to read.</param>
    /// <exception cref="IOException">The file cannot be read. The network has not changed.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(IRecurrentNetwork<T> network, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);

        using var stream = File.OpenRead(path);
        return Load(network, stream);
    }

    /// <summary>Loads all parameters from a stream, which must hold one safetensors file from its current position to its end.</summary>
    /// <remarks>
    /// Names and shapes must be exactly those of <see cref="IRecurrentNetwork{T}.ParameterInfos"/>, in any order. An <c>F32</c> file
    /// also loads into a network of <see cref="double"/>, which loses nothing; an <c>F64</c> file does not load into a network of
    /// <see cref="float"/>, because that would round every parameter.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network whose parameters are replaced.</param>
    /// <param name="stream">The stream to read; it stays open.</param>
    /// <returns>The file's <c>__metadata__</c>; empty if it has none.</returns>
    /// <exception cref="InvalidDataException">
    /// This is no safetensors file, it is damaged, or its tensors are not those of the network; the message names every tensor that is
    /// missing, unexpected, or of another shape or type. The network has not changed.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(IRecurrentNetwork<T> network, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);

        var header = SafetensorsHeader.Read(stream);
        header.ThrowIfNotOf(network.ParameterInfos, SafetensorsTensor.DtypeOf<T>(), $"the parameters of this {network.GetType().Name}");
        var parameters = network.Parameters.ToArray();
        SafetensorsData.Read(header, network.ParameterInfos, parameters, stream);
        parameters.CopyTo(network.Parameters);
        return header.Metadata;
    }
}
