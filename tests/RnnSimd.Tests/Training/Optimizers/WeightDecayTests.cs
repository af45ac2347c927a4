using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

public sealed class WeightDecayTests
{
    // A 2×2 matrix stored by columns, of rows 3 apart, and behind them a bias and a frozen vector.
    private static readonly ParameterInfo s_matrix = new("0.W", Rows: 2, Columns: 2, Offset: 0, RowStride: 1, ColumnStride: 3, Rank: 2);
    private static readonly ParameterInfo s_bias = new("0.b", Rows: 2, Columns: 1, Offset: 5, RowStride: 1, ColumnStride: 1, Rank: 1);
    private static readonly ParameterInfo s_frozen = new("0.f", Rows: 1, Columns: 1, Offset: 7, RowStride: 1, ColumnStride: 1, Rank: 1, IsFrozen: true);

    [Fact]
    public void Only_the_parameters_named_decay()
    {
        Assert.Equal([0.75f, 0.75f, 1, 0.75f, 0.75f, 1, 1, 1], Decayed(s_matrix));
        Assert.Equal([1, 1, 1, 1, 1, 0.75f, 0.75f, 1], Decayed(s_bias));
    }

    [Fact]
    public void A_frozen_parameter_stays() =>
        Assert.Equal([0.75f, 0.75f, 1, 0.75f, 0.75f, 0.75f, 0.75f, 1], Decayed(s_matrix, s_bias, s_frozen));

    [Fact]
    public void Decoupled_decay_follows_the_learning_rate_alone()
    {
        // Without a gradient Adam itself stands still.
        var adamW = new AdamW<float>(8) { LearningRate = 0.5, WeightDecay = new(0.5, [s_matrix, s_bias, s_frozen]) };
        float[] parameters = [1, 1, 1, 1, 1, 1, 1, 1];

        adamW.Step(parameters, new float[8]);
        Assert.Equal([0.75f, 0.75f, 1, 0.75f, 0.75f, 0.75f, 0.75f, 1], parameters);

        adamW.LearningRate = 1;
        adamW.Step(parameters, new float[8]);
        Assert.Equal([0.375f, 0.375f, 1, 0.375f, 0.375f, 0.375f, 0.375f, 1], parameters);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => new WeightDecay(-1, [])).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => new WeightDecay(double.NaN, [])).ParamName);

        var error = Assert.Throws<ArgumentException>(() => new Sgd<float>(6) { WeightDecay = new(0.1, [s_matrix, s_bias]) });
        Assert.Contains("0.b", error.Message, StringComparison.Ordinal);
        Assert.Contains("6 parameters", error.Message, StringComparison.Ordinal);
    }

    private static float[] Decayed(params ParameterInfo[] parameters)
    {
        var sgd = new Sgd<float>(8) { LearningRate = 0.5, WeightDecay = new(0.5, parameters) };
        float[] values = [1, 1, 1, 1, 1, 1, 1, 1];
        sgd.Step(values, new float[8]);
        return values;
    }
}
