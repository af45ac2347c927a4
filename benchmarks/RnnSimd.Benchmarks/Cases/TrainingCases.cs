using RnnSimd.Benchmarks.Networks;
using static RnnSimd.Benchmarks.Cases.NetworkCall;

namespace RnnSimd.Benchmarks.Cases;

/// <summary>What training can do besides, each below the same training without it.</summary>
internal static class TrainingCases
{
    private static readonly CellKind s_forgetfulLstm = CellKind.Lstm with { Name = nameof(ForgetfulLstm) };

    private static readonly NetworkCase s_long = new(CellKind.Lstm, new Lstm8To64(), Train, Steps: 1000, Batch: 32);
    private static readonly NetworkCase s_vectors = new(CellKind.Lstm, new Lstm64To64To64(), Train, Steps: 100, Batch: 32);
    private static readonly NetworkCase s_tokens = s_vectors with { Network = new LstmTokens64To64() };
    private static readonly NetworkCase s_stack = s_vectors with { Network = new Lstm8To64To64() };
    private static readonly NetworkCase s_small = new(CellKind.Lstm, new Lstm1To16To1(), Train, Steps: 100);

    public static IReadOnlyList<Row> All { get; } =
    [
        s_long.Row,
        (s_long with { Checkpointing = true }).Row,
        s_vectors.Row,
        s_tokens.Row with { RelativeTo = s_vectors.Name },
        s_stack.Row,
        (s_stack with { Cell = s_forgetfulLstm, Network = new ForgetfulLstm8To64To64() }).Row,
        .. Epochs(s_small),
        .. Epochs(s_small with { Batch = 32 }),
        .. Epochs(s_tokens),
    ];

    private static Row[] Epochs(NetworkCase training)
    {
        var demand = EpochCalls.Batches * training.Demand;
        var loop = new Row($"{training.Cell.Name} train loop {training.Extent}", demand, () => EpochCalls.Loop(training));
        return [loop, new($"{training.Cell.Name} Trainer {training.Extent}", demand, () => EpochCalls.Trainer(training), loop.Name)];
    }
}
