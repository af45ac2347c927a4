using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>An output beside the states, and larger than they are.</summary>
[RecurrentCell]
internal sealed class Readout : Cell
{
    private Matrix W, U, V;
    private Vector b;

    public (Vector y, Vector h) Step(Vector x, [Size(4)] Vector h)
    {
        h = Tanh(W * x + U * h);
        return (V * h + b, h);
    }
}

/// <summary>The output is the input; the state has no say in it.</summary>
[RecurrentCell]
internal sealed class PassThrough : Cell
{
    private Matrix W, U;

    public (Vector y, Vector h) Step(Vector x, [Size(4)] Vector h) => (x, Tanh(W * x + U * h));
}

/// <summary>The output is the state as it was before.</summary>
[RecurrentCell]
internal sealed class DelayedOutput : Cell
{
    private Matrix W, U;

    public (Vector y, Vector h) Step(Vector x, Vector h) => (h, Tanh(W * x + U * h));
}

/// <summary>The output is a parameter.</summary>
[RecurrentCell]
internal sealed class ParameterOutput : Cell
{
    private Matrix W, U;
    [Init(0.5)] private Vector answer;

    public (Vector y, Vector h) Step(Vector x, [Size(4)] Vector h) => (answer, Tanh(W * x + U * h));
}

/// <summary>The output is a number.</summary>
[RecurrentCell]
internal sealed class ConstantOutput : Cell
{
    private Matrix W, U;

    public (Scalar y, Vector h) Step(Vector x, [Size(4)] Vector h) => (1.5, Tanh(W * x + U * h));
}

/// <summary>Nothing but the input.</summary>
[RecurrentCell]
internal sealed class Identity : Cell
{
    public Vector Step(Vector x) => x;
}

/// <summary>The output of one layer is the input of the next although no memory of it is kept: a cell without states or parameters.</summary>
[RecurrentCell]
internal sealed class Memoryless : Cell
{
    public Vector Step(Vector x) => Tanh(2 * x) - Mean(x);
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Readout>(13), Layer<Readout>(5)]
internal sealed partial class ReadoutNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Readout>(13), Layer<Readout>(5)]
internal sealed partial class ReadoutNetworkSingle;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<PassThrough>(13), Layer<PassThrough>(13)]
internal sealed partial class PassThroughNetwork;

[RecurrentNetwork(InputSize = 13), Layer<PassThrough>(13), Layer<PassThrough>(13)]
internal sealed partial class PassThroughNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<DelayedOutput>(13), Layer<DelayedOutput>(5)]
internal sealed partial class DelayedOutputNetwork;

[RecurrentNetwork(InputSize = 3), Layer<DelayedOutput>(13), Layer<DelayedOutput>(5)]
internal sealed partial class DelayedOutputNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<ParameterOutput>(13), Layer<ParameterOutput>(5)]
internal sealed partial class ParameterOutputNetwork;

[RecurrentNetwork(InputSize = 3), Layer<ParameterOutput>(13), Layer<ParameterOutput>(5)]
internal sealed partial class ParameterOutputNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<ConstantOutput>(1), Layer<DelayedOutput>(5)]
internal sealed partial class ConstantOutputNetwork;

[RecurrentNetwork(InputSize = 3), Layer<ConstantOutput>(1), Layer<DelayedOutput>(5)]
internal sealed partial class ConstantOutputNetworkSingle;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<Identity>(13), Layer<Identity>(13)]
internal sealed partial class IdentityNetwork;

[RecurrentNetwork(InputSize = 13), Layer<Identity>(13), Layer<Identity>(13)]
internal sealed partial class IdentityNetworkSingle;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<Memoryless>(13), Layer<Memoryless>(13)]
internal sealed partial class MemorylessNetwork;

[RecurrentNetwork(InputSize = 13), Layer<Memoryless>(13), Layer<Memoryless>(13)]
internal sealed partial class MemorylessNetworkSingle;
