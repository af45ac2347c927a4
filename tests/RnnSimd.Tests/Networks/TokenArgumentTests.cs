using RnnSimd.Equations;
using RnnSimd.Tests.Networks.UserCells;

namespace RnnSimd.Tests.Networks;

/// <summary>An input that is no token is an exception that says where it is, and changes nothing.</summary>
public sealed class TokenArgumentTests
{
    private const int Steps = 4;
    private const int Batch = 3;

    private readonly TokensOfGru _network = new();
    private readonly TokensOfLstmSingle _single = new();

    /// <summary>The network has tokens 0 to 4.</summary>
    public static TheoryData<double> NoTokens => [-1, 5, 2.5, 1e-9, 4.000001, 1e10, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MinValue];

    [Theory]
    [MemberData(nameof(NoTokens))]
    public void Step_names_what_is_no_token(double input)
    {
        var (state, output) = (Filled(TokensOfGru.StateSize), Filled(TokensOfGru.OutputSize));
        foreach (var step in new Action[] { () => _network.Step([input], state, output), () => new EquationNetwork(_network).Step([input], state, output) })
        {
            Names(Assert.Throws<ArgumentException>(nameof(input), step), input, "The input");
        }

        AreUnchanged(state, output);
    }

    [Theory]
    [MemberData(nameof(NoTokens))]
    public void Run_and_Forward_name_the_first_that_is_no_token(double input)
    {
        var (state, outputs) = (Filled(Batch * TokensOfGru.StateSize), Filled(Steps * Batch * TokensOfGru.OutputSize));
        var tape = new Tape<double>();
        _network.Forward([1], new double[TokensOfGru.StateSize], new double[TokensOfGru.OutputSize], 1, tape);
        var inputs = new double[Steps * Batch];
        (inputs[2 * Batch + 1], inputs[3 * Batch]) = (input, -7);
        foreach (var run in new Action[]
        {
            () => _network.Run(inputs, state, outputs, Batch),
            () => _network.Run(inputs, state, outputs, Batch, [4, 3, 0]),
            () => _network.Forward(inputs, state, outputs, Batch, tape),
            () => _network.Forward(inputs, state, outputs, Batch, [4, 3, 0], tape),
            () => new EquationNetwork(_network).Run(inputs, state, outputs, Batch),
        })
        {
            Names(Assert.Throws<ArgumentException>(nameof(inputs), run), input, "The input of stream 1 at step 2");
        }

        AreUnchanged(state, outputs);
        Assert.Equal((1, 1), (tape.Steps, tape.Batch));
    }

    [Fact]
    public void A_single_stream_is_checked_before_its_first_step()
    {
        float[] inputs = [0, 6, 7], outputs = new float[3 * TokensOfLstmSingle.OutputSize], state = new float[TokensOfLstmSingle.StateSize];
        Names(Assert.Throws<ArgumentException>(nameof(inputs), () => _single.Run(inputs, state, outputs)), 7, "The input of stream 0 at step 2", last: 6);
        Assert.All(state.Concat(outputs), element => Assert.Equal(0, element));
    }

    // What stands there is never used: the tests of lengths hold the results.
    [Fact]
    public void Padding_need_be_no_token()
    {
        double[] inputs = [0, double.NaN, 4, 2, -1, 17];
        _network.Run(inputs, new double[3 * TokensOfGru.StateSize], new double[6 * TokensOfGru.OutputSize], 3, [2, 0, 1]);
        Assert.Throws<ArgumentException>(
            nameof(inputs), () => _network.Run(inputs, new double[3 * TokensOfGru.StateSize], new double[6 * TokensOfGru.OutputSize], 3, [2, 0, 2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-0.0)]
    public void The_first_and_the_last_are_tokens(double input) =>
        _network.Step([input], new double[TokensOfGru.StateSize], new double[TokensOfGru.OutputSize]);

    private static void Names(ArgumentException exception, double input, string place, int last = 4)
    {
        var said = FormattableString.Invariant($"{place} is {input}; a token must be a whole number from 0 to {last}.");
        Assert.StartsWith(said, exception.Message, StringComparison.Ordinal);
    }

    private static double[] Filled(int length)
    {
        var values = new double[length];
        Array.Fill(values, 0.25);
        return values;
    }

    private static void AreUnchanged(params double[][] spans) => Assert.All(spans.SelectMany(span => span), element => Assert.Equal(0.25, element));
}
