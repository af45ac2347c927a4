using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Training;

namespace Oscillator;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Lstm>(16), Layer<Dense>(1)]
internal sealed partial class BlackBoxNetwork;

/// <summary>A network that knows nothing of springs, and the scales of what it sees and says.</summary>
internal sealed class BlackBox(Experiment experiment, int seed)
{
    private readonly BlackBoxNetwork _network = new(seed);
    private readonly Standardization _forces = Standardization.Fit<double>(experiment.Forces, size: 1);
    private readonly Standardization _positions = Standardization.Fit<double>(experiment.Positions, size: 1);

    public void Train(int epochs, Action<double> report)
    {
        var (forces, positions) = ((double[])experiment.Forces.Clone(), (double[])experiment.Positions.Clone());
        _forces.Apply<double>(forces);
        _positions.Apply<double>(positions);
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 1);
        data.Add(forces, positions);
        var adam = new Adam<double>(BlackBoxNetwork.ParameterCount) { LearningRate = 0.02 };
        var trainer = new Trainer<double>(new BackpropagationThroughTime<double>(_network, new MeanSquaredError<double>()), adam)
        {
            Schedule = new CosineDecay(epochs),
            MaxNorm = 1,
        };
        trainer.Train(data, epochs, onEpoch: epoch => report(epoch.TrainingLoss));
    }

    public double[] Forecast(double[] forces)
    {
        var (inputs, positions) = ((double[])forces.Clone(), new double[forces.Length]);
        _forces.Apply<double>(inputs);
        _network.Run(inputs, new double[BlackBoxNetwork.StateSize], positions);
        _positions.Undo<double>(positions);
        return positions;
    }
}
