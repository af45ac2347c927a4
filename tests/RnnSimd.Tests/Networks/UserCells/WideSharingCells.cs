using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>The recurrent matrix of a sum that starts with the input, once more on what comes of it.</summary>
[RecurrentCell]
internal sealed class RecurrentMatrixAgain : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var m = Tanh(W * x + b + U * h);
        return 0.5 * m + 0.1 * Tanh(U * m);
    }
}

/// <summary>The input's matrix of such a sum, once more on what comes of it.</summary>
[RecurrentCell]
internal sealed class InputMatrixAgain : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var m = Tanh(W * x + b + U * h);
        return 0.5 * m + 0.1 * Tanh(W * (Mean(m) * x));
    }
}

/// <summary>One matrix for two states, in one sum that starts with the input.</summary>
[RecurrentCell]
internal sealed class OneMatrixForTwoStates : Cell
{
    private Matrix W, U;
    private Vector b;

    public (Vector h, Vector p) Step(Vector x, Vector h, Vector p) => (Tanh(W * x + b + U * h + U * p), 0.5 * h);
}

// So wide that their weights stand in panels.
[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<RecurrentMatrixAgain>(128)]
internal sealed partial class RecurrentMatrixAgainNetwork;

[RecurrentNetwork(InputSize = 3), Layer<RecurrentMatrixAgain>(128)]
internal sealed partial class RecurrentMatrixAgainNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<InputMatrixAgain>(128)]
internal sealed partial class InputMatrixAgainNetwork;

[RecurrentNetwork(InputSize = 3), Layer<InputMatrixAgain>(128)]
internal sealed partial class InputMatrixAgainNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<OneMatrixForTwoStates>(128)]
internal sealed partial class OneMatrixForTwoStatesNetwork;

[RecurrentNetwork(InputSize = 3), Layer<OneMatrixForTwoStates>(128)]
internal sealed partial class OneMatrixForTwoStatesNetworkSingle;
