using System.Numerics;
using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

/// <summary>Every optimizer against its paper's formulas, and what holds of all of them.</summary>
public abstract class OptimizerReferenceTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Steps = 12;

    private protected abstract double Tolerance { get; }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(1029)]
    public void It_follows_the_formulas(int count) => OfEach(optimizer =>
    {
        var actual = new Run(optimizer, count);
        var expected = Array.ConvertAll(actual.Parameters, double.CreateChecked);
        var references = Array.ConvertAll(expected, _ => optimizer.CreateReference());
        for (var step = 0; step < Steps; step++)
        {
            var gradients = actual.Step();
            for (var i = 0; i < count; i++)
            {
                expected[i] = references[i](expected[i], double.CreateChecked(gradients[i]));
                Assert.Equal(expected[i], double.CreateChecked(actual.Parameters[i]), Tolerance);
            }
        }
    });

    [Fact]
    public void An_optimizer_with_the_state_of_another_goes_on_with_the_same_bits() => OfEach(optimizer =>
    {
        var first = new Run(optimizer, count: 700);
        for (var step = 0; step < Steps; step++)
        {
            first.Step();
        }

        var second = new Run(optimizer, count: 700) { Random = new Random(2) };
        first.Random = new Random(2);
        first.Parameters.CopyTo(second.Parameters, 0);
        second.Optimizer.StepCount = first.Optimizer.StepCount;
        foreach (var state in first.Optimizer.State)
        {
            state.Values.CopyTo(second.Optimizer.State.Single(other => other.Name == state.Name).Values);
        }

        Assert.Equal(Steps, first.Optimizer.StepCount);
        for (var step = 0; step < Steps; step++)
        {
            first.Step();
            second.Step();
            Bits.Equal<T>(first.Parameters, second.Parameters, "parameters");
        }
    });

    [Fact]
    public void A_step_allocates_nothing() => OfEach(optimizer =>
    {
        var parameters = new T[1000];
        var gradients = new T[1000];
        Array.Fill(gradients, T.One);
        var created = optimizer.Create(1000);
        created.Step(parameters, gradients);

        var before = GC.GetAllocatedBytesForCurrentThread();
        created.Step(parameters, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    });

    private static void OfEach(Action<OptimizerCase<T>> holds)
    {
        foreach (var optimizer in OptimizerCase<T>.All)
        {
            try
            {
                holds(optimizer);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{optimizer}: {e.Message}", e);
            }
        }
    }

    /// <summary>An optimizer at work on random gradients.</summary>
    private sealed class Run
    {
        private readonly T[] _gradients;

        public Run(OptimizerCase<T> optimizer, int count)
        {
            Optimizer = optimizer.Create(count);
            Parameters = new T[count];
            _gradients = new T[count];
            Draw(Parameters);
        }

        public Optimizer<T> Optimizer { get; }

        public T[] Parameters { get; }

        public Random Random { get; set; } = new(1);

        public T[] Step()
        {
            Draw(_gradients);
            Optimizer.Step(Parameters, _gradients);
            return _gradients;
        }

        private void Draw(T[] values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = T.CreateChecked(Random.NextDouble() * 2 - 1);
            }
        }
    }
}

public sealed class SingleOptimizerReferenceTests : OptimizerReferenceTests<float>
{
    private protected override double Tolerance => 1e-5;
}

public sealed class DoubleOptimizerReferenceTests : OptimizerReferenceTests<double>
{
    private protected override double Tolerance => 1e-13;
}
