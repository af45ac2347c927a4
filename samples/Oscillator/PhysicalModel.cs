using RnnSimd.Training;

namespace Oscillator;

/// <summary>The equation, whose mass and damping are found by backpropagation through time.</summary>
internal sealed class PhysicalModel
{
    private readonly PhysicalNetwork _network = new();

    /// <summary>Mass and damping after each epoch.</summary>
    public List<(double Mass, double Damping)> History { get; } = [];

    public double Mass => _network.Mass;

    public double Damping => _network.Damping;

    public void Train(Experiment experiment, int epochs, Action<double> report)
    {
        History.Add((Mass, Damping));
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 1);
        data.Add(experiment.Forces, experiment.Positions);
        var adam = new Adam<double>(PhysicalNetwork.ParameterCount) { LearningRate = 0.05 };
        var trainer = new Trainer<double>(new BackpropagationThroughTime<double>(_network, new MeanSquaredError<double>()), adam)
        {
            Schedule = new CosineDecay(epochs),
            MaxNorm = 1,
        };
        trainer.Train(data, epochs, onEpoch: epoch =>
        {
            History.Add((Mass, Damping));
            report(epoch.TrainingLoss);
        });
    }

    public double[] Forecast(double[] forces)
    {
        var positions = new double[forces.Length];
        _network.Run(forces, new double[PhysicalNetwork.StateSize], positions);
        return positions;
    }
}
