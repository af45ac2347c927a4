using RnnSimd;
using RnnSimd.Training;

namespace LongMemory;

/// <summary>A network that is to learn a task, and how fast it is to learn.</summary>
internal sealed record Contestant(string Name, IRecurrentNetwork<float> Network, double LearningRate)
{
    private const int BatchSize = 64;
    private const int StepsOfRound = 50;
    private const int WarmUpSteps = 100;

    /// <summary>
    /// Trains until the error on unseen sequences is half of what counts as solved, or some number of rounds is spent. The sequences are new in every
    /// round, so that none can be learnt by heart.
    /// </summary>
    public Outcome Learn(MemoryTask task, int rounds, int seed, Action<string> report)
    {
        // The test is apart, since the validation has a say in when to stop.
        var random = new Random(seed);
        var (validation, test) = (task.Draw(500, random), task.Draw(1000, random));
        var trainer = new Trainer<float>(task.Objective(Network), new Adam<float>(Network.ParameterCount) { LearningRate = LearningRate })
        {
            BatchSize = BatchSize,
            MaxNorm = 1,
            Schedule = new WarmUp(WarmUpSteps, new ConstantRate()),
        };

        var curve = new List<(double Steps, double Error)> { (0, trainer.Evaluate(validation)) };
        var hasDiverged = false;
        try
        {
            for (var round = 1; round <= rounds && curve[^1].Error > task.Goal / 2; round++)
            {
                var error = trainer.Train(task.Draw(StepsOfRound * BatchSize, random), epochs: round, validation).Single().ValidationLoss!.Value;
                curve.Add((round * StepsOfRound, error));
                report($"error {error:0.0000}");
            }
        }
        catch (TrainingDivergedException)
        {
            hasDiverged = true;
        }

        return new(Name, trainer.Evaluate(test), task.Goal, hasDiverged, curve);
    }
}
