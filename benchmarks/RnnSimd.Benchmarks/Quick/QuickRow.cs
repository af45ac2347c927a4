namespace RnnSimd.Benchmarks.Quick;

/// <summary>One line of the quick report.</summary>
/// <param name="Name">What runs, with its shape.</param>
/// <param name="Flops">Floating-point operations of one call: two per multiply-add; those of activations are not counted.</param>
/// <param name="Run">One call.</param>
/// <param name="RelativeTo">The name of an earlier row; the report prints how many times as long this one takes.</param>
/// <param name="Demand">What else a call cannot do without, if that is known.</param>
internal sealed record QuickRow(string Name, double Flops, Action Run, string? RelativeTo = null, Demand? Demand = null);

/// <summary>What a call of a network cannot do without, besides its multiply-adds.</summary>
/// <param name="WeightBytes">The size of the weights.</param>
/// <param name="Passes">How often they are read: once for each time step.</param>
/// <param name="Activations">The number of elements that an activation is computed of.</param>
internal sealed record Demand(int WeightBytes, int Passes, double Activations);
