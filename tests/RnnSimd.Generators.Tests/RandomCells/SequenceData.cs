using System.Numerics;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>A point at which a network and its reference are compared: parameters, a sequence and the weights of a linear loss.</summary>
/// <remarks>All numbers are exact in single precision, so that both precisions compute at the same point.</remarks>
internal sealed class SequenceData
{
    public const int Steps = 3;
    public const int Batch = 2;

    public SequenceData(int inputs, int states, int outputs, IReadOnlyList<ParameterInfo> parameters, int seed)
    {
        var random = new Random(seed);
        Inputs = Draw(random, Steps * Batch * inputs, 1);
        State = Draw(random, Batch * states, 1);
        OutputWeights = Draw(random, Steps * Batch * outputs, 1);
        StateWeights = Draw(random, Batch * states, 1);
        Parameters = new double[parameters.Sum(parameter => parameter.Count)];
        foreach (var parameter in parameters)
        {
            // Rows of a matrix sum many terms; its elements are as small as keeps the sums near 1.
            var values = Draw(random, parameter.Count, 1.5 / Math.Sqrt(parameter.Columns));
            for (var i = 0; i < values.Length; i++)
            {
                Parameters[IndexOf(parameter, i)] = values[i];
            }
        }
    }

    public double[] Parameters { get; }

    public double[] Inputs { get; }

    public double[] State { get; }

    public double[] OutputWeights { get; }

    public double[] StateWeights { get; }

    public static int IndexOf(ParameterInfo parameter, int element) =>
        parameter.Offset + element / parameter.Columns * parameter.RowStride + element % parameter.Columns * parameter.ColumnStride;

    public static double[] Draw(Random random, int length, double range) =>
        [.. Enumerable.Range(0, length).Select(_ => (double)(float)(range * (2 * random.NextDouble() - 1)))];

    public static T[] To<T>(double[] values)
        where T : INumber<T> => Array.ConvertAll(values, T.CreateTruncating);
}
