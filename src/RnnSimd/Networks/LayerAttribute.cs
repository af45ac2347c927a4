using RnnSimd.Equations;

namespace RnnSimd;

/// <summary>Adds a layer to a network, on top of the layers declared before it.</summary>
/// <typeparam name="TCell">The cell whose equations the layer computes: one that ships with RnnSimd or one of your own.</typeparam>
/// <param name="units">The number of elements of the layer's output, 1 or more; in equations, <see cref="Size.Units"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerAttribute<TCell>(int units) : Attribute, ILayerDeclaration
    where TCell : Cell
{
    /// <summary>The number of elements of the layer's output.</summary>
    public int Units { get; } = units;

    Type ILayerDeclaration.Cell => typeof(TCell);
}
