using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>What holds of every gradient, for every cell, whatever the parameters, lengths and batches.</summary>
public abstract class GradientProperties<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected abstract double DifferencesTolerance { get; }

    private protected abstract double SumTolerance { get; }

    [Property(MaxTest = 2, Arbitrary = [typeof(SequenceShape)])]
    public void Gradients_are_the_slopes_of_the_equations(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
        new GradientCheck<T>(Perturbation.Equations(network), sequence).Holds(Gradients<T>.Of(network, sequence), shape.Seed, DifferencesTolerance));

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void Parameter_gradients_are_added(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var tape = Record(network, sequence);
        var once = Backward(network, tape, sequence);
        var twice = (T[])once.Parameters.Clone();
        network.Backward(tape, sequence.OutputWeights, (T[])sequence.StateWeights.Clone(), twice, []);
        Near(Sum(once.Parameters, once.Parameters), twice, "parameters");
    });

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void Backward_can_be_repeated(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var tape = Record(network, sequence);
        Equal(Backward(network, tape, sequence), Backward(network, tape, sequence));
    });

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void Input_gradients_need_not_be_wanted(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var tape = Record(network, sequence);
        var wanted = Backward(network, tape, sequence);
        var (state, parameters) = ((T[])sequence.StateWeights.Clone(), new T[network.ParameterCount]);
        network.Backward(tape, sequence.OutputWeights, state, parameters, []);
        Equal(wanted, new([], [], state, parameters, wanted.Inputs));
    });

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void A_loss_of_zero_has_no_gradient(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var zero = Gradients<T>.Of(
            network, Record(network, sequence), new T[sequence.OutputWeights.Length], new T[sequence.StateWeights.Length], sequence.Inputs.Length);
        Assert.All(zero.Parameters.Concat(zero.Inputs).Concat(zero.InitialState), gradient => Assert.Equal(T.Zero, gradient));
    });

    // Scaling by a power of two rounds nothing, so the bits have to be those of the scaled gradient.
    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void Gradients_are_linear_in_the_loss(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var tape = Record(network, sequence);
        var once = Backward(network, tape, sequence);
        var fourfold = Gradients<T>.Of(network, tape, Fourfold(sequence.OutputWeights), Fourfold(sequence.StateWeights), sequence.Inputs.Length);
        Equal(new([], [], Fourfold(once.InitialState), Fourfold(once.Parameters), Fourfold(once.Inputs)), fourfold);

        var fromOutputs = Gradients<T>.Of(network, tape, sequence.OutputWeights, new T[sequence.StateWeights.Length], sequence.Inputs.Length);
        var fromState = Gradients<T>.Of(network, tape, new T[sequence.OutputWeights.Length], sequence.StateWeights, sequence.Inputs.Length);
        Near(once, Sum(fromOutputs, fromState));
    });

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void Two_pieces_that_hand_over_their_state_gradients_are_the_whole(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var whole = Gradients<T>.Of(network, sequence);
        var half = sequence.Steps / 2;
        var (inputs, outputs) = (half * sequence.Batch * network.InputSize, half * sequence.Batch * network.OutputSize);
        var state = (T[])sequence.State.Clone();
        var first = Record(network, sequence.Inputs[..inputs], state, sequence.Batch);
        var second = Record(network, sequence.Inputs[inputs..], state, sequence.Batch);

        var later = Gradients<T>.Of(network, second, sequence.OutputWeights[outputs..], sequence.StateWeights, sequence.Inputs.Length - inputs);
        var earlier = Gradients<T>.Of(network, first, sequence.OutputWeights[..outputs], later.InitialState, inputs);
        Bits.Equal<T>(whole.InitialState, earlier.InitialState, "state");
        Bits.Equal<T>(whole.Inputs, [.. earlier.Inputs, .. later.Inputs], "inputs");
        Near(whole.Parameters, Sum(earlier.Parameters, later.Parameters), "parameters");
    });

    [Property(MaxTest = 3, Arbitrary = [typeof(SequenceShape)])]
    public void A_batch_is_the_sum_of_its_streams(SequenceShape shape) => OfEachNetwork(shape, (network, sequence) =>
    {
        var whole = Gradients<T>.Of(network, sequence);
        var parameters = new T[network.ParameterCount];
        for (var stream = 0; stream < sequence.Batch; stream++)
        {
            var alone = Gradients<T>.Of(network, sequence.Stream(stream));
            Bits.Equal<T>(Streams.Of(whole.InitialState, stream, sequence.Batch, steps: 1), alone.InitialState, $"state of stream {stream}");
            Bits.Equal<T>(Streams.Of(whole.Inputs, stream, sequence.Batch, sequence.Steps), alone.Inputs, $"inputs of stream {stream}");
            parameters = Sum(parameters, alone.Parameters);
        }

        Near(whole.Parameters, parameters, "parameters");
    });

    private static void OfEachNetwork(SequenceShape shape, Action<IRecurrentNetwork<T>, Sequence<T>> holds)
    {
        foreach (var (name, create) in AllNetworks.Of<T>())
        {
            var network = create(shape.Seed);
            Perturbation.Perturb(network, shape.Seed + 1);
            try
            {
                holds(network, new Sequence<T>(network, shape.Steps, shape.Batch, shape.Seed + 2));
            }
            catch (Exception e) when (e is not InvalidOperationException)
            {
                throw new InvalidOperationException($"{name}: {e.Message}", e);
            }
        }
    }

    private static Tape<T> Record(IRecurrentNetwork<T> network, Sequence<T> sequence) =>
        Record(network, sequence.Inputs, (T[])sequence.State.Clone(), sequence.Batch);

    private static Tape<T> Record(IRecurrentNetwork<T> network, T[] inputs, T[] state, int batch)
    {
        var tape = new Tape<T>();
        network.Forward(inputs, state, new T[inputs.Length / network.InputSize * network.OutputSize], batch, tape);
        return tape;
    }

    private static Gradients<T> Backward(IRecurrentNetwork<T> network, Tape<T> tape, Sequence<T> sequence) =>
        Gradients<T>.Of(network, tape, sequence.OutputWeights, sequence.StateWeights, sequence.Inputs.Length);

    private static T[] Fourfold(T[] values) => Array.ConvertAll(values, value => value * T.CreateChecked(4));

    private static T[] Sum(T[] a, T[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static Gradients<T> Sum(Gradients<T> a, Gradients<T> b) =>
        new([], [], Sum(a.InitialState, b.InitialState), Sum(a.Parameters, b.Parameters), Sum(a.Inputs, b.Inputs));

    private static void Equal(Gradients<T> expected, Gradients<T> actual)
    {
        Bits.Equal<T>(expected.InitialState, actual.InitialState, "state");
        Bits.Equal<T>(expected.Parameters, actual.Parameters, "parameters");
        Bits.Equal<T>(expected.Inputs, actual.Inputs, "inputs");
    }

    private void Near(Gradients<T> expected, Gradients<T> actual)
    {
        Near(expected.InitialState, actual.InitialState, "state");
        Near(expected.Parameters, actual.Parameters, "parameters");
        Near(expected.Inputs, actual.Inputs, "inputs");
    }

    // Rounding is relative to the largest terms of a sum, which can cancel in its result.
    private void Near(T[] expected, T[] actual, string what)
    {
        var scale = expected.Select(value => double.CreateChecked(T.Abs(value))).Append(1).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = double.CreateChecked(T.Abs(expected[i] - actual[i]));
            Assert.True(difference <= SumTolerance * scale, $"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}

public sealed class SingleGradientProperties : GradientProperties<float>
{
    private protected override double DifferencesTolerance => 1e-3;

    private protected override double SumTolerance => 1e-5;
}

public sealed class DoubleGradientProperties : GradientProperties<double>
{
    private protected override double DifferencesTolerance => 1e-6;

    private protected override double SumTolerance => 1e-13;
}
