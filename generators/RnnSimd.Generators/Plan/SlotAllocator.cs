using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Gives the values of a row their places, one behind the other. Values of whole 512-bit vectors start where a vector starts, and then
/// so does the next row: what crosses a cache line costs two accesses.
/// </summary>
internal sealed class SlotAllocator(Place place)
{
    // The lanes of the widest vector.
    private const int Lanes = 16;

    private readonly List<Slot> _slots = [];
    private int _end;
    private int _alignment = 1;

    public Location Allocate(string name, int length)
    {
        if (length % Lanes == 0)
        {
            _alignment = Lanes;
            _end = Aligned(_end);
        }

        var location = new Location(place, _end);
        _slots.Add(new(name, _end, length));
        _end += length;
        return location;
    }

    /// <summary>Adds the name of a second value that takes over a place once the first is no longer needed.</summary>
    public void Share(Location location, string name)
    {
        var index = _slots.FindIndex(slot => slot.Offset == location.Offset);
        _slots[index] = _slots[index] with { Name = $"{_slots[index].Name}, then {name}" };
    }

    public RowLayout ToLayout() => new(_slots.ToEquatableArray(), Aligned(_end));

    private int Aligned(int offset) => (offset + _alignment - 1) / _alignment * _alignment;
}
