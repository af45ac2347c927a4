using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Baselines;

/// <summary>What one would write instead of a network, on the same weights and for the same call.</summary>
internal static class BaselineRows
{
    // A call of plain loops would take seconds for more.
    private const double MostMultiplyAdds = 2e9;

    /// <summary>The case's own line, then those of its baselines if it is one LSTM layer and not too large for them.</summary>
    public static IEnumerable<Row> WithBaselines(NetworkCase ours)
    {
        yield return ours.Row;
        var isOneLayer = ours.Cell == CellKind.Lstm && ours.Network.StateSize == 2 * ours.Network.OutputSize;
        if (isOneLayer && ours.Demand.MultiplyAdds < MostMultiplyAdds)
        {
            yield return TensorPrimitives(ours);
            yield return PlainLoops(ours);
        }
    }

    /// <summary>One LSTM layer as a good C# programmer writes it.</summary>
    public static Row TensorPrimitives(NetworkCase ours) => Baseline(ours, "TensorPrimitives", weights => new TensorLstm(weights));

    /// <summary>One LSTM layer as everybody writes it first.</summary>
    public static Row PlainLoops(NetworkCase ours) => Baseline(ours, "plain loops", weights => new ScalarLstm(weights));

    private static Row Baseline(NetworkCase ours, string method, Func<LstmWeights, BaselineLstm> create)
    {
        var name = $"{ours.Name}, {method}";
        return new(name, ours.Demand, Prepare, ours.Name);

        Action<int> Prepare()
        {
            var baseline = create(new(ours.Network));
            Agreement.Check(name, ours.Network, baseline);
            return NetworkCalls.Prepare(ours with { Network = baseline });
        }
    }
}
