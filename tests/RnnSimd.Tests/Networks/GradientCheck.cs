using System.Numerics;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks;

/// <summary>Holds a generated gradient against differences of the equations, along a random direction for each parameter, the inputs and the state.</summary>
internal sealed class GradientCheck<T>(EquationNetwork equations, Sequence<T> sequence, int[]? lengths = null)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _parameters = equations.Parameters.ToArray();
    private readonly double[] _inputs = Sequence<T>.ToDouble(sequence.Inputs);
    private readonly double[] _state = Sequence<T>.ToDouble(sequence.State);
    private readonly double[] _outputWeights = Sequence<T>.ToDouble(sequence.OutputWeights);
    private readonly double[] _stateWeights = Sequence<T>.ToDouble(sequence.StateWeights);

    /// <summary>Checks all of them.</summary>
    public void Holds(Gradients<T> gradients, int seed, double tolerance)
    {
        var random = new Random(seed);
        var parameters = Sequence<T>.ToDouble(gradients.Parameters);
        foreach (var info in equations.ParameterInfos)
        {
            if (info.IsFrozen)
            {
                Assert.All(ElementsOf(info), index => Assert.Equal(0, parameters[index]));
                continue;
            }

            var direction = new double[parameters.Length];
            foreach (var index in ElementsOf(info))
            {
                direction[index] = 2 * random.NextDouble() - 1;
            }

            Holds(info.Name, direction, parameters, tolerance, moved => Loss(moved, _state, _inputs), _parameters);
        }

        if (sequence.TakesTokens)
        {
            Assert.All(gradients.Inputs, gradient => Assert.Equal(T.Zero, gradient));
        }
        else
        {
            var inputDirection = Sequence<double>.Draw(random, _inputs.Length);
            Holds("inputs", inputDirection, Sequence<T>.ToDouble(gradients.Inputs), tolerance, moved => Loss(_parameters, _state, moved), _inputs);
        }

        var stateDirection = Sequence<double>.Draw(random, _state.Length);
        Holds("state", stateDirection, Sequence<T>.ToDouble(gradients.InitialState), tolerance, moved => Loss(_parameters, moved, _inputs), _state);
    }

    private static void Holds(
        string what, double[] direction, double[] gradient, double tolerance, Func<double[], double> loss, double[] point)
    {
        if (Differences.Slope(step => loss([.. point.Select((p, i) => p + step * direction[i])])) is { } expected)
        {
            var actual = Dot(direction, gradient);
            Assert.True(
                Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
                $"{what}: differences give {expected}, the gradient {actual}");
        }
    }

    private static IEnumerable<int> ElementsOf(ParameterInfo info) =>
        from r in Enumerable.Range(0, info.Rows)
        from c in Enumerable.Range(0, info.Columns)
        select info.Offset + r * info.RowStride + c * info.ColumnStride;

    private double Loss(double[] parameters, double[] state, double[] inputs)
    {
        parameters.CopyTo(equations.Parameters);
        var final = (double[])state.Clone();
        var outputs = new double[_outputWeights.Length];
        equations.Run(inputs, final, outputs, sequence.Batch, lengths);
        return Dot(outputs, _outputWeights) + Dot(final, _stateWeights);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
