using System.Numerics;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks;

/// <summary>Generated code against the user's own equations, which compute in double.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [MemberData(nameof(TestNetworks.Double), MemberType = typeof(TestNetworks))]
    public void Double_agrees_with_the_equations(string name)
    {
        var network = TestNetworks.Doubles[name](1);
        Agrees(network, new EquationNetwork(network), 1e-12);
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Single), MemberType = typeof(TestNetworks))]
    public void Single_agrees_with_the_equations(string name)
    {
        var network = TestNetworks.Singles[name](1);
        Agrees(network, new EquationNetwork(network), 1e-5);
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Double), MemberType = typeof(TestNetworks))]
    public void Gradients_agree_with_differences(string name)
    {
        var network = TestNetworks.Doubles[name](2);
        GradientsAgree(network, new EquationNetwork(network), 1e-6);
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Single), MemberType = typeof(TestNetworks))]
    public void Single_gradients_agree_with_differences(string name)
    {
        var network = TestNetworks.Singles[name](2);
        GradientsAgree(network, new EquationNetwork(network), 1e-3);
    }

    private static void Agrees<T>(IRecurrentNetwork<T> network, EquationNetwork reference, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Perturb(network, reference);
        var sequence = new Sequence<T>(network, steps: 4, batch: 3, seed: 5);
        var state = (T[])sequence.State.Clone();
        var outputs = new T[sequence.OutputWeights.Length];
        network.Run(sequence.Inputs, state, outputs, sequence.Batch);

        var expectedState = Sequence<T>.ToDouble(sequence.State);
        var expected = new double[outputs.Length];
        reference.Run(Sequence<T>.ToDouble(sequence.Inputs), expectedState, expected, sequence.Batch);

        Near(expected, Sequence<T>.ToDouble(outputs), tolerance, "outputs");
        Near(expectedState, Sequence<T>.ToDouble(state), tolerance, "state");
    }

    private static void GradientsAgree<T>(IRecurrentNetwork<T> network, EquationNetwork reference, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Perturb(network, reference);
        var sequence = new Sequence<T>(network, steps: 4, batch: 2, seed: 6);
        var state = (T[])sequence.State.Clone();
        var tape = new Tape<T>();
        network.Forward(sequence.Inputs, state, new T[sequence.OutputWeights.Length], sequence.Batch, tape);
        var stateGradients = (T[])sequence.StateWeights.Clone();
        var parameterGradients = new T[network.ParameterCount];
        var inputGradients = new T[sequence.Inputs.Length];
        network.Backward(tape, sequence.OutputWeights, stateGradients, parameterGradients, inputGradients);

        var random = new Random(7);
        var (inputs, states) = (Sequence<T>.ToDouble(sequence.Inputs), Sequence<T>.ToDouble(sequence.State));
        var parameters = reference.Parameters.ToArray();
        foreach (var info in network.ParameterInfos)
        {
            var direction = new double[parameters.Length];
            var actual = 0.0;
            for (var r = 0; r < info.Rows; r++)
            {
                for (var c = 0; c < info.Columns; c++)
                {
                    var index = info.Offset + r * info.RowStride + c * info.ColumnStride;
                    direction[index] = 2 * random.NextDouble() - 1;
                    actual += direction[index] * double.CreateChecked(parameterGradients[index]);
                }
            }

            Check(info.Name, Slope(step => Loss(reference, sequence, Moved(parameters, direction, step), states, inputs)), actual);
        }

        var inputDirection = Sequence<double>.Draw(random, inputs.Length);
        Check("inputs", Slope(step => Loss(reference, sequence, parameters, states, Moved(inputs, inputDirection, step))), Dot(inputDirection, Sequence<T>.ToDouble(inputGradients)));
        var stateDirection = Sequence<double>.Draw(random, states.Length);
        Check("state", Slope(step => Loss(reference, sequence, parameters, Moved(states, stateDirection, step), inputs)), Dot(stateDirection, Sequence<T>.ToDouble(stateGradients)));

        void Check(string what, double expected, double actual) =>
            Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: differences give {expected}, the gradient {actual}");
    }

    private static double Loss<T>(EquationNetwork reference, Sequence<T> sequence, double[] parameters, double[] state, double[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        parameters.CopyTo(reference.Parameters);
        var final = (double[])state.Clone();
        var outputs = new double[sequence.OutputWeights.Length];
        reference.Run(inputs, final, outputs, sequence.Batch);
        return Dot(outputs, Sequence<T>.ToDouble(sequence.OutputWeights)) + Dot(final, Sequence<T>.ToDouble(sequence.StateWeights));
    }

    // Fourth-order central differences; short steps, because a step across a kink of a ReLU sees another slope.
    private static double Slope(Func<double, double> loss)
    {
        const double H = 2e-5;
        return (8 * (loss(H) - loss(-H)) - (loss(2 * H) - loss(-2 * H))) / (12 * H);
    }

    private static double[] Moved(double[] point, double[] direction, double step) => [.. point.Select((p, i) => p + step * direction[i])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    // Zero biases would hide a bias that is used in the wrong place.
    private static void Perturb<T>(IRecurrentNetwork<T> network, EquationNetwork reference)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(3);
        for (var i = 0; i < network.ParameterCount; i++)
        {
            network.Parameters[i] += T.CreateTruncating(0.2 * random.NextDouble() - 0.1);
            reference.Parameters[i] = double.CreateChecked(network.Parameters[i]);
        }
    }

    private static void Near(double[] expected, double[] actual, double tolerance, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}
