using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>A computation on rows: what to compute, where what is given stands and where results must go.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Names">The name of each value.</param>
/// <param name="Products">How products become calls.</param>
/// <param name="Phases">The phase of each value to compute.</param>
/// <param name="Given">Where a value stands that is not computed here.</param>
/// <param name="Results">Values that must stand at certain places in the end. A value can have several.</param>
/// <param name="Kept">Computed values that others read from memory later.</param>
/// <param name="FirstSlots">Values that get their slots first, in this order.</param>
/// <param name="Slots">Gives slots to values that need memory.</param>
internal sealed record RowComputation(
    LayerGraph Layer,
    EquatableArray<string> Names,
    ProductPlanner Products,
    IReadOnlyDictionary<int, Phase> Phases,
    Func<int, Location?> Given,
    IReadOnlyList<Result> Results,
    HashSet<int> Kept,
    IReadOnlyList<int> FirstSlots,
    SlotAllocator Slots);

/// <summary>A value that must stand at a certain place in the end.</summary>
/// <param name="Node">The value.</param>
/// <param name="Location">The place.</param>
/// <param name="CopiedIn">When it is copied there if it is given, not computed.</param>
internal sealed record Result(int Node, Location Location, Phase CopiedIn);
