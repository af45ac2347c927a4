using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>The cases that other libraries can do as well: one LSTM layer.</summary>
internal static class ComparedCases
{
    /// <summary>The single step of one stream.</summary>
    public static IReadOnlyList<NetworkCase> Steps { get; } = [.. NetworkCases.Steps.Where(one => one.Cell == CellKind.Lstm)];

    /// <summary>Whole sequences forwards, without the record that training needs: one stream at the sizes above, then batches.</summary>
    public static IReadOnlyList<NetworkCase> Sequences { get; } =
    [
        .. Steps.Select(one => one with { Call = NetworkCall.Run, Steps = 100 }),
        .. NetworkCases.Batches.Where(one => one.Batch > 1).Select(one => one with { Call = NetworkCall.Run }),
    ];

    /// <summary>Whole sequences forwards and backwards.</summary>
    public static IReadOnlyList<NetworkCase> Trainings { get; } = [.. NetworkCases.Trainings.Where(one => one.Call == NetworkCall.Train)];

    public static IReadOnlyList<NetworkCase> All { get; } = [.. Steps, .. Sequences, .. Trainings];
}
