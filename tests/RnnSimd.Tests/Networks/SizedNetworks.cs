using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.EverySize;

/// <summary>Products, elementwise equations and reductions, all of the layer's size.</summary>
[RecurrentCell]
internal sealed class SizedCell : Cell
{
    private Matrix W, U;
    private Vector b, bias;
    [Init(1)] private Vector gain;

    public Vector Step(Vector x, Vector h)
    {
        var z = LayerNorm(W * x + U * h, gain, bias);
        return Tanh(z + b) * Softmax(h) + 0.5 * h + Mean(x);
    }
}

// Every size from 1 to 3 vectors of 512 bits and one element: 16 lanes in single precision, 8 in double.
[RecurrentNetwork(InputSize = 1), Layer<SizedCell>(1)]
internal sealed partial class Single1;

[RecurrentNetwork(InputSize = 2), Layer<SizedCell>(2)]
internal sealed partial class Single2;

[RecurrentNetwork(InputSize = 3), Layer<SizedCell>(3)]
internal sealed partial class Single3;

[RecurrentNetwork(InputSize = 4), Layer<SizedCell>(4)]
internal sealed partial class Single4;

[RecurrentNetwork(InputSize = 5), Layer<SizedCell>(5)]
internal sealed partial class Single5;

[RecurrentNetwork(InputSize = 6), Layer<SizedCell>(6)]
internal sealed partial class Single6;

[RecurrentNetwork(InputSize = 7), Layer<SizedCell>(7)]
internal sealed partial class Single7;

[RecurrentNetwork(InputSize = 8), Layer<SizedCell>(8)]
internal sealed partial class Single8;

[RecurrentNetwork(InputSize = 9), Layer<SizedCell>(9)]
internal sealed partial class Single9;

[RecurrentNetwork(InputSize = 10), Layer<SizedCell>(10)]
internal sealed partial class Single10;

[RecurrentNetwork(InputSize = 11), Layer<SizedCell>(11)]
internal sealed partial class Single11;

[RecurrentNetwork(InputSize = 12), Layer<SizedCell>(12)]
internal sealed partial class Single12;

[RecurrentNetwork(InputSize = 13), Layer<SizedCell>(13)]
internal sealed partial class Single13;

[RecurrentNetwork(InputSize = 14), Layer<SizedCell>(14)]
internal sealed partial class Single14;

[RecurrentNetwork(InputSize = 15), Layer<SizedCell>(15)]
internal sealed partial class Single15;

[RecurrentNetwork(InputSize = 16), Layer<SizedCell>(16)]
internal sealed partial class Single16;

[RecurrentNetwork(InputSize = 17), Layer<SizedCell>(17)]
internal sealed partial class Single17;

[RecurrentNetwork(InputSize = 18), Layer<SizedCell>(18)]
internal sealed partial class Single18;

[RecurrentNetwork(InputSize = 19), Layer<SizedCell>(19)]
internal sealed partial class Single19;

[RecurrentNetwork(InputSize = 20), Layer<SizedCell>(20)]
internal sealed partial class Single20;

[RecurrentNetwork(InputSize = 21), Layer<SizedCell>(21)]
internal sealed partial class Single21;

[RecurrentNetwork(InputSize = 22), Layer<SizedCell>(22)]
internal sealed partial class Single22;

[RecurrentNetwork(InputSize = 23), Layer<SizedCell>(23)]
internal sealed partial class Single23;

[RecurrentNetwork(InputSize = 24), Layer<SizedCell>(24)]
internal sealed partial class Single24;

[RecurrentNetwork(InputSize = 25), Layer<SizedCell>(25)]
internal sealed partial class Single25;

[RecurrentNetwork(InputSize = 26), Layer<SizedCell>(26)]
internal sealed partial class Single26;

[RecurrentNetwork(InputSize = 27), Layer<SizedCell>(27)]
internal sealed partial class Single27;

[RecurrentNetwork(InputSize = 28), Layer<SizedCell>(28)]
internal sealed partial class Single28;

[RecurrentNetwork(InputSize = 29), Layer<SizedCell>(29)]
internal sealed partial class Single29;

[RecurrentNetwork(InputSize = 30), Layer<SizedCell>(30)]
internal sealed partial class Single30;

[RecurrentNetwork(InputSize = 31), Layer<SizedCell>(31)]
internal sealed partial class Single31;

[RecurrentNetwork(InputSize = 32), Layer<SizedCell>(32)]
internal sealed partial class Single32;

[RecurrentNetwork(InputSize = 33), Layer<SizedCell>(33)]
internal sealed partial class Single33;

[RecurrentNetwork(InputSize = 34), Layer<SizedCell>(34)]
internal sealed partial class Single34;

[RecurrentNetwork(InputSize = 35), Layer<SizedCell>(35)]
internal sealed partial class Single35;

[RecurrentNetwork(InputSize = 36), Layer<SizedCell>(36)]
internal sealed partial class Single36;

