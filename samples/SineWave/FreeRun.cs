using RnnSimd;

namespace SineWave;

/// <summary>A network that hears a wave for two periods, and from then on only itself.</summary>
internal sealed class FreeRun
{
    private const int Start = 2 * (int)Waves.Period;

    private readonly double[] _values;
    private readonly double[] _crossings;

    private FreeRun(double[] values)
    {
        _values = values;

        // Where the line between two values goes up through zero, from half a period on: the start itself is such a place.
        _crossings = [.. from t in Enumerable.Range(1, values.Length - 1)
                         where t > Waves.Period / 2 && values[t - 1] < 0 && values[t] >= 0
                         select t - values[t] / (values[t] - values[t - 1])];
    }

    /// <summary>What it says from the moment on when it hears itself only.</summary>
    public IReadOnlyList<double> Values => _values;

    public static FreeRun Of(IRecurrentNetwork<double> network, int periods)
    {
        // Half a period more, so that the last crossing is not missed if it comes late.
        var wave = new double[Start + (int)((periods + 0.5) * Waves.Period)];
        var state = new double[network.StateSize];
        for (var t = 0; t < wave.Length; t++)
        {
            network.Step([Past(t - 1), Past(t - 2)], state, wave.AsSpan(t, 1));
        }

        return new(wave[Start..]);

        double Past(int t) => t < Start ? Waves.At(t) : wave[t];
    }

    /// <summary>How late it goes up through zero after a number of periods, as a part of a period; NaN if it does not any more.</summary>
    public double PhaseAfter(int periods) => periods <= _crossings.Length ? _crossings[periods - 1] / Waves.Period - periods : double.NaN;

    /// <summary>The amplitude of the period that ends there: √2 times the root mean square.</summary>
    public double AmplitudeAfter(int periods)
    {
        var period = _values.AsSpan((periods - 1) * (int)Waves.Period, (int)Waves.Period).ToArray();
        return Math.Sqrt(2 * period.Average(x => x * x));
    }
}
