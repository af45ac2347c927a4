namespace RnnSimd.Benchmarks.Cases;

/// <summary>What is asked of a network.</summary>
internal enum NetworkCall
{
    /// <summary>As many calls of <c>Step</c> as there are steps.</summary>
    Step,

    /// <summary>One call of <c>Run</c>.</summary>
    Run,

    /// <summary>One call of <c>Forward</c>.</summary>
    Forward,

    /// <summary>One call of <c>Backward</c>, with the gradients of parameters and the initial state, but not of the inputs.</summary>
    Backward,

    /// <summary><see cref="Forward"/>, then <see cref="Backward"/>: a training step without its loss and its optimizer.</summary>
    Train,
}