[RecurrentNetwork(InputSize = 37), Layer<SizedCell>(37)]
internal sealed partial class Single37;

[RecurrentNetwork(InputSize = 38), Layer<SizedCell>(38)]
internal sealed partial class Single38;

[RecurrentNetwork(InputSize = 39), Layer<SizedCell>(39)]
internal sealed partial class Single39;

[RecurrentNetwork(InputSize = 40), Layer<SizedCell>(40)]
internal sealed partial class Single40;

[RecurrentNetwork(InputSize = 41), Layer<SizedCell>(41)]
internal sealed partial class Single41;

[RecurrentNetwork(InputSize = 42), Layer<SizedCell>(42)]
internal sealed partial class Single42;

[RecurrentNetwork(InputSize = 43), Layer<SizedCell>(43)]
internal sealed partial class Single43;

[RecurrentNetwork(InputSize = 44), Layer<SizedCell>(44)]
internal sealed partial class Single44;

[RecurrentNetwork(InputSize = 45), Layer<SizedCell>(45)]
internal sealed partial class Single45;

[RecurrentNetwork(InputSize = 46), Layer<SizedCell>(46)]
internal sealed partial class Single46;

[RecurrentNetwork(InputSize = 47), Layer<SizedCell>(47)]
internal sealed partial class Single47;

[RecurrentNetwork(InputSize = 48), Layer<SizedCell>(48)]
internal sealed partial class Single48;

[RecurrentNetwork(InputSize = 49), Layer<SizedCell>(49)]
internal sealed partial class Single49;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<SizedCell>(1)]
internal sealed partial class Double1;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double), Layer<SizedCell>(2)]
internal sealed partial class Double2;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<SizedCell>(3)]
internal sealed partial class Double3;

[RecurrentNetwork(InputSize = 4, Precision = Precision.Double), Layer<SizedCell>(4)]
internal sealed partial class Double4;

[RecurrentNetwork(InputSize = 5, Precision = Precision.Double), Layer<SizedCell>(5)]
internal sealed partial class Double5;

[RecurrentNetwork(InputSize = 6, Precision = Precision.Double), Layer<SizedCell>(6)]
internal sealed partial class Double6;

[RecurrentNetwork(InputSize = 7, Precision = Precision.Double), Layer<SizedCell>(7)]
internal sealed partial class Double7;

[RecurrentNetwork(InputSize = 8, Precision = Precision.Double), Layer<SizedCell>(8)]
internal sealed partial class Double8;

[RecurrentNetwork(InputSize = 9, Precision = Precision.Double), Layer<SizedCell>(9)]
internal sealed partial class Double9;

[RecurrentNetwork(InputSize = 10, Precision = Precision.Double), Layer<SizedCell>(10)]
internal sealed partial class Double10;

[RecurrentNetwork(InputSize = 11, Precision = Precision.Double), Layer<SizedCell>(11)]
internal sealed partial class Double11;

[RecurrentNetwork(InputSize = 12, Precision = Precision.Double), Layer<SizedCell>(12)]
internal sealed partial class Double12;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<SizedCell>(13)]
internal sealed partial class Double13;

[RecurrentNetwork(InputSize = 14, Precision = Precision.Double), Layer<SizedCell>(14)]
internal sealed partial class Double14;

[RecurrentNetwork(InputSize = 15, Precision = Precision.Double), Layer<SizedCell>(15)]
internal sealed partial class Double15;

[RecurrentNetwork(InputSize = 16, Precision = Precision.Double), Layer<SizedCell>(16)]
internal sealed partial class Double16;

[RecurrentNetwork(InputSize = 17, Precision = Precision.Double), Layer<SizedCell>(17)]
internal sealed partial class Double17;

[RecurrentNetwork(InputSize = 18, Precision = Precision.Double), Layer<SizedCell>(18)]
internal sealed partial class Double18;

[RecurrentNetwork(InputSize = 19, Precision = Precision.Double), Layer<SizedCell>(19)]
internal sealed partial class Double19;

[RecurrentNetwork(InputSize = 20, Precision = Precision.Double), Layer<SizedCell>(20)]
internal sealed partial class Double20;

[RecurrentNetwork(InputSize = 21, Precision = Precision.Double), Layer<SizedCell>(21)]
internal sealed partial class Double21;

[RecurrentNetwork(InputSize = 22, Precision = Precision.Double), Layer<SizedCell>(22)]
internal sealed partial class Double22;

[RecurrentNetwork(InputSize = 23, Precision = Precision.Double), Layer<SizedCell>(23)]
internal sealed partial class Double23;

[RecurrentNetwork(InputSize = 24, Precision = Precision.Double), Layer<SizedCell>(24)]
internal sealed partial class Double24;

[RecurrentNetwork(InputSize = 25, Precision = Precision.Double), Layer<SizedCell>(25)]
internal sealed partial class Double25;
