using RnnSimd;
using RnnSimd.Training;

namespace Sunspots;

/// <summary>
/// Fits a network to the years of training: the whole sequence in each epoch, backpropagation through all of it. The network sees
/// the level of a year and gives the change to the next; the loss is taken on sunspot numbers, as the forecasts are judged.
/// </summary>
/// <remarks>
/// 220 numbers are soon learnt by heart. Networks stay general if they are small, if each of several copies of the sequence gets noise
/// of its own, and if training ends in time: leaving out forty years at a time between 1740 and 1920 spoke for 4 to 6 units and for
/// about 100 epochs.
/// </remarks>
internal sealed class TrainingLoop
{
    public const int Epochs = 100;

    private const int Copies = 8;
    private const double Noise = 0.1;
    private const double LearningRate = 0.03;
    private const float MaximumNorm = 1;

    private readonly IRecurrentNetwork<float> _network;
    private readonly ActivityScale _scale;
    private readonly MeanSquaredError<float> _error = new();
    private readonly Adam<float> _adam;
    private readonly Tape<float> _tape = new();
    private readonly Random _random = new(Seed: 0);

    private readonly float[] _levels;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _forecasts;
    private readonly float[] _targets;
    private readonly float[] _outputGradients;
    private readonly float[] _state;
    private readonly float[] _stateGradients;
    private readonly float[] _parameterGradients;

    public TrainingLoop(IRecurrentNetwork<float> network, ActivityScale scale, ReadOnlySpan<double> numbers)
    {
        _network = network;
        _scale = scale;
        _adam = new Adam<float>(network.ParameterCount);

        var steps = numbers.Length - 1;
        _levels = new float[steps];
        _targets = new float[steps * Copies];
        for (var t = 0; t < steps; t++)
        {
            _levels[t] = scale.Level(numbers[t]);
            _targets.AsSpan(t * Copies, Copies).Fill(Unit(numbers[t + 1]));
        }

        _inputs = new float[steps * Copies];
        _outputs = new float[steps * Copies];
        _forecasts = new float[steps * Copies];
        _outputGradients = new float[steps * Copies];
        _state = new float[Copies * network.StateSize];
        _stateGradients = new float[Copies * network.StateSize];
        _parameterGradients = new float[network.ParameterCount];
    }

    /// <summary>Trains from the network's present parameters.</summary>
    /// <param name="epochs">How many steps to take. The learning rate falls to zero over them, along a cosine.</param>
    /// <param name="report">Told the loss of each epoch, which is an average relative variance.</param>
    public void Run(int epochs, Action<float> report)
    {
        var schedule = new CosineDecay(epochs);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var loss = Gradients();
            GradientClipping.ByNorm(_parameterGradients, MaximumNorm);
            _adam.LearningRate = LearningRate * schedule.FactorAt(epoch);
            _adam.Step(_network.Parameters, _parameterGradients);
            report(loss);
        }
    }

    private float Gradients()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            _inputs[i] = _levels[i / Copies] + (float)(Noise * _random.NextNormal());
        }

        Array.Clear(_state);
        _network.Forward(_inputs, _state, _outputs, Copies, _tape);
        for (var i = 0; i < _outputs.Length; i++)
        {
            _forecasts[i] = Unit(_scale.Number(_inputs[i] + _outputs[i]));
        }

        var loss = _error.Evaluate(_forecasts, _targets, _network.OutputSize, _outputGradients);
        for (var i = 0; i < _outputs.Length; i++)
        {
            _outputGradients[i] *= Unit(_scale.Slope(_inputs[i] + _outputs[i]));
        }

        Array.Clear(_stateGradients);
        Array.Clear(_parameterGradients);
        _network.Backward(_tape, _outputGradients, _stateGradients, _parameterGradients, inputGradients: []);
        return loss;
    }

    // In these units a mean square is an average relative variance.
    private static float Unit(double number) => (float)(number / Math.Sqrt(Accuracy.Variance));
}
