using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>Two matrices on the token, one of them twice, and a sum that starts with neither bias nor state.</summary>
[RecurrentCell]
internal sealed class TokenTwice : Cell
{
    private Matrix V, W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + V * x + U * h) * Sigmoid(W * x + b);
}

/// <summary>What a matrix makes of the token gates the state before another is applied to it.</summary>
[RecurrentCell]
internal sealed class TokenGate : Cell
{
    private Matrix V, W, U;
    private Vector b, c;

    public Vector Step(Vector x, Vector h) => Tanh(V * x + b + U * (Sigmoid(W * x + c) * h));
}

/// <summary>A small matrix on the token and a large one on the product, beside one on the token itself.</summary>
[RecurrentCell]
internal sealed class TokenLowRank : Cell
{
    private Matrix A, W, U;
    [Size(3, Size.Inputs)] private Matrix B;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + b + A * (B * x) + U * h);
}

/// <summary>One matrix for the token and the state, and a matrix that is not trained.</summary>
[RecurrentCell]
internal sealed class TokenTied : Cell
{
    private Matrix M;
    [Frozen] private Matrix F;

    public (Vector y, Vector h) Step(Vector x, Vector h)
    {
        h = Tanh(M * x - 0.5 * (M * h) + F * x);
        return (M * h, h);
    }
}

/// <summary>Listens to nothing but its state.</summary>
[RecurrentCell]
internal sealed class TokenIgnored : Cell
{
    private Matrix U;

    public Vector Step(Vector x, Vector h) => Tanh(U * h);
}

[RecurrentNetwork(Vocabulary = 7, Precision = Precision.Double), Layer<Lstm>(20)]
internal sealed partial class TokensOfLstm;

[RecurrentNetwork(Vocabulary = 7), Layer<Lstm>(20)]
internal sealed partial class TokensOfLstmSingle;

[RecurrentNetwork(Vocabulary = 5, Precision = Precision.Double), Layer<Gru>(13)]
internal sealed partial class TokensOfGru;

[RecurrentNetwork(Vocabulary = 5), Layer<Gru>(13)]
internal sealed partial class TokensOfGruSingle;

[RecurrentNetwork(Vocabulary = 9, Precision = Precision.Double), Layer<LayerNormLstm>(17)]
internal sealed partial class TokensLayerNorm;

[RecurrentNetwork(Vocabulary = 9), Layer<LayerNormLstm>(17)]
internal sealed partial class TokensLayerNormSingle;

[RecurrentNetwork(Vocabulary = 12, Precision = Precision.Double), Layer<Embedding>(10), Layer<Lstm>(16), Layer<DenseSoftmax>(12)]
internal sealed partial class TokensEmbedded;

[RecurrentNetwork(Vocabulary = 12), Layer<Embedding>(10), Layer<Lstm>(16), Layer<DenseSoftmax>(12)]
internal sealed partial class TokensEmbeddedSingle;

[RecurrentNetwork(Vocabulary = 11, Precision = Precision.Double), Layer<TokenTwice>(40)]
internal sealed partial class TokensTwice;

[RecurrentNetwork(Vocabulary = 11), Layer<TokenTwice>(40)]
internal sealed partial class TokensTwiceSingle;

[RecurrentNetwork(Vocabulary = 8, Precision = Precision.Double), Layer<TokenGate>(8), Layer<TokenTwice>(3)]
internal sealed partial class TokensGate;

[RecurrentNetwork(Vocabulary = 8), Layer<TokenGate>(8), Layer<TokenTwice>(3)]
internal sealed partial class TokensGateSingle;

[RecurrentNetwork(Vocabulary = 6, Precision = Precision.Double), Layer<TokenLowRank>(128)]
internal sealed partial class TokensLowRank;

[RecurrentNetwork(Vocabulary = 6), Layer<TokenLowRank>(128)]
internal sealed partial class TokensLowRankSingle;

[RecurrentNetwork(Vocabulary = 10, Precision = Precision.Double), Layer<TokenTied>(10)]
internal sealed partial class TokensTied;

[RecurrentNetwork(Vocabulary = 10), Layer<TokenTied>(10)]
internal sealed partial class TokensTiedSingle;

[RecurrentNetwork(Vocabulary = 3, Precision = Precision.Double), Layer<TokenIgnored>(2)]
internal sealed partial class TokensIgnored;

[RecurrentNetwork(Vocabulary = 3), Layer<TokenIgnored>(2)]
internal sealed partial class TokensIgnoredSingle;

[RecurrentNetwork(Vocabulary = 1, Precision = Precision.Double), Layer<Dense>(3)]
internal sealed partial class TokensAlone;

[RecurrentNetwork(Vocabulary = 1), Layer<Dense>(3)]
internal sealed partial class TokensAloneSingle;

// Both layers stream their weights and have panels of them.
[RecurrentNetwork(Vocabulary = 40), Layer<Lstm>(64), Layer<GruResetAfter>(64)]
internal sealed partial class TokensWideSingle;
