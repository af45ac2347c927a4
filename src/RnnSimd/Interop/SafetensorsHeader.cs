namespace RnnSimd.Interop;

/// <summary>The directory of a safetensors file: which tensors stand where, and free text.</summary>
/// <param name="Tensors">The tensors in the order of their data, which leaves no gaps.</param>
/// <param name="Metadata">The entries of <c>__metadata__</c>.</param>
internal sealed partial record SafetensorsHeader(IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataKey = "__metadata__";

    /// <summary>The header of a file that holds tensors in their order.</summary>
    /// <param name="infos">The tensors.</param>
    /// <param name="dtype">The type of their elements.</param>
    /// <param name="metadata">The free text.</param>
    public static SafetensorsHeader Of(
        IReadOnlyList<ParameterInfo> infos, string dtype, IReadOnlyDictionary<string, string> metadata)
    {
        var tensors = new List<SafetensorsTensor>();
        var begin = 0L;
        foreach (var info in infos)
        {
            var end = begin + (long)info.Count * SafetensorsTensor.ElementSize(dtype);
            tensors.Add(new SafetensorsTensor(info.Name, dtype, SafetensorsTensor.ShapeOf(info), begin, end));
            begin = end;
        }

        return new SafetensorsHeader(tensors, metadata);
    }

    /// <summary>Compares with the tensors that are wanted; every difference is named in one message.</summary>
    /// <param name="infos">The tensors.</param>
    /// <param name="dtype">The type of their elements.</param>
    /// <param name="what">What they are, to end "The file does not hold …".</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unexpected, or of another shape or type, or its length is not its shape's.</exception>
    public void ThrowIfNotOf(IReadOnlyList<ParameterInfo> infos, string dtype, string what)
    {
        var unseen = Tensors.ToDictionary(tensor => tensor.Name);
        var differences = new List<string>();
        foreach (var info in infos)
        {
            if (unseen.Remove(info.Name, out var tensor))
            {
                differences.AddRange(Differences(tensor, dtype, SafetensorsTensor.ShapeOf(info)));
            }
            else
            {
                differences.Add($"\"{info.Name}\" {SafetensorsTensor.Text(SafetensorsTensor.ShapeOf(info))} is missing");
            }
        }

        differences.AddRange(unseen.Values.Select(tensor => $"\"{tensor.Name}\" {SafetensorsTensor.Text(tensor.Shape)} is unexpected"));
        if (differences.Count > 0)
        {
            throw new InvalidDataException($"The file does not hold {what}: {string.Join("; ", differences)}.");
        }
    }

    private static IEnumerable<string> Differences(SafetensorsTensor tensor, string dtype, long[] shape)
    {
        // The type first: without it the number of bytes means nothing.
        if (tensor.Dtype != dtype && (tensor.Dtype, dtype) != (SafetensorsTensor.F32, SafetensorsTensor.F64))
        {
            yield return $"\"{tensor.Name}\" is {tensor.Dtype}, but the network needs {dtype}";
        }
        else if (!tensor.Shape.AsSpan().SequenceEqual(shape))
        {
            yield return $"\"{tensor.Name}\" is {SafetensorsTensor.Text(tensor.Shape)}, but the network needs {SafetensorsTensor.Text(shape)}";
        }
        else if (tensor.End - tensor.Begin != shape.Aggregate((long)SafetensorsTensor.ElementSize(tensor.Dtype), (size, length) => size * length))
        {
            yield return $"\"{tensor.Name}\" is {tensor.Dtype} {SafetensorsTensor.Text(shape)}, but its data has {tensor.End - tensor.Begin} bytes";
        }
    }
}
