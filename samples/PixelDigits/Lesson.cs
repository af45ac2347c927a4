using RnnSimd;
using RnnSimd.Training;

namespace PixelDigits;

/// <summary>What every network is taught with.</summary>
/// <param name="Side">The pixels of a picture's side.</param>
/// <param name="Rounds">How often the network is tried while it learns.</param>
/// <param name="Seed">Decides all digits.</param>
internal sealed record Lesson(int Side, int Rounds, int Seed)
{
    private const int BatchSize = 64;
    private const int StepsOfRound = 50;
    private const int DigitsOfRound = BatchSize * StepsOfRound;

    private int Steps => Rounds * StepsOfRound;

    /// <summary>Teaches a network. The digits are new in every round, so that none can be learnt by heart.</summary>
    public Reading Teach(string name, IRecurrentNetwork<float> network, double learningRate, Action<string> report)
    {
        var handwriting = new Handwriting(Side, Seed);
        var (watched, exam) = (Digits.Draw(handwriting, ofEachKind: 50), Digits.Draw(handwriting, ofEachKind: 200));
        var trainer = TrainerOf(network, learningRate);
        var progress = new List<(double, double)>();
        for (var round = 1; round <= Rounds; round++)
        {
            trainer.Train(Digits.Draw(handwriting, DigitsOfRound / Digits.Kinds), epochs: round);
            var accuracy = Confusion.Of(network, watched).Accuracy;
            progress.Add((round * DigitsOfRound, accuracy));
            report($"{accuracy:0.0%} right");
        }

        return new(name, progress, Confusion.Of(network, exam));
    }

    private Trainer<float> TrainerOf(IRecurrentNetwork<float> network, double learningRate)
    {
        const int warmUp = 50;
        var objective = new BackpropagationThroughTime<float>(network, new CrossEntropy<float>())
        {
            Weighting = StepWeighting.Last,
            Threads = 2,
        };
        return new(objective, new Adam<float>(network.ParameterCount) { LearningRate = learningRate })
        {
            BatchSize = BatchSize,
            MaxNorm = 1,
            Schedule = new WarmUp(warmUp, new CosineDecay(Steps - warmUp)),
        };
    }
}
