using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>A second state of another size than the layer's.</summary>
[RecurrentCell]
internal sealed class SmallMemory : Cell
{
    private Matrix W, U, A, V, P, R;

    public (Vector h, Vector q) Step(Vector x, Vector h, [Size(3)] Vector q)
    {
        var next = Tanh(V * x + P * q + R * h);
        return (Tanh(W * x + U * h + A * q), next);
    }
}

/// <summary>A state that becomes the input.</summary>
[RecurrentCell]
internal sealed class InputDelay : Cell
{
    private Matrix W, U;

    public (Vector h, Vector last) Step(Vector x, Vector h, [Size(Size.Inputs)] Vector last) =>
        (Tanh(W * (x - last) + U * h), x);
}

/// <summary>Two states exchange their values; neither the input nor any parameter has a part in it.</summary>
[RecurrentCell]
internal sealed class Swap : Cell
{
    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c) => (c, h);
}

/// <summary>Three states move up by one, and the last takes in the input.</summary>
[RecurrentCell]
internal sealed class Rotation : Cell
{
    private Matrix W, U;

    public (Vector a, Vector b, Vector c) Step(Vector x, Vector a, Vector b, Vector c) => (b, c, Tanh(W * x + U * b) - a);
}

/// <summary>The states come back in another order than they went in, so the output is the second.</summary>
[RecurrentCell]
internal sealed class Reordered : Cell
{
    private Matrix W, U;

    public (Vector c, Vector h) Step(Vector x, Vector h, Vector c) => (Sigmoid(U * h + c), Tanh(W * x + U * c));
}

/// <summary>A state that never changes: a bias of each stream's own.</summary>
[RecurrentCell]
internal sealed class Conditioned : Cell
{
    private Matrix W, U;

    public (Vector h, Vector condition) Step(Vector x, Vector h, Vector condition) => (Tanh(W * x + U * h + condition), condition);
}

/// <summary>A state that nothing reads.</summary>
[RecurrentCell]
internal sealed class Unread : Cell
{
    private Matrix W, U;

    public (Vector h, Vector unread) Step(Vector x, Vector h, [Size(4)] Vector unread)
    {
        var n = Tanh(W * x + U * h);
        return (n, Trace * x + 1);
    }

    [Size(4, Size.Inputs)] private Matrix Trace;
}

/// <summary>One vector is the new value of two states.</summary>
[RecurrentCell]
internal sealed class TwoOfOne : Cell
{
    private Matrix W, U;

    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var n = Tanh(W * x + U * (h * c));
        return (n, n);
    }
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<SmallMemory>(13), Layer<SmallMemory>(5)]
internal sealed partial class SmallMemoryNetwork;

[RecurrentNetwork(InputSize = 3), Layer<SmallMemory>(13), Layer<SmallMemory>(5)]
internal sealed partial class SmallMemoryNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<InputDelay>(13), Layer<InputDelay>(5)]
internal sealed partial class InputDelayNetwork;

[RecurrentNetwork(InputSize = 3), Layer<InputDelay>(13), Layer<InputDelay>(5)]
internal sealed partial class InputDelayNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Swap>(13), Layer<Swap>(5)]
internal sealed partial class SwapNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Swap>(13), Layer<Swap>(5)]
internal sealed partial class SwapNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Rotation>(13), Layer<Rotation>(5)]
internal sealed partial class RotationNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Rotation>(13), Layer<Rotation>(5)]
internal sealed partial class RotationNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Reordered>(13), Layer<Reordered>(5)]
internal sealed partial class ReorderedNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Reordered>(13), Layer<Reordered>(5)]
internal sealed partial class ReorderedNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Conditioned>(13), Layer<Conditioned>(5)]
internal sealed partial class ConditionedNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Conditioned>(13), Layer<Conditioned>(5)]
internal sealed partial class ConditionedNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Unread>(13), Layer<Unread>(5)]
internal sealed partial class UnreadNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Unread>(13), Layer<Unread>(5)]
internal sealed partial class UnreadNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<TwoOfOne>(13), Layer<TwoOfOne>(5)]
internal sealed partial class TwoOfOneNetwork;

[RecurrentNetwork(InputSize = 3), Layer<TwoOfOne>(13), Layer<TwoOfOne>(5)]
internal sealed partial class TwoOfOneNetworkSingle;
