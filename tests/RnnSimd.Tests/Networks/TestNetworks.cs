namespace RnnSimd.Tests.Networks;

/// <summary>The networks of these tests: every shipped cell in both precisions, sizes around the vector widths, and stacks.</summary>
internal static class TestNetworks
{
    public static TheoryData<string> Single => [.. Singles.Keys];

    public static TheoryData<string> Double => [.. Doubles.Keys];

    public static Dictionary<string, Func<int, IRecurrentNetwork<float>>> Singles { get; } = new()
    {
        [nameof(Elman5To20Single)] = seed => new Elman5To20Single(seed),
        [nameof(ReluElman5To20Single)] = seed => new ReluElman5To20Single(seed),
        [nameof(Lstm5To20Single)] = seed => new Lstm5To20Single(seed),
        [nameof(Gru5To20Single)] = seed => new Gru5To20Single(seed),
        [nameof(GruResetAfter5To20Single)] = seed => new GruResetAfter5To20Single(seed),
        [nameof(PeepholeLstm5To20Single)] = seed => new PeepholeLstm5To20Single(seed),
        [nameof(CoupledLstm5To20Single)] = seed => new CoupledLstm5To20Single(seed),
        [nameof(MinimalGatedUnit5To20Single)] = seed => new MinimalGatedUnit5To20Single(seed),
        [nameof(IndRnn5To20Single)] = seed => new IndRnn5To20Single(seed),
        [nameof(LayerNormLstm5To20Single)] = seed => new LayerNormLstm5To20Single(seed),
        [nameof(LayerNormGru5To20Single)] = seed => new LayerNormGru5To20Single(seed),
        [nameof(MinGru5To20Single)] = seed => new MinGru5To20Single(seed),
        [nameof(SLstm5To20Single)] = seed => new SLstm5To20Single(seed),
        [nameof(Dense5To20Single)] = seed => new Dense5To20Single(seed),
        [nameof(DenseTanh5To20Single)] = seed => new DenseTanh5To20Single(seed),
        [nameof(DenseSoftmax5To20Single)] = seed => new DenseSoftmax5To20Single(seed),
        [nameof(Lstm2To1Single)] = seed => new Lstm2To1Single(seed),
        [nameof(Lstm2To2Single)] = seed => new Lstm2To2Single(seed),
        [nameof(Lstm2To3Single)] = seed => new Lstm2To3Single(seed),
        [nameof(Lstm2To4Single)] = seed => new Lstm2To4Single(seed),
        [nameof(Lstm2To5Single)] = seed => new Lstm2To5Single(seed),
        [nameof(Lstm2To8Single)] = seed => new Lstm2To8Single(seed),
        [nameof(Lstm2To16Single)] = seed => new Lstm2To16Single(seed),
        [nameof(Lstm2To17Single)] = seed => new Lstm2To17Single(seed),
        [nameof(Lstm2To32Single)] = seed => new Lstm2To32Single(seed),
        [nameof(Lstm2To33Single)] = seed => new Lstm2To33Single(seed),
        [nameof(Lstm2To64Single)] = seed => new Lstm2To64Single(seed),
        [nameof(Gru1To33Single)] = seed => new Gru1To33Single(seed),
        [nameof(Lstm4To257Single)] = seed => new Lstm4To257Single(seed),
        [nameof(StackedSingle)] = seed => new StackedSingle(seed),
        [nameof(WideStackSingle)] = seed => new WideStackSingle(seed),
    };

    public static Dictionary<string, Func<int, IRecurrentNetwork<double>>> Doubles { get; } = new()
    {
        [nameof(Elman3To13)] = seed => new Elman3To13(seed),
        [nameof(ReluElman3To13)] = seed => new ReluElman3To13(seed),
        [nameof(Lstm3To13)] = seed => new Lstm3To13(seed),
        [nameof(Gru3To13)] = seed => new Gru3To13(seed),
        [nameof(GruResetAfter3To13)] = seed => new GruResetAfter3To13(seed),
        [nameof(PeepholeLstm3To13)] = seed => new PeepholeLstm3To13(seed),
        [nameof(CoupledLstm3To13)] = seed => new CoupledLstm3To13(seed),
        [nameof(MinimalGatedUnit3To13)] = seed => new MinimalGatedUnit3To13(seed),
        [nameof(IndRnn3To13)] = seed => new IndRnn3To13(seed),
        [nameof(LayerNormLstm3To13)] = seed => new LayerNormLstm3To13(seed),
        [nameof(LayerNormGru3To13)] = seed => new LayerNormGru3To13(seed),
        [nameof(MinGru3To13)] = seed => new MinGru3To13(seed),
        [nameof(SLstm3To13)] = seed => new SLstm3To13(seed),
        [nameof(Dense3To13)] = seed => new Dense3To13(seed),
        [nameof(DenseTanh3To13)] = seed => new DenseTanh3To13(seed),
        [nameof(DenseSoftmax3To13)] = seed => new DenseSoftmax3To13(seed),
        [nameof(Lstm2To1)] = seed => new Lstm2To1(seed),
        [nameof(Lstm2To2)] = seed => new Lstm2To2(seed),
        [nameof(Lstm2To3)] = seed => new Lstm2To3(seed),
        [nameof(Lstm2To4)] = seed => new Lstm2To4(seed),
        [nameof(Lstm2To5)] = seed => new Lstm2To5(seed),
        [nameof(Lstm2To8)] = seed => new Lstm2To8(seed),
        [nameof(Lstm2To16)] = seed => new Lstm2To16(seed),
        [nameof(Lstm2To17)] = seed => new Lstm2To17(seed),
        [nameof(Lstm2To32)] = seed => new Lstm2To32(seed),
        [nameof(Lstm2To33)] = seed => new Lstm2To33(seed),
        [nameof(Lstm2To64)] = seed => new Lstm2To64(seed),
        [nameof(Stacked)] = seed => new Stacked(seed),
    };
}
