using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Training;

namespace LongMemory;

/// <summary>
/// The copy task, after Hochreiter and Schmidhuber (1997): a few symbols, many steps of nothing, a signal; then the symbols are to be said again, in their
/// order. Only what is said then counts.
/// </summary>
internal sealed class CopyTask(int steps) : MemoryTask("Copying", steps)
{
    private const int Alphabet = 4;
    private const int Symbols = 3;
    private const int Signal = Alphabet;
    private const int InputSize = Alphabet + 1;

    public override string Error => "cross-entropy of a symbol";

    /// <summary>That of guessing.</summary>
    public override double Baseline => Math.Log(Alphabet);

    public override double Goal => 0.05;

    // Until the signal.
    private int Waiting => Symbols + Steps;

    public override SequenceDataset<float> Draw(int count, Random random)
    {
        var data = new SequenceDataset<float>(InputSize, targetSize: 1);
        for (var i = 0; i < count; i++)
        {
            var inputs = new float[(Waiting + Symbols) * InputSize];
            var targets = new float[Waiting + Symbols];
            inputs[Waiting * InputSize + Signal] = 1;
            for (var t = 0; t < Symbols; t++)
            {
                var symbol = random.Next(Alphabet);
                inputs[t * InputSize + symbol] = 1;
                targets[Waiting + t] = symbol;
            }

            data.Add(inputs, targets);
        }

        return data;
    }

    public override Objective<float> Objective(IRecurrentNetwork<float> network) =>
        new BackpropagationThroughTime<float>(network, new CrossEntropy<float>())
        {
            BurnIn = Waiting,
            Threads = 2,
        };

    public override IRecurrentNetwork<float> Elman(int seed) => new ElmanCopier(seed);

    public override IRecurrentNetwork<float> OrthogonalElman(int seed) => new OrthogonalElmanCopier(seed);

    public override IRecurrentNetwork<float> Irnn(int seed) => new IrnnCopier(seed);

    public override IRecurrentNetwork<float> Gru(int seed) => new GruCopier(seed);

    public override IRecurrentNetwork<float> Lstm(int seed) => new LstmCopier(seed);
}

[RecurrentNetwork(InputSize = 5), Layer<PlainElman>(32), Layer<Dense>(4)]
internal sealed partial class ElmanCopier;

[RecurrentNetwork(InputSize = 5), Layer<Elman>(32), Layer<Dense>(4)]
internal sealed partial class OrthogonalElmanCopier;

[RecurrentNetwork(InputSize = 5), Layer<ReluElman>(32), Layer<Dense>(4)]
internal sealed partial class IrnnCopier;

[RecurrentNetwork(InputSize = 5), Layer<Gru>(32), Layer<Dense>(4)]
internal sealed partial class GruCopier;

[RecurrentNetwork(InputSize = 5), Layer<Lstm>(32), Layer<Dense>(4)]
internal sealed partial class LstmCopier;
