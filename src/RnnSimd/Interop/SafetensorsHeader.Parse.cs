using System.Text.Json;

namespace RnnSimd.Interop;

// From JSON to a header. A header is somebody else's bytes: each kind and number is checked before it is used.
internal sealed partial record SafetensorsHeader
{
    private static SafetensorsHeader Parse(JsonElement root)
    {
        var tensors = new List<SafetensorsTensor>();
        IReadOnlyDictionary<string, string> metadata = new Dictionary<string, string>();
        foreach (var (name, value) in Members(root, "the header"))
        {
            if (name == MetadataKey)
            {
                metadata = Members(value, MetadataKey).ToDictionary(entry => entry.Key, entry => Text(entry.Value, $"{MetadataKey}.{entry.Key}"));
            }
            else
            {
                tensors.Add(ParseTensor(name, value));
            }
        }

        tensors.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        ThrowIfNotContiguous(tensors);
        return new SafetensorsHeader(tensors, metadata);
    }

    private static SafetensorsTensor ParseTensor(string name, JsonElement value)
    {
        var members = Members(value, $"\"{name}\"");
        var shape = Naturals(Member("shape"), $"\"{name}\".shape");
        var offsets = Naturals(Member("data_offsets"), $"\"{name}\".data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw new InvalidDataException($"\"{name}\".data_offsets must be a beginning and an end, but is {SafetensorsTensor.Text(offsets)}.");
        }

        return new SafetensorsTensor(name, Text(Member("dtype"), $"\"{name}\".dtype"), shape, offsets[0], offsets[1]);

        JsonElement Member(string key) => members.TryGetValue(key, out var member)
            ? member
            : throw new InvalidDataException($"\"{name}\" has no {key}.");
    }

    /// <summary>The format wants every byte of the data to belong to exactly one tensor.</summary>
    private static void ThrowIfNotContiguous(List<SafetensorsTensor> tensors)
    {
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.Begin != end)
            {
                throw new InvalidDataException(
                    $"The data of \"{tensor.Name}\" begins at byte {tensor.Begin}, {(tensor.Begin < end ? "inside" : "with a gap after")} "
                    + $"the data before it, which ends at {end}.");
            }

            end = tensor.End;
        }
    }

    private static Dictionary<string, JsonElement> Members(JsonElement element, string place)
    {
        ThrowIfNot(JsonValueKind.Object, element, place);
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in element.EnumerateObject())
        {
            var name = member.Name;
            if (!members.TryAdd(name, member.Value))
            {
                throw new InvalidDataException($"\"{name}\" stands twice in {place}.");
            }
        }

        return members;
    }

    private static long[] Naturals(JsonElement element, string place)
    {
        ThrowIfNot(JsonValueKind.Array, element, place);
        return [.. element.EnumerateArray().Select(Natural)];

        long Natural(JsonElement item)
        {
            ThrowIfNot(JsonValueKind.Number, item, place);
            return item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw new InvalidDataException($"{place} must hold whole numbers, 0 or more, but has {item.GetRawText()}.");
        }
    }

    private static string Text(JsonElement element, string place)
    {
        ThrowIfNot(JsonValueKind.String, element, place);
        return element.GetString()!;
    }

    private static void ThrowIfNot(JsonValueKind kind, JsonElement element, string place)
    {
        if (element.ValueKind != kind)
        {
            throw new InvalidDataException($"{place} must be of JSON type {kind}, but is {element.ValueKind}.");
        }
    }
}
