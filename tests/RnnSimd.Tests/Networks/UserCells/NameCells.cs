using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>Names that are keywords of C#.</summary>
[RecurrentCell]
internal sealed class Keywords : Cell
{
    private Matrix @class, @ref;
    private Vector @namespace;
    [Init(0.5)] private Scalar @float;

    public (Vector @this, Vector @new) Step(Vector @in, Vector @this, Vector @new)
    {
        var @event = Tanh(@class * @in + @ref * @this + @namespace);
        var @for = @float * @event + @new;
        return (@event, @for);
    }
}

/// <summary>Names that emitted code uses itself, as parameters and as states.</summary>
[RecurrentCell]
internal sealed class EmittedNames : Cell
{
    private Matrix parameters, rows;
    private Vector previous, j, sum;

    public (Vector row, Vector state) Step(Vector input, Vector row, Vector state)
    {
        var a = Sigmoid(parameters * input + rows * row + previous);
        var w = Tanh(parameters * input - rows * state + j);
        var step = a * w + (1 - a) * state;
        var rowJ = step * sum + 1;
        var weights = Tanh(rowJ);
        return (a * weights, step);
    }
}

/// <summary>Names that derived equations use: of gradients and of new values.</summary>
[RecurrentCell]
internal sealed class DerivedNames : Cell
{
    private Matrix dW, W, U;
    private Vector db, b;

    public (Vector h, Vector dh) Step(Vector x, Vector h, Vector dh)
    {
        var dx = W * x + dW * x;
        var hNext = Tanh(dx + U * h + b);
        var v1 = hNext * dh;
        var dhNext = Tanh(v1 + db);
        return (hNext, dhNext);
    }
}

/// <summary>The same name, again and again.</summary>
[RecurrentCell]
internal sealed class Reassigned : Cell
{
    private Matrix W, U;

    public Vector Step(Vector x, Vector h)
    {
        var Layer0 = W * x + U * h;
        Layer0 = Tanh(Layer0);
        Layer0 = Layer0 * h + x1(Layer0);
        var Step = Layer0 - Sin(Layer0);
        return Step;

        static Vector x1(Vector x) => Cos(x);
    }
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Keywords>(13), Layer<Keywords>(5)]
internal sealed partial class KeywordsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Keywords>(13), Layer<Keywords>(5)]
internal sealed partial class KeywordsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<EmittedNames>(13), Layer<EmittedNames>(5)]
internal sealed partial class EmittedNamesNetwork;

[RecurrentNetwork(InputSize = 3), Layer<EmittedNames>(13), Layer<EmittedNames>(5)]
internal sealed partial class EmittedNamesNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<DerivedNames>(13), Layer<DerivedNames>(5)]
internal sealed partial class DerivedNamesNetwork;

[RecurrentNetwork(InputSize = 3), Layer<DerivedNames>(13), Layer<DerivedNames>(5)]
internal sealed partial class DerivedNamesNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Reassigned>(13), Layer<Reassigned>(5)]
internal sealed partial class ReassignedNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Reassigned>(13), Layer<Reassigned>(5)]
internal sealed partial class ReassignedNetworkSingle;
