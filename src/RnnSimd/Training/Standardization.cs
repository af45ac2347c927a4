using System.Globalization;
using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Shifts and scales each feature to mean 0 and standard deviation 1 over the data that it was fitted to. A network that was trained on standardised
/// data is of no use without it, so it goes into the model's file: see <see cref="ToMetadata"/>.
/// </summary>
public sealed class Standardization
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    private Standardization(double[] means, double[] deviations) => (_means, _deviations) = (means, deviations);

    /// <summary>The number of features.</summary>
    public int Size => _means.Length;

    /// <summary>The mean of each feature.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The standard deviation of each feature; 1 of a constant one.</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>Finds means and standard deviations (over n, not n − 1). Fit to what is trained on only, not to what is tested on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data"><c>[row, <paramref name="size"/>]</c>, one row or more, all finite.</param>
    /// <param name="size">The number of features, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="data"/> has no rows, or not whole rows, or an element that is not finite.</exception>
    public static Standardization Fit<T>(ReadOnlySpan<T> data, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (data.IsEmpty || data.Length % size != 0)
        {
            throw new ArgumentException($"There must be one or more rows of {size} elements, but there are {data.Length} elements.", nameof(data));
        }

        var (means, deviations) = (new double[size], new double[size]);
        double rows = data.Length / size;
        for (var i = 0; i < data.Length; i++)
        {
            if (!T.IsFinite(data[i]))
            {
                throw new ArgumentException($"Element {i % size} of row {i / size} is {data[i]}; all must be finite.", nameof(data));
            }

            means[i % size] += double.CreateChecked(data[i]) / rows;
        }

        for (var i = 0; i < data.Length; i++)
        {
            var distance = double.CreateChecked(data[i]) - means[i % size];
            deviations[i % size] += distance * distance / rows;
        }

        for (var i = 0; i < size; i++)
        {
            // Of a constant feature the mean is rounded, so what is left is no deviation.
            deviations[i] = IsConstant(data, i, size) ? 1 : Math.Sqrt(deviations[i]);
        }

        return new(means, deviations);
    }

    /// <summary>Standardises rows in place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data"><c>[row, Size]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is not whole rows.</exception>
    public void Apply<T>(Span<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotRows(data.Length, nameof(data));
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = T.CreateChecked((double.CreateChecked(data[i]) - _means[i % Size]) / _deviations[i % Size]);
        }
    }

    /// <summary>Brings standardised rows back to their own scale, in place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data"><c>[row, Size]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is not whole rows.</exception>
    public void Undo<T>(Span<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotRows(data.Length, nameof(data));
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = T.CreateChecked(double.CreateChecked(data[i]) * _deviations[i % Size] + _means[i % Size]);
        }
    }

    /// <summary>Two entries for a model's file, every digit kept.</summary>
    /// <param name="name">What the entries are called, so that inputs and targets can have one each.</param>
    public IReadOnlyDictionary<string, string> ToMetadata(string name) => new Dictionary<string, string>
    {
        [MeansKey(name)] = string.Join(' ', _means.Select(mean => mean.ToString("R", CultureInfo.InvariantCulture))),
        [DeviationsKey(name)] = string.Join(' ', _deviations.Select(deviation => deviation.ToString("R", CultureInfo.InvariantCulture))),
    };

    /// <summary>Reads what <see cref="ToMetadata"/> wrote.</summary>
    /// <param name="metadata">What came with a model.</param>
    /// <param name="name">What the entries are called.</param>
    /// <exception cref="ArgumentException">The entries are missing, or are not as many finite numbers, with deviations above 0.</exception>
    public static Standardization FromMetadata(IReadOnlyDictionary<string, string> metadata, string name)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var (means, deviations) = (Read(metadata, MeansKey(name)), Read(metadata, DeviationsKey(name)));
        return means.Length == deviations.Length && deviations.All(deviation => deviation > 0)
            ? new(means, deviations)
            : throw new ArgumentException($"'{name}' has {means.Length} means for {deviations.Length} deviations, or a deviation that is not above 0.", nameof(metadata));
    }

    private static bool IsConstant<T>(ReadOnlySpan<T> data, int feature, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = feature + size; i < data.Length; i += size)
        {
            if (data[i] != data[feature])
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Read(IReadOnlyDictionary<string, string> metadata, string key)
    {
        if (!metadata.TryGetValue(key, out var text))
        {
            throw new ArgumentException($"There is no entry '{key}'.", nameof(metadata));
        }

        var values = text.Split(' ');
        var numbers = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(values[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                throw new ArgumentException($"Entry '{key}' has '{values[i]}' where a finite number is expected.", nameof(metadata));
            }
        }

        return numbers;
    }

    private static string MeansKey(string name) => $"{name}.means";

    private static string DeviationsKey(string name) => $"{name}.deviations";

    private void ThrowIfNotRows(int length, string paramName)
    {
        if (length % Size != 0)
        {
            throw new ArgumentException($"There must be whole rows of {Size} elements, but there are {length} elements.", paramName);
        }
    }
}
