namespace RnnSimd.Generators.Plan;

/// <summary>Memory that kernels read and write. Each is a row of one stream at one time step, but for the parameters.</summary>
internal enum Place
{
    /// <summary>The network's parameters.</summary>
    Parameters,

    /// <summary>Transposed copies of matrices, made once for each backward pass.</summary>
    Transposed,

    /// <summary>The masks of dropout: a row for each stream, the same at every step.</summary>
    Masks,

    /// <summary>The layer's input.</summary>
    Input,

    /// <summary>The states before the step: the row of the step before, or in a single step the caller's state.</summary>
    Previous,

    /// <summary>The row of this step.</summary>
    Row,

    /// <summary>The gradients of this step's values.</summary>
    Gradient,

    /// <summary>The gradients of the step before, to which those of the old states belong.</summary>
    PreviousGradient,

    /// <summary>Where the gradient of the layer's input goes.</summary>
    InputGradient,
}

/// <summary>A place in a row: its elements start at <see cref="Offset"/>.</summary>
internal readonly record struct Location(Place Place, int Offset)
{
    public override string ToString() => $"{Place}+{Offset}";
}
