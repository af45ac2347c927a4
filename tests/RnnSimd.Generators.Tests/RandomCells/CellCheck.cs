using System.Diagnostics.CodeAnalysis;
using RnnSimd.Equations;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>What is wrong with a cell: a sort of failure, by which shrinking knows it again, and the numbers.</summary>
internal sealed record Mismatch(string Kind, string Detail);

/// <summary>Holds the generated networks of a cell against its equations.</summary>
internal static class CellCheck
{
    /// <summary>The first thing that is wrong, or null.</summary>
    /// <param name="exact">Its network in double precision.</param>
    /// <param name="single">Its network in single precision.</param>
    /// <param name="isDecided">Whether there was a point at which the cell could be judged.</param>
    [RequiresUnreferencedCode("The equations are found by reflection.")]
    public static Mismatch? Run(IRecurrentNetwork<double> exact, IRecurrentNetwork<float> single, out bool isDecided)
    {
        isDecided = false;
        var reference = new EquationNetwork(exact) { DropoutSeed = new Tape<double>().DropoutSeed };
        for (var seed = 1; seed <= 4 && !isDecided; seed++)
        {
            var data = new SequenceData(exact.InputSize, exact.StateSize, exact.OutputSize, exact.ParameterInfos, seed);
            var run = NetworkRun.Of(exact, data);
            var singleRun = NetworkRun.Of(single, data);
            if (run.DifferenceInBits(exact, data) is { } difference)
            {
                return new("bits", difference);
            }

            if (singleRun.DifferenceInBits(single, data) is { } singleDifference)
            {
                return new("single bits", singleDifference);
            }

            if (Values(run, singleRun, new(reference, data)) is { } value)
            {
                return value;
            }

            if (Gradients(exact.ParameterInfos, run, new(reference, data), data, out isDecided) is { } gradient)
            {
                return gradient;
            }

            // Where rounding is amplified, single precision says nothing about gradients.
            if (isDecided && new ReferenceRun(reference, data).Noise(1e-7) < 1e-5 && Singles(run, singleRun) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Mismatch? Values(NetworkRun run, NetworkRun singleRun, ReferenceRun reference)
    {
        var (outputs, state) = reference.Values();
        double[] expected = [.. outputs, .. state];
        var noise = reference.Noise(1e-10) * 1e10;
        return Compare("values", expected, [.. run.Outputs, .. run.FinalState], 1e-12 * Distance.Scale(expected) + 1e-14 * noise)
            ?? Compare("single values", expected, [.. singleRun.Outputs, .. singleRun.FinalState], 1e-5 * Distance.Scale(expected) + 5e-6 * noise);
    }

    private static Mismatch? Gradients(IReadOnlyList<ParameterInfo> parameters, NetworkRun run, ReferenceRun reference, SequenceData data, out bool isDecided)
    {
        isDecided = true;
        var random = new Random(2);
        foreach (var parameter in parameters)
        {
            var direction = new double[data.Parameters.Length];
            var elements = SequenceData.Draw(random, parameter.Count, 1);
            for (var i = 0; i < elements.Length; i++)
            {
                direction[SequenceData.IndexOf(parameter, i)] = elements[i];
            }

            var expected = parameter.IsFrozen ? 0 : reference.Slope(parameters: direction);
            if (Compare("gradient of a parameter", expected, Distance.Dot(direction, run.ParameterGradients), ref isDecided, parameter.Name) is { } wrong)
            {
                return wrong;
            }
        }

        var inputs = SequenceData.Draw(random, data.Inputs.Length, 1);
        var state = SequenceData.Draw(random, data.State.Length, 1);
        return Compare("gradient of the input", reference.Slope(inputs: inputs), Distance.Dot(inputs, run.InputGradients), ref isDecided)
            ?? Compare("gradient of the state", reference.Slope(state: state), Distance.Dot(state, run.StateGradients), ref isDecided);
    }

    private static Mismatch? Singles(NetworkRun exact, NetworkRun single) =>
        Compare("single gradients of parameters", exact.ParameterGradients, single.ParameterGradients, 1e-3 * Distance.Scale(exact.ParameterGradients))
        ?? Compare("single gradients of the input", exact.InputGradients, single.InputGradients, 1e-3 * Distance.Scale(exact.InputGradients))
        ?? Compare("single gradients of the state", exact.StateGradients, single.StateGradients, 1e-3 * Distance.Scale(exact.StateGradients));

    private static Mismatch? Compare(string kind, double? expected, double actual, ref bool isDecided, string what = "")
    {
        isDecided &= expected is not null;
        return expected is { } slope && !(Math.Abs(slope - actual) <= 1e-6 * Math.Max(1, Math.Abs(slope)))
            ? new(kind, $"{what} differences give {slope}, the gradient {actual}")
            : null;
    }

    // NaN fails: it is not within any tolerance.
    private static Mismatch? Compare(string kind, double[] expected, double[] actual, double tolerance) => Distance.Largest(expected, actual) <= tolerance
        ? null
        : new(kind, $"off by {Distance.Largest(expected, actual)}, where {tolerance} is allowed\nexpected {string.Join(" ", expected)}\nactual   {string.Join(" ", actual)}");
}
