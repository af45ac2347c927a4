namespace RnnSimd.Generators.Tests.Plan;

/// <summary>Memory that knows which of its elements have been written, and has no others.</summary>
internal sealed class Memory(string name, int size)
{
    private readonly double?[] _elements = new double?[size];

    public double this[int index]
    {
        get => At(index) ?? throw new InvalidOperationException($"{name}[{index}] is read before it is written.");
        set
        {
            _ = At(index);
            _elements[index] = value;
        }
    }

    public void Write(int offset, IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            this[offset + i] = values[i];
        }
    }

    public double[] Read(int offset, int length) => [.. Enumerable.Range(offset, length).Select(i => this[i])];

    private double? At(int index) => index >= 0 && index < size
        ? _elements[index]
        : throw new InvalidOperationException($"{name} has {size} elements and none at {index}.");
}

/// <summary>A place in memory: what an offset of 0 means.</summary>
internal readonly record struct Origin(Memory Memory, int Offset)
{
    public double this[int index]
    {
        get => Memory[Offset + index];
        set => Memory[Offset + index] = value;
    }
}
