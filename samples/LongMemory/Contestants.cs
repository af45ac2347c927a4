using RnnSimd;

namespace LongMemory;

/// <summary>All that a task is given to.</summary>
internal static class Contestants
{
    // Without gates gradients are steeper, and steps have to be smaller; most of all where nothing bounds what units hold, and they begin on the edge.
    private const double SmallestRate = 0.001;
    private const double SmallRate = 0.003;
    private const double LargeRate = 0.01;

    public static IReadOnlyList<Contestant> For(MemoryTask task, int seed) =>
    [
        new("Elman", task.Elman(seed), SmallRate),
        new("Elman, orthogonal", task.OrthogonalElman(seed), SmallRate),
        new("IRNN", task.Irnn(seed), SmallestRate),
        new("GRU", task.Gru(seed), LargeRate),
        new("GRU that lasts", Lasting(task.Gru(seed), task.Steps, seed, open: "0.bu"), LargeRate),
        new("LSTM, forget bias 0", Forgetful(task.Lstm(seed)), LargeRate),
        new("LSTM, forget bias +1", task.Lstm(seed), LargeRate),
        new("LSTM that lasts", Lasting(task.Lstm(seed), task.Steps, seed, open: "0.bi", keep: "0.bf"), LargeRate),
    ];

    // The forget bias of the cell that ships starts at 1.
    private static IRecurrentNetwork<float> Forgetful(IRecurrentNetwork<float> network)
    {
        Bias(network, "0.bf").Clear();
        return network;
    }

    /// <summary>
    /// Lets units begin with memories of all lengths n, spread evenly, in factors, up to all steps: at −ln n the gate that takes something in is open by
    /// about 1 / n, and at ln n the gate that keeps what there is, if that is another one, by about 1 − 1 / n. Tallec and Ollivier (2018).
    /// </summary>
    private static IRecurrentNetwork<float> Lasting(IRecurrentNetwork<float> network, int steps, int seed, string open, string? keep = null)
    {
        var random = new Random(seed);
        for (var unit = 0; unit < Bias(network, open).Length; unit++)
        {
            var memory = MathF.Log(steps) * random.NextSingle();
            Bias(network, open)[unit] = -memory;
            if (keep is not null)
            {
                Bias(network, keep)[unit] = memory;
            }
        }

        return network;
    }

    private static Span<float> Bias(IRecurrentNetwork<float> network, string name)
    {
        var bias = network.ParameterInfos.Single(parameter => parameter.Name == name);
        return network.Parameters.Slice(bias.Offset, bias.Count);
    }
}
