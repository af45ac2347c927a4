using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

public class EquationNetworkTests
{
    [Fact]
    public void Layers_stack_and_parameters_are_read_through_their_strides()
    {
        var network = ElmanDense();
        double[] state = [0.1, -0.2], output = [0];

        new EquationNetwork(network).Step([0.5], state, output);

        var h0 = Math.Tanh(2 * 0.5 + 0.25 * 0.1 + 0.5 * -0.2 + 0.125);
        var h1 = Math.Tanh(-1 * 0.5 + -0.75 * 0.1 + 1 * -0.2 - 0.25);
        Near.Equal([h0, h1], state, 1e-15);
        Near.Equal([4 * h0 - 2 * h1 + 0.5], output, 1e-15);
    }

    [Fact]
    public void Run_is_Step_for_each_time_and_stream()
    {
        var reference = new EquationNetwork(ElmanDense());
        double[] inputs = [1, 2, -1, -2, 0.5, 0.25], outputs = new double[6], state = [0.1, 0.2, 0.3, 0.4];
        double[] first = [0.1, 0.2], second = [0.3, 0.4], expected = new double[6];
        for (var t = 0; t < 3; t++)
        {
            reference.Step(inputs.AsSpan(2 * t, 1), first, expected.AsSpan(2 * t, 1));
            reference.Step(inputs.AsSpan(2 * t + 1, 1), second, expected.AsSpan(2 * t + 1, 1));
        }

        reference.Run(inputs, state, outputs, batch: 2);

        Assert.Equal(expected, outputs);
        Assert.Equal([.. first, .. second], state);
    }

    [Fact]
    public void No_time_steps_change_nothing()
    {
        double[] state = [0.1, 0.2];
        new EquationNetwork(ElmanDense()).Run([], state, []);
        Assert.Equal([0.1, 0.2], state);
    }

    [Fact]
    public void Parameters_are_a_copy_that_the_next_call_uses()
    {
        var network = ElmanDense();
        var reference = new EquationNetwork(network);
        double[] output = [0], state = [0, 0];
        var b = network.ParameterInfos[4].Offset;

        reference.Step([0], state, output);
        var before = output[0];
        reference.Parameters[b] += 10;
        state.AsSpan().Clear();
        reference.Step([0], state, output);

        Assert.Equal(10, output[0] - before, 1e-14);
        Assert.Equal(0.5f, network.Parameters[b]);
    }

    [Fact]
    public void States_have_their_sizes_from_the_attribute_or_the_equations_and_their_new_values_by_name()
    {
        var network = new HandMade.ManyStatesNetwork();
        network.Set("0.V", 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1);
        network.Set("0.decay", 0.5);
        var reference = new EquationNetwork(network);
        double[] output = new double[2], state = [2, 3, 10, 20, 30, 40, 7, 1, -2, 3, -4, 5];

        reference.Step([1, 2, 3], state, output);

        // h + 1, then V x + q / 2, then 7 + half of its sum 62, then −r; the output is h times the third.
        Assert.Equal([3, 4, 6, 12, 18, 26, 38, -1, 2, -3, 4, -5], state);
        Assert.Equal([2 * 38, 3 * 38], output);
    }

    [Fact]
    public void Scalars_can_be_inputs_outputs_and_states_and_each_layer_has_its_own_state()
    {
        var network = new HandMade.IntegratorNetwork();
        network.Set("0.gain", 3);
        network.Set("1.gain", 10);
        double[] outputs = new double[3], state = [1, 7];

        new EquationNetwork(network).Run([1, 2, -4], state, outputs);

        // The first layer gives 4, 10, −2, and the second 7 and ten times the sums of these.
        Assert.Equal([47, 147, 127], outputs);
        Assert.Equal([-2, 127], state);
    }

    [Fact]
    public void Sizes_are_those_of_the_network()
    {
        var reference = new EquationNetwork(new HandMade.ManyStatesNetwork());

        Assert.Equal((3, 2, 12, 13), (reference.InputSize, reference.OutputSize, reference.StateSize, reference.ParameterCount));
    }

    [Fact]
    public void A_wrong_length_is_refused_with_both_lengths()
    {
        var reference = new EquationNetwork(ElmanDense());

        Refuses("input", 2, 1, () => reference.Step(new double[2], new double[2], new double[1]));
        Refuses("state", 3, 2, () => reference.Step(new double[1], new double[3], new double[1]));
        Refuses("output", 0, 1, () => reference.Step(new double[1], new double[2], []));
        Refuses("inputs", 5, 2, () => reference.Run(new double[5], new double[4], new double[4], 2));
        Refuses("state", 2, 4, () => reference.Run(new double[4], new double[2], new double[4], 2));
        Refuses("outputs", 3, 4, () => reference.Run(new double[4], new double[4], new double[3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => reference.Run([], [], [], 0));

        static void Refuses(string name, int had, int needs, Action call)
        {
            var exception = Assert.Throws<ArgumentException>(call);
            Assert.Equal(name, exception.ParamName);
            Assert.Contains($"is {had}", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"{needs}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_network_that_is_not_its_layers_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new EquationNetwork((IRecurrentNetwork<float>)null!));
        Refuses(new HandMade.NoLayers(), "declares no layers");
        Refuses(new HandMade.WrongStateSize(), "StateSize is 5; by the equations of its layers it is 0");
        Refuses(new HandMade.WrongMatrix(), "a vector of 2 elements; this one has 3");
        Refuses(new HandMade.UnknownField(), "parameter 'Q'");
        Refuses(new HandMade.ForgetfulNetwork(), "never returns the state 'lost'");

        static void Refuses(IRecurrentNetwork<double> network, string why) =>
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => new EquationNetwork(network)).Message, StringComparison.Ordinal);
    }

    private static HandMade.ElmanDense ElmanDense()
    {
        var network = new HandMade.ElmanDense();
        network.Set("0.W", 2, -1);
        network.Set("0.U", 0.25f, 0.5f, -0.75f, 1);
        network.Set("0.b", 0.125f, -0.25f);
        network.Set("1.W", 4, -2);
        network.Set("1.b", 0.5f);
        return network;
    }
}
