using RnnSimd.Cells;
using RnnSimd.Tests.Networks.UserCells;

namespace RnnSimd.Tests.Networks.OneHot;

[RecurrentNetwork(InputSize = 7, Precision = Precision.Double), Layer<Lstm>(20)]
internal sealed partial class TokensOfLstm;

[RecurrentNetwork(InputSize = 7), Layer<Lstm>(20)]
internal sealed partial class TokensOfLstmSingle;

[RecurrentNetwork(InputSize = 5, Precision = Precision.Double), Layer<Gru>(13)]
internal sealed partial class TokensOfGru;

[RecurrentNetwork(InputSize = 5), Layer<Gru>(13)]
internal sealed partial class TokensOfGruSingle;

[RecurrentNetwork(InputSize = 9, Precision = Precision.Double), Layer<LayerNormLstm>(17)]
internal sealed partial class TokensLayerNorm;

[RecurrentNetwork(InputSize = 9), Layer<LayerNormLstm>(17)]
internal sealed partial class TokensLayerNormSingle;

[RecurrentNetwork(InputSize = 12, Precision = Precision.Double), Layer<Embedding>(10), Layer<Lstm>(16), Layer<DenseSoftmax>(12)]
internal sealed partial class TokensEmbedded;

[RecurrentNetwork(InputSize = 12), Layer<Embedding>(10), Layer<Lstm>(16), Layer<DenseSoftmax>(12)]
internal sealed partial class TokensEmbeddedSingle;

[RecurrentNetwork(InputSize = 11, Precision = Precision.Double), Layer<TokenTwice>(40)]
internal sealed partial class TokensTwice;

[RecurrentNetwork(InputSize = 11), Layer<TokenTwice>(40)]
internal sealed partial class TokensTwiceSingle;

[RecurrentNetwork(InputSize = 8, Precision = Precision.Double), Layer<TokenGate>(8), Layer<TokenTwice>(3)]
internal sealed partial class TokensGate;

[RecurrentNetwork(InputSize = 8), Layer<TokenGate>(8), Layer<TokenTwice>(3)]
internal sealed partial class TokensGateSingle;

[RecurrentNetwork(InputSize = 6, Precision = Precision.Double), Layer<TokenLowRank>(128)]
internal sealed partial class TokensLowRank;

[RecurrentNetwork(InputSize = 6), Layer<TokenLowRank>(128)]
internal sealed partial class TokensLowRankSingle;

[RecurrentNetwork(InputSize = 10, Precision = Precision.Double), Layer<TokenTied>(10)]
internal sealed partial class TokensTied;

[RecurrentNetwork(InputSize = 10), Layer<TokenTied>(10)]
internal sealed partial class TokensTiedSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<TokenIgnored>(2)]
internal sealed partial class TokensIgnored;

[RecurrentNetwork(InputSize = 3), Layer<TokenIgnored>(2)]
internal sealed partial class TokensIgnoredSingle;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Dense>(3)]
internal sealed partial class TokensAlone;

[RecurrentNetwork(InputSize = 1), Layer<Dense>(3)]
internal sealed partial class TokensAloneSingle;

[RecurrentNetwork(InputSize = 40), Layer<Lstm>(64), Layer<GruResetAfter>(64)]
internal sealed partial class TokensWideSingle;
