using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Training;

namespace LongMemory;

/// <summary>
/// The adding problem of Hochreiter and Schmidhuber (1997), in the form of Le, Jaitly and Hinton (2015): at each step a random number from 0 to 1 and
/// a marker, which is 1 at one step of the first half and at one of the second, else 0. After the last step the sum of the two marked numbers is asked for.
/// </summary>
internal sealed class AddingProblem(int steps) : MemoryTask("Adding", steps)
{
    public override string Error => "mean squared error";

    /// <summary>The variance of the sum: it is best to say 1 always.</summary>
    public override double Baseline => 1 / 6.0;

    public override double Goal => 0.01;

    public override SequenceDataset<float> Draw(int count, Random random)
    {
        var data = new SequenceDataset<float>(inputSize: 2, targetSize: 1, TargetSteps.Last);
        for (var i = 0; i < count; i++)
        {
            var inputs = new float[2 * Steps];
            for (var t = 0; t < Steps; t++)
            {
                inputs[2 * t] = random.NextSingle();
            }

            var (first, second) = (random.Next(Steps / 2), random.Next(Steps / 2, Steps));
            inputs[2 * first + 1] = inputs[2 * second + 1] = 1;
            data.Add(inputs, new[] { inputs[2 * first] + inputs[2 * second] });
        }

        return data;
    }

    public override Objective<float> Objective(IRecurrentNetwork<float> network) =>
        new BackpropagationThroughTime<float>(network, new MeanSquaredError<float>())
        {
            Weighting = StepWeighting.Last,
            Threads = 2,
        };

    public override IRecurrentNetwork<float> Elman(int seed) => new ElmanAdder(seed);

    public override IRecurrentNetwork<float> OrthogonalElman(int seed) => new OrthogonalElmanAdder(seed);

    public override IRecurrentNetwork<float> Irnn(int seed) => new IrnnAdder(seed);

    public override IRecurrentNetwork<float> Gru(int seed) => new GruAdder(seed);

    public override IRecurrentNetwork<float> Lstm(int seed) => new LstmAdder(seed);
}

[RecurrentNetwork(InputSize = 2), Layer<PlainElman>(32), Layer<Dense>(1)]
internal sealed partial class ElmanAdder;

[RecurrentNetwork(InputSize = 2), Layer<Elman>(32), Layer<Dense>(1)]
internal sealed partial class OrthogonalElmanAdder;

[RecurrentNetwork(InputSize = 2), Layer<ReluElman>(32), Layer<Dense>(1)]
internal sealed partial class IrnnAdder;

[RecurrentNetwork(InputSize = 2), Layer<Gru>(32), Layer<Dense>(1)]
internal sealed partial class GruAdder;

[RecurrentNetwork(InputSize = 2), Layer<Lstm>(32), Layer<Dense>(1)]
internal sealed partial class LstmAdder;
