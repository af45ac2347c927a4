namespace RnnSimd.Equations;

/// <summary>
/// Marks a class derived from <see cref="Cell"/> as a cell that layers can be made of. The source generator reads the equations
/// of its <c>Step</c> method, checks them and derives their gradient at compile time.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecurrentCellAttribute : Attribute;
