namespace RnnSimd;

/// <summary>What a <see cref="LayerAttribute{TCell}"/> declares, for code that meets it without knowing its cell.</summary>
internal interface ILayerDeclaration
{
    /// <summary>The cell's class.</summary>
    Type Cell { get; }

    /// <summary>The number of elements of the layer's output.</summary>
    int Units { get; }
}
