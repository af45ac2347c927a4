namespace RnnSimd.Benchmarks.Cases;

/// <summary>What a call cannot do without, however it is written: the model that limits are made of.</summary>
/// <remarks>
/// It leaves out what is small beside these: reading inputs, writing outputs and the tape, additions and products that belong to no matrix.
/// </remarks>
/// <param name="MultiplyAdds">Multiply-adds of the matrix products.</param>
/// <param name="WeightBytes">The size of the weights, which decides the cache that they come from.</param>
/// <param name="LoadedBytes">How much of them is read in all.</param>
/// <param name="Sigmoids">The elements that a sigmoid is computed of.</param>
/// <param name="Tanhs">The elements that a tanh is computed of.</param>
/// <param name="Threads">The threads that share the work, each on a core of its own. Every one of them reads all the weights.</param>
internal sealed record Demand(
    double MultiplyAdds, int WeightBytes = 0, double LoadedBytes = 0, double Sigmoids = 0, double Tanhs = 0, int Threads = 1)
{
    /// <summary>One after the other, on the same threads.</summary>
    public static Demand operator +(Demand a, Demand b) => new(
        a.MultiplyAdds + b.MultiplyAdds, Math.Max(a.WeightBytes, b.WeightBytes), a.LoadedBytes + b.LoadedBytes,
        a.Sigmoids + b.Sigmoids, a.Tanhs + b.Tanhs, a.Threads);

    /// <summary>The same several times.</summary>
    public static Demand operator *(int times, Demand one) => one with
    {
        MultiplyAdds = times * one.MultiplyAdds,
        LoadedBytes = times * one.LoadedBytes,
        Sigmoids = times * one.Sigmoids,
        Tanhs = times * one.Tanhs,
    };
}
