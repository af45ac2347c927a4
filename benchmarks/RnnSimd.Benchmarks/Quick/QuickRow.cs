namespace RnnSimd.Benchmarks.Quick;

/// <summary>One line of the quick report.</summary>
/// <param name="Name">What runs, with its shape.</param>
/// <param name="Flops">Floating-point operations of one call: two per multiply-add; those of activations are not counted.</param>
/// <param name="Run">One call.</param>
/// <param name="RelativeTo">The name of an earlier row; the report prints how many times as long this one takes.</param>
internal sealed record QuickRow(string Name, double Flops, Action Run, string? RelativeTo = null);
