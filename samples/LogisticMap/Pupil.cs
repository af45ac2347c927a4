using RnnSimd.Training;

namespace LogisticMap;

/// <summary>A network that learns the map: first one step ahead, then to follow it by itself for many.</summary>
internal sealed class Pupil(double r, int seed)
{
    private const int Starts = 64;

    private readonly LearntNetwork _network = new(seed);

    /// <summary>What was reported of the last lesson, which has ended early if nothing finite was left of it.</summary>
    public List<EpochReport> Lesson { get; } = [];

    public double LargestNorm => Lesson.Max(epoch => epoch.GradientNorm);

    /// <summary>The norm of the gradient of what it would learn if it had to follow the map for a number of steps.</summary>
    public double GradientNorm(int steps)
    {
        var pupil = Clone();
        pupil.LearnToFollow(steps, epochs: 1, maximumNorm: 1, _ => { });
        return pupil.LargestNorm;
    }

    /// <summary>Another with the same parameters.</summary>
    public Pupil Clone()
    {
        var clone = new Pupil(r, seed);
        _network.Parameters.CopyTo(clone._network.Parameters);
        return clone;
    }

    /// <summary>How far it is off the map, one step ahead: the largest error of all starts.</summary>
    public double OneStepError()
    {
        var error = 0.0;
        var next = new double[1];
        for (var i = 0; i <= 100; i++)
        {
            var x = i / 100.0;
            _network.Step([x], new double[LearntNetwork.StateSize], next);
            error = Math.Max(error, Math.Abs(next[0] - r * x * (1 - x)));
        }

        return error;
    }

    public void LearnOneStep(int epochs, Action<string> report) =>
        Learn(1, epochs, new Adam<double>(LearntNetwork.ParameterCount) { LearningRate = 0.02 }, double.PositiveInfinity, report);

    /// <summary>Follows the map for many steps, with plain gradient descent: nothing but clipping stands between a gradient and the parameters.</summary>
    public void LearnToFollow(int steps, int epochs, double maximumNorm, Action<string> report) =>
        Learn(steps, epochs, new Sgd<double>(LearntNetwork.ParameterCount) { LearningRate = 0.01 }, maximumNorm, report);

    private void Learn(int steps, int epochs, Optimizer<double> optimizer, double maximumNorm, Action<string> report)
    {
        var objective = new BackpropagationThroughTime<double>(_network, new MeanSquaredError<double>());
        var trainer = new Trainer<double>(objective, optimizer) { BatchSize = Starts, Schedule = new CosineDecay(epochs), MaxNorm = maximumNorm };
        Lesson.Clear();
        try
        {
            trainer.Train(Trajectories(steps), epochs, onEpoch: epoch =>
            {
                Lesson.Add(epoch);
                report($"loss {epoch.TrainingLoss:0.0e0}, gradient {epoch.GradientNorm:0.0e0}");
            });
        }
        catch (TrainingDivergedException)
        {
            // That is what happens without clipping.
        }
    }

    private SequenceDataset<double> Trajectories(int steps)
    {
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 1);
        for (var i = 0; i < Starts; i++)
        {
            var x = (i + 0.5) / Starts;
            var (inputs, targets) = (new double[steps], new double[steps]);
            inputs[0] = x;
            for (var t = 0; t < steps; t++)
            {
                targets[t] = x = r * x * (1 - x);
            }

            data.Add(inputs, targets);
        }

        return data;
    }
}
