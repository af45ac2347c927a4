using RnnSimd;

namespace Sunspots;

/// <summary>A trained network and its scale: what a model file holds.</summary>
internal sealed class Forecaster(IRecurrentNetwork<float> network, ActivityScale scale)
{
    private readonly float[] _state = new float[network.StateSize];

    /// <summary>The forecasts of all years after the first, and of one more, each made from the true numbers before it: one call.</summary>
    public YearlySeries ForecastAll(YearlySeries series)
    {
        var levels = Array.ConvertAll(series.Between(series.FirstYear, series.LastYear).ToArray(), scale.Level);
        var changes = new float[levels.Length];
        network.Run(levels, new float[network.StateSize], changes);
        return new YearlySeries(series.FirstYear + 1, [.. levels.Zip(changes, Forecast)]);
    }

    /// <summary>The same as a stream: takes the number of a year when it is known and gives the forecast for the next.</summary>
    public double Next(double number)
    {
        ReadOnlySpan<float> level = [scale.Level(number)];
        Span<float> change = stackalloc float[1];
        network.Step(level, _state, change);
        return Forecast(level[0], change[0]);
    }

    private double Forecast(float level, float change) => Math.Max(0, scale.Number(level + change));
}
