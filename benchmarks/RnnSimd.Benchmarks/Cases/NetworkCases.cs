using RnnSimd.Benchmarks.Networks;
using static RnnSimd.Benchmarks.Cases.NetworkCall;

namespace RnnSimd.Benchmarks.Cases;

/// <summary>All networks, shapes and calls that are timed: by the quick report, by the suite and beside other libraries.</summary>
internal static class NetworkCases
{
    private static readonly Lstm1To16 s_lstm1To16 = new();
    private static readonly Lstm1To32 s_lstm1To32 = new();
    private static readonly Lstm8To64 s_lstm8To64 = new();
    private static readonly Lstm32To128 s_lstm32To128 = new();
    private static readonly Lstm64To256 s_lstm64To256 = new();
    private static readonly Lstm8To64To64 s_lstm8To64To64 = new();

    /// <summary>The single step of one stream.</summary>
    public static IReadOnlyList<NetworkCase> Steps { get; } =
    [
        .. StepsOf(
            CellKind.Lstm,
            [new Lstm1To8(), s_lstm1To16, new Lstm1To20(), s_lstm1To32, new Lstm1To40(), s_lstm8To64, new Lstm16To128(), new Lstm32To256()]),
        .. StepsOf(
            CellKind.Gru,
            [new Gru1To8(), new Gru1To16(), new Gru1To20(), new Gru1To32(), new Gru1To40(), new Gru8To64(), new Gru16To128(), new Gru32To256()]),
        .. StepsOf(
            CellKind.GruResetAfter,
            [
                new GruResetAfter1To8(), new GruResetAfter1To16(), new GruResetAfter1To20(), new GruResetAfter1To32(),
                new GruResetAfter1To40(), new GruResetAfter8To64(), new GruResetAfter16To128(), new GruResetAfter32To256(),
            ]),
        .. StepsOf(
            CellKind.Elman,
            [
                new Elman1To8(), new Elman1To16(), new Elman1To20(), new Elman1To32(),
                new Elman1To40(), new Elman8To64(), new Elman16To128(), new Elman32To256(),
            ]),
    ];

    /// <summary>One stream, step by step and in one call.</summary>
    public static IReadOnlyList<NetworkCase> Sequences { get; } =
    [
        new(CellKind.Lstm, s_lstm8To64To64, Step, Steps: 1000),
        new(CellKind.Lstm, s_lstm8To64To64, Run, Steps: 1000),
        new(CellKind.Lstm, s_lstm8To64, Run, Steps: 1000),
    ];

    /// <summary>Many streams at once, with the record that training needs.</summary>
    public static IReadOnlyList<NetworkCase> Batches { get; } = [.. LstmSequences(Forward, largestBatch: 32)];

    /// <summary>Training, and the part of it that goes backwards.</summary>
    public static IReadOnlyList<NetworkCase> Trainings { get; } =
        [.. LstmSequences(Train, largestBatch: 64), .. LstmSequences(Backward, largestBatch: 64)];

    /// <summary>Training by two threads, where there are two cores.</summary>
    public static IReadOnlyList<NetworkCase> ThreadedTrainings { get; } = Environment.ProcessorCount > 1
        ? [new(CellKind.Lstm, s_lstm64To256, Train, Steps: 100, Batch: 64, Threads: 2)]
        : [];

    /// <summary>Every case, in the order of reports.</summary>
    public static IEnumerable<NetworkCase> All => [.. Steps, .. Sequences, .. Batches, .. Trainings, .. ThreadedTrainings];

    private static IEnumerable<NetworkCase> StepsOf(CellKind cell, IRecurrentNetwork<float>[] networks) =>
        networks.Select(network => new NetworkCase(cell, network, Step));

    private static NetworkCase[] LstmSequences(NetworkCall call, int largestBatch) =>
    [
        new(CellKind.Lstm, s_lstm1To16, call, Steps: 100),
        new(CellKind.Lstm, s_lstm1To32, call, Steps: 100, Batch: 16),
        new(CellKind.Lstm, s_lstm8To64, call, Steps: 100, Batch: 32),
        new(CellKind.Lstm, s_lstm32To128, call, Steps: 100, Batch: 32),
        new(CellKind.Lstm, s_lstm64To256, call, Steps: 100, Batch: largestBatch),
    ];
}
