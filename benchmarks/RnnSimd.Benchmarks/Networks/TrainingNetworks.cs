using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Benchmarks.Networks;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(16)]
[Layer<Dense>(1)]
internal sealed partial class Lstm1To16To1;

[RecurrentNetwork(InputSize = 64)]
[Layer<Lstm>(64)]
[Layer<Dense>(64)]
internal sealed partial class Lstm64To64To64;

[RecurrentNetwork(Vocabulary = 64)]
[Layer<Lstm>(64)]
[Layer<Dense>(64)]
internal sealed partial class LstmTokens64To64;

/// <summary>As <see cref="Lstm8To64To64"/>, but training drops some of what the layers remember and of what goes from one to the other.</summary>
[RecurrentNetwork(InputSize = 8)]
[Layer<ForgetfulLstm>(64)]
[Layer<Halved>(64)]
[Layer<ForgetfulLstm>(64)]
internal sealed partial class ForgetfulLstm8To64To64;

/// <summary>An <see cref="Lstm"/> that drops elements of its last output before it goes to the gates.</summary>
[RecurrentCell]
internal sealed class ForgetfulLstm : Cell
{
    private Matrix Wi, Wf, Wg, Wo;
    private Matrix Ui, Uf, Ug, Uo;
    private Vector bi;
    [Init(1)] private Vector bf;
    private Vector bg, bo;

    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var kept = Dropout(h, 0.25);
        var i = Sigmoid(Wi * x + Ui * kept + bi);
        var f = Sigmoid(Wf * x + Uf * kept + bf);
        var g = Tanh(Wg * x + Ug * kept + bg);
        var o = Sigmoid(Wo * x + Uo * kept + bo);
        c = f * c + i * g;
        return (o * Tanh(c), c);
    }
}

/// <summary>Between layers: drops every other element.</summary>
[RecurrentCell]
internal sealed class Halved : Cell
{
    public Vector Step(Vector x) => Dropout(x, 0.5);
}
