using System.Globalization;

namespace RnnSimd.Diagnostics;

/// <summary>One parameter's gradient against central differences, or that of the inputs or the initial state: its worst element.</summary>
/// <param name="Name">The <see cref="ParameterInfo.Name"/>, <c>"inputs"</c> or <c>"state"</c>.</param>
/// <param name="Row">The worst element's row.</param>
/// <param name="Column">The worst element's column.</param>
/// <param name="Analytic">Its gradient by <see cref="IRecurrentNetwork{T}.Backward"/>.</param>
/// <param name="Numeric">Its gradient by differences.</param>
/// <param name="Error">Its error; see <see cref="GradientCheck"/>. Infinite if the analytic gradient is not finite, NaN if no element is decided.</param>
/// <param name="Elements">The number of elements.</param>
/// <param name="Undecided">How many of them stand at a kink of the loss, where differences decide nothing.</param>
public sealed record GradientComparison(
    string Name, int Row, int Column, double Analytic, double Numeric, double Error, int Elements, int Undecided)
{
    /// <summary>Compares all elements.</summary>
    internal static GradientComparison Of(AnalyticGradient gradient, CentralDifference difference)
    {
        var place = gradient.Place;
        var worst = new GradientComparison(place.Name, 0, 0, double.NaN, double.NaN, double.NaN, place.Count, Undecided: 0);
        var undecided = 0;
        for (var r = 0; r < place.Rows; r++)
        {
            for (var c = 0; c < place.Columns; c++)
            {
                var index = place.Offset + r * place.RowStride + c * place.ColumnStride;
                if (difference.Along(gradient.Values, index) is not { } slope)
                {
                    undecided++;
                    continue;
                }

                var error = ErrorOf(gradient.Gradients[index], slope, difference.Tolerance);
                if (!(error <= worst.Error))
                {
                    worst = worst with { Row = r, Column = c, Analytic = gradient.Gradients[index], Numeric = slope.Value, Error = error };
                }
            }
        }

        return worst with { Undecided = undecided };
    }

    /// <summary>The comparison in words and numbers, without the name.</summary>
    internal string Describe()
    {
        var undecided = Undecided > 0 ? $", {Undecided} of {Elements} undecided" : "";
        return double.IsNaN(Error)
            ? $"nothing decided{undecided}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"error {Error:0.0e+00} at [{Row}, {Column}]: {Analytic:g10} analytic, {Numeric:g10} numeric{undecided}");
    }

    private static double ErrorOf(double analytic, Slope slope, double tolerance)
    {
        if (!double.IsFinite(analytic))
        {
            return double.PositiveInfinity;
        }

        var difference = Math.Abs(analytic - slope.Value);
        var scale = Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(slope.Value)), slope.Rounding / tolerance);
        return difference == 0 ? 0 : difference / scale;
    }
}
