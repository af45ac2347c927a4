using RnnSimd.Equations;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>The equations themselves, in double, and the slopes of a linear loss of their results by differences.</summary>
internal sealed class ReferenceRun(EquationNetwork reference, SequenceData data)
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>The outputs and the final state.</summary>
    public (double[] Outputs, double[] FinalState) Values() => Run(data.Parameters, data.State, data.Inputs);

    /// <summary>How much the values move when everything that is given moves by a relative amount: the error that rounding can make.</summary>
    public double Noise(double relative)
    {
        var random = new Random(1);
        double[] Moved(double[] values) => Array.ConvertAll(values, value => value * (1 + relative * (2 * random.Next(2) - 1)));
        var (outputs, state) = Values();
        var (movedOutputs, movedState) = Run(Moved(data.Parameters), Moved(data.State), Moved(data.Inputs));
        return Distance.Largest([.. outputs, .. state], [.. movedOutputs, .. movedState]);
    }

    /// <summary>
    /// The slope of the loss along a direction, or null where differences cannot tell it: they must agree with those of a quarter of
    /// the step, which they do not across a kink or where the loss bends too much, and not be those of a loss so large that they are its rounding.
    /// </summary>
    public double? Slope(double[]? parameters = null, double[]? state = null, double[]? inputs = null)
    {
        const double shortest = 2.5e-5;
        var (wide, narrow) = (Difference(4 * shortest), Difference(shortest));
        var (values, finalState) = Values();
        var rounding = Distance.Scale([.. values, .. finalState]) * UnitRoundoff / shortest;
        return Math.Abs(wide - narrow) + rounding <= 1e-7 * Math.Max(1, Math.Abs(narrow)) ? narrow : null;

        double Difference(double h) => (8 * (Loss(h) - Loss(-h)) - (Loss(2 * h) - Loss(-2 * h))) / (12 * h);

        double Loss(double step)
        {
            var (outputs, final) = Run(Moved(data.Parameters, parameters), Moved(data.State, state), Moved(data.Inputs, inputs));
            return Distance.Dot(outputs, data.OutputWeights) + Distance.Dot(final, data.StateWeights);

            double[] Moved(double[] point, double[]? direction) => direction is null ? point : [.. point.Zip(direction, (p, d) => p + step * d)];
        }
    }

    private (double[] Outputs, double[] FinalState) Run(double[] parameters, double[] initialState, double[] inputs)
    {
        parameters.CopyTo(reference.Parameters);
        var state = (double[])initialState.Clone();
        var outputs = new double[data.OutputWeights.Length];
        reference.Run(inputs, state, outputs, SequenceData.Batch);
        return (outputs, state);
    }
}
