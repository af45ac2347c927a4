using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Gives the values of a row their places, one behind the other.</summary>
internal sealed class SlotAllocator(Place place)
{
    private readonly List<Slot> _slots = [];
    private int _end;

    public Location Allocate(string name, int length)
    {
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

    public RowLayout ToLayout() => new(_slots.ToEquatableArray(), _end);
}
