using MathNet.Numerics.LinearAlgebra;

namespace Sunspots;

/// <summary>A number as a constant plus a weighted sum of the numbers of the years before: Yule (1927), who made it for sunspots.</summary>
internal sealed class Autoregression
{
    private const int MaximumOrder = 12;

    private readonly Vector<double> _weights;

    private Autoregression(Vector<double> weights) => _weights = weights;

    /// <summary>How many years it looks back.</summary>
    public int Order => _weights.Count - 1;

    /// <summary>Fits every order up to 12 by least squares and takes the one with the lowest information criterion of Akaike (1974).</summary>
    public static Autoregression Fit(YearlySeries series, Period period)
    {
        var years = Enumerable.Range(period.First, period.Last - period.First + 1).ToArray();
        var targets = Vector<double>.Build.Dense(years.Length, i => series[years[i]]);
        return Enumerable.Range(1, MaximumOrder).Select(Fit).MinBy(fit => fit.Criterion).Model;

        (Autoregression Model, double Criterion) Fit(int order)
        {
            var rows = Matrix<double>.Build.Dense(years.Length, order + 1, (i, lag) => Regressor(series, years[i], lag));
            var weights = rows.QR().Solve(targets);
            var meanSquare = (rows * weights - targets).PointwisePower(2).Average();
            return (new Autoregression(weights), years.Length * Math.Log(meanSquare) + 2 * weights.Count);
        }
    }

    /// <summary>The forecast of every year that has enough years before it, from their true numbers.</summary>
    public YearlySeries Forecast(YearlySeries series)
    {
        var first = series.FirstYear + Order;
        var forecasts = Enumerable.Range(first, series.LastYear - first + 2)
            .Select(year => _weights.Select((weight, lag) => weight * Regressor(series, year, lag)).Sum());
        return new YearlySeries(first, [.. forecasts]);
    }

    private static double Regressor(YearlySeries series, int year, int lag) => lag == 0 ? 1 : series[year - lag];
}
