namespace RnnSimd.Training;

/// <summary>One number that an optimizer remembers of every parameter.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class OptimizerState<T>
    where T : unmanaged
{
    private readonly T[] _values;

    internal OptimizerState(string name, int parameterCount) => (Name, _values) = (name, new T[parameterCount]);

    /// <summary>What it is, for example <c>"velocity"</c>: the key under which to save it, unique in its optimizer.</summary>
    public string Name { get; }

    /// <summary>The values, laid out like the parameters; 0 before the first step. To restore them, copy into it.</summary>
    public Span<T> Values => _values;
}
