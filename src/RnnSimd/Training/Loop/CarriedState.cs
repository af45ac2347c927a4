namespace RnnSimd.Training;

/// <summary>A copy of what an objective goes on from in the middle of a batch: <see cref="Objective{T}.Carried"/>.</summary>
internal sealed class CarriedState<T>
{
    private T[] _elements = [];
    private int _length;

    /// <summary>The copy.</summary>
    public ReadOnlySpan<T> Elements => _elements.AsSpan(0, _length);

    /// <summary>Copies what there is now.</summary>
    public void Set(ReadOnlySpan<T> elements) => elements.CopyTo(Memory.Sized(ref _elements, _length = elements.Length));
}
