using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.Dropout;

/// <summary>Its output for ones is its mask.</summary>
[RecurrentCell]
public sealed class Dropped : Cell
{
    public const double Rate = 0.4;

    public Vector Step(Vector x) => Dropout(x, Rate);
}

/// <summary>Two masks of one vector.</summary>
[RecurrentCell]
public sealed class TwiceDropped : Cell
{
    public (Vector y, Vector first, Vector second) Step(Vector x, Vector first, Vector second)
    {
        var (a, b) = (Dropout(x, Dropped.Rate), Dropout(x, Dropped.Rate));
        return (a + b, a + 0 * first, b + 0 * second);
    }
}

/// <summary>Dropout before the loop over time and within it.</summary>
[RecurrentCell]
public sealed class DroppingElman : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * Dropout(x, 0.2) + U * Dropout(h, 0.3) + b);
}

/// <summary>One mask for three gates, another for the fourth.</summary>
[RecurrentCell]
public sealed class DroppingLstm : Cell
{
    private Matrix Wi, Wf, Wg, Wo, Ui, Uf, Ug, Uo;
    private Vector bi, bf, bg, bo;

    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var d = Dropout(h, 0.3);
        var i = Sigmoid(Wi * x + Ui * d + bi);
        var f = Sigmoid(Wf * x + Uf * d + bf);
        var g = Tanh(Wg * x + Ug * d + bg);
        var o = Sigmoid(Wo * x + Uo * Dropout(h, 0.1) + bo);
        c = f * c + i * g;
        return (o * Tanh(c), c);
    }
}

/// <summary>Dropout of sums, of negations, of what is reduced, of states that are only kept, of outputs; a matrix applied with and without it.</summary>
[RecurrentCell]
public sealed class DropoutEverywhere : Cell
{
    private Matrix W, U, V;
    private Vector b, p;

    public (Vector y, Vector h, Vector q, Vector r) Step(Vector x, Vector h, [Size(3)] Vector q, [Size(2)] Vector r)
    {
        var a = W * x + b;
        var z = Dropout(a, 0.5) * p + 0.3 * (U * h);
        var n = Tanh(Dropout(-z, 0.2) + V * Dropout(h, 0.3) + 0.5 * (U * Dropout(h, 0.3)));
        var s = Dropout(Sigmoid(z), 0.1);
        return (Dropout(s * n + a, 0.3), s * h + (1 - s) * n, Dropout(q, 0.25) + 0.1 * Sum(Dropout(n, 0.2)), Dropout(r, 0.5));
    }
}

[RecurrentNetwork(InputSize = 50)]
[Layer<Dropped>(50)]
public sealed partial class SingleMask;

[RecurrentNetwork(InputSize = 50, Precision = Precision.Double)]
[Layer<Dropped>(50)]
public sealed partial class Mask;

[RecurrentNetwork(InputSize = 50, Precision = Precision.Double)]
[Layer<Dropped>(50)]
[Layer<Dropped>(50)]
public sealed partial class TwoMasks;

[RecurrentNetwork(InputSize = 50, Precision = Precision.Double)]
[Layer<TwiceDropped>(50)]
public sealed partial class TwoMasksOfALayer;
