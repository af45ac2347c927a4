using RnnSimd;
using RnnSimd.Training;

namespace SineWave;

/// <summary>Sine waves that differ in where they begin; from its last two values, which are measured with noise, the next is to be said.</summary>
internal sealed class Waves
{
    /// <summary>In steps.</summary>
    public const double Period = 25;

    private const int Steps = 4 * (int)Period;
    private const int Count = 32;

    // A state of zeros is none that belongs to a wave; by then it is forgotten.
    private const int BurnIn = 10;

    private readonly SequenceDataset<double> _data = new(inputSize: 2, targetSize: 1);

    public Waves(double noise, int seed)
    {
        var random = new Random(seed);
        for (var wave = 0; wave < Count; wave++)
        {
            var start = Period * wave / Count;
            double[] lags = [.. Enumerable.Range(0, Steps).SelectMany(step => (double[])[Measure(start + step - 1), Measure(start + step - 2)])];
            double[] next = [.. Enumerable.Range(0, Steps).Select(step => At(start + step))];
            _data.Add(lags, next);
        }

        double Measure(double step) => At(step) + noise * random.NextNormal();
    }

    public static double At(double step) => Math.Sin(2 * Math.PI * step / Period);

    public void Teach(IRecurrentNetwork<double> network, int epochs, double learningRate, Action<string> report)
    {
        var objective = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { BurnIn = BurnIn };
        var adam = new Adam<double>(network.ParameterCount) { LearningRate = learningRate };
        var trainer = new Trainer<double>(objective, adam) { BatchSize = Count, Schedule = new CosineDecay(epochs), MaxNorm = 1 };
        trainer.Train(_data, epochs, onEpoch: epoch => report($"loss {epoch.TrainingLoss:0.0e0}"));
    }
}
