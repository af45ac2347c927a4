using RnnSimd.Cells;

namespace RnnSimd.Tests.Networks;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Elman>(13)]
internal sealed partial class Elman3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<Elman>(20)]
internal sealed partial class Elman5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<ReluElman>(13)]
internal sealed partial class ReluElman3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<ReluElman>(20)]
internal sealed partial class ReluElman5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Lstm>(13)]
internal sealed partial class Lstm3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<Lstm>(20)]
internal sealed partial class Lstm5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Gru>(13)]
internal sealed partial class Gru3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<Gru>(20)]
internal sealed partial class Gru5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<GruResetAfter>(13)]
internal sealed partial class GruResetAfter3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<GruResetAfter>(20)]
internal sealed partial class GruResetAfter5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<PeepholeLstm>(13)]
internal sealed partial class PeepholeLstm3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<PeepholeLstm>(20)]
internal sealed partial class PeepholeLstm5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<CoupledLstm>(13)]
internal sealed partial class CoupledLstm3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<CoupledLstm>(20)]
internal sealed partial class CoupledLstm5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<MinimalGatedUnit>(13)]
internal sealed partial class MinimalGatedUnit3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<MinimalGatedUnit>(20)]
internal sealed partial class MinimalGatedUnit5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<IndRnn>(13)]
internal sealed partial class IndRnn3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<IndRnn>(20)]
internal sealed partial class IndRnn5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<LayerNormLstm>(13)]
internal sealed partial class LayerNormLstm3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<LayerNormLstm>(20)]
internal sealed partial class LayerNormLstm5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<LayerNormGru>(13)]
internal sealed partial class LayerNormGru3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<LayerNormGru>(20)]
internal sealed partial class LayerNormGru5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<MinGru>(13)]
internal sealed partial class MinGru3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<MinGru>(20)]
internal sealed partial class MinGru5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<SLstm>(13)]
internal sealed partial class SLstm3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<SLstm>(20)]
internal sealed partial class SLstm5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Dense>(13)]
internal sealed partial class Dense3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<Dense>(20)]
internal sealed partial class Dense5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<DenseTanh>(13)]
internal sealed partial class DenseTanh3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<DenseTanh>(20)]
internal sealed partial class DenseTanh5To20Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<DenseSoftmax>(13)]
internal sealed partial class DenseSoftmax3To13;

[RecurrentNetwork(InputSize = 5)]
[Layer<DenseSoftmax>(20)]
internal sealed partial class DenseSoftmax5To20Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(1)]
internal sealed partial class Lstm2To1;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(1)]
internal sealed partial class Lstm2To1Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(2)]
internal sealed partial class Lstm2To2;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(2)]
internal sealed partial class Lstm2To2Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(3)]
internal sealed partial class Lstm2To3;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(3)]
internal sealed partial class Lstm2To3Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(4)]
internal sealed partial class Lstm2To4;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(4)]
internal sealed partial class Lstm2To4Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(5)]
internal sealed partial class Lstm2To5;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(5)]
internal sealed partial class Lstm2To5Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(8)]
internal sealed partial class Lstm2To8;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(8)]
internal sealed partial class Lstm2To8Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(16)]
internal sealed partial class Lstm2To16;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(16)]
internal sealed partial class Lstm2To16Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(17)]
internal sealed partial class Lstm2To17;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(17)]
internal sealed partial class Lstm2To17Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(32)]
internal sealed partial class Lstm2To32;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(32)]
internal sealed partial class Lstm2To32Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(33)]
internal sealed partial class Lstm2To33;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(33)]
internal sealed partial class Lstm2To33Single;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Lstm>(64)]
internal sealed partial class Lstm2To64;

[RecurrentNetwork(InputSize = 2)]
[Layer<Lstm>(64)]
internal sealed partial class Lstm2To64Single;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(33)]
internal sealed partial class Gru1To33Single;

[RecurrentNetwork(InputSize = 4)]
[Layer<Lstm>(257)]
internal sealed partial class Lstm4To257Single;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Lstm>(9)]
[Layer<Gru>(20)]
[Layer<DenseTanh>(6)]
[Layer<GruResetAfter>(5)]
[Layer<Dense>(2)]
internal sealed partial class Stacked;

[RecurrentNetwork(InputSize = 3)]
[Layer<Lstm>(9)]
[Layer<Gru>(20)]
[Layer<DenseTanh>(6)]
[Layer<GruResetAfter>(5)]
[Layer<Dense>(2)]
internal sealed partial class StackedSingle;

/// <summary>Two layers whose weights stream: one stream is run layer by layer.</summary>
[RecurrentNetwork(InputSize = 8)]
[Layer<Lstm>(64)]
[Layer<Lstm>(64)]
internal sealed partial class WideStackSingle;
