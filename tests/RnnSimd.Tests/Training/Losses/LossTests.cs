using System.Numerics;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>What holds of every loss, whatever the rows, sizes and weights.</summary>
public abstract class LossTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected abstract double Tolerance { get; }

    [Property(Arbitrary = [typeof(LossShape)])]
    public void It_is_the_weighted_sum_of_the_formula(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var terms = data.Weights.Select((w, row) => double.CreateChecked(w) * loss.Formula(data.Output(row), data.Target(row))).ToArray();

        var actual = loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, []);

        Assert.Equal(terms.Sum(), double.CreateChecked(actual), Tolerance * (1 + terms.Sum(Math.Abs)));
    });

    [Property(Arbitrary = [typeof(LossShape)])]
    public void The_gradient_does_not_change_the_value(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var gradients = new T[data.Outputs.Length];

        Assert.Equal(
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, []),
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, gradients));
        Assert.Contains(gradients, gradient => gradient != T.Zero || data.Weights.All(weight => weight == T.Zero) || data.OutputSize == 1);
    });

    [Property(Arbitrary = [typeof(LossShape)])]
    public void The_mean_gives_every_row_the_same_weight(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var (expected, actual) = (new T[data.Outputs.Length], new T[data.Outputs.Length]);
        Array.Fill(data.Weights, T.CreateChecked(1.0 / shape.Rows));

        Assert.Equal(
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, expected),
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.OutputSize, actual));
        Bits.Equal<T>(expected, actual, "gradients");
    });

    [Property(Arbitrary = [typeof(LossShape)])]
    public void Rows_of_weight_0_are_not_looked_at(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var (expected, actual) = (new T[data.Outputs.Length], new T[data.Outputs.Length]);
        var value = loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, expected);
        for (var row = 0; row < shape.Rows; row++)
        {
            if (data.Weights[row] == T.Zero)
            {
                data.Outputs.AsSpan(row * data.OutputSize, data.OutputSize).Fill(T.NaN);
                data.Targets.AsSpan(row * data.TargetSize, data.TargetSize).Fill(T.NaN);
            }
        }

        Array.Fill(actual, T.NaN);
        Assert.Equal(value, loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, actual));
        Bits.Equal<T>(expected, actual, "gradients");
        Assert.All(
            Enumerable.Range(0, actual.Length).Where(i => data.Weights[i / data.OutputSize] == T.Zero),
            i => Assert.Equal(T.Zero, actual[i]));
    });

    [Property(Arbitrary = [typeof(LossShape)])]
    public void A_row_has_the_same_gradient_alone(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var (whole, alone) = (new T[data.Outputs.Length], new T[data.OutputSize]);
        loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, whole);
        for (var row = 0; row < shape.Rows; row++)
        {
            loss.Loss.Evaluate(
                data.Outputs.AsSpan(row * data.OutputSize, data.OutputSize),
                data.Targets.AsSpan(row * data.TargetSize, data.TargetSize),
                data.Weights.AsSpan(row, 1),
                alone);
            Bits.Equal<T>(whole.AsSpan(row * data.OutputSize, data.OutputSize), alone, $"gradient of row {row}");
        }
    });

    [Fact]
    public void It_shows_that_an_output_is_not_a_number() => OfEachLoss(new LossShape(Rows: 3, Size: 5, Seed: 1), (loss, data) =>
    {
        Array.Fill(data.Weights, T.One);
        data.Outputs[data.OutputSize + 2] = T.NaN;
        var gradients = new T[data.Outputs.Length];

        Assert.Equal(T.NaN, loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, gradients));
        Assert.Equal(T.NaN, gradients[data.OutputSize + 2]);
    });

    [Fact]
    public void It_allocates_nothing() => OfEachLoss(new LossShape(Rows: 5, Size: 600, Seed: 1), (loss, data) =>
    {
        var gradients = new T[data.Outputs.Length];
        Evaluate();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Evaluate()
        {
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, gradients);
            loss.Loss.Evaluate(data.Outputs, data.Targets, data.OutputSize, []);
        }
    });

    private protected static void OfEachLoss(LossShape shape, Action<LossCase<T>, LossData<T>> holds)
    {
        foreach (var loss in LossCase<T>.All)
        {
            try
            {
                holds(loss, new LossData<T>(loss, shape));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{loss}: {e.Message}", e);
            }
        }
    }
}

public sealed class SingleLossTests : LossTests<float>
{
    private protected override double Tolerance => 1e-6;
}

public sealed class DoubleLossTests : LossTests<double>
{
    private protected override double Tolerance => 1e-14;

    [Property(Arbitrary = [typeof(LossShape)])]
    public void The_gradient_is_the_slope(LossShape shape) => OfEachLoss(shape, (loss, data) =>
    {
        var random = new Random(shape.Seed + 1);
        double[] direction = [.. data.Outputs.Select(_ => random.NextDouble() * 2 - 1)];
        var gradients = new double[data.Outputs.Length];
        loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, gradients);

        // Null where the way crosses a kink of the mean absolute error.
        var slope = Differences.Slope(
            step => loss.Loss.Evaluate([.. data.Outputs.Zip(direction, (x, d) => x + step * d)], data.Targets, data.Weights, []));
        if (slope is { } expected)
        {
            var terms = gradients.Zip(direction, (g, d) => g * d).ToArray();
            Assert.Equal(expected, terms.Sum(), 1e-8 * (1 + terms.Sum(Math.Abs)));
        }
    });
}
