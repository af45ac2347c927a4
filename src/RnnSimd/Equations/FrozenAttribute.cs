namespace RnnSimd.Equations;

/// <summary>Marks a parameter of a cell that keeps its initial value: it takes no part in training, its gradient is always zero.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FrozenAttribute : Attribute;
