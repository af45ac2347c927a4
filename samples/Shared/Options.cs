using System.Globalization;

namespace Samples;

/// <summary>What every sample can be told.</summary>
/// <param name="Quick">A short run, which shows that everything works.</param>
/// <param name="Seed">Decides what is drawn at random: data, noise, first parameters.</param>
/// <param name="Folder">Where files go.</param>
internal sealed record Options(bool Quick, int Seed, string Folder)
{
    private const string Usage = "Options: --quick  --seed <number>  --output <folder>";

    /// <summary>Reads the arguments of a sample.</summary>
    /// <exception cref="ArgumentException">One of them is none of the options.</exception>
    public static Options Parse(string name, IReadOnlyList<string> arguments)
    {
        var options = new Options(Quick: false, Seed: 0, Path.Combine("artifacts", name));
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--seed" when int.TryParse(Value(i++), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                "--output" when Value(i++) is { Length: > 0 } folder => options with { Folder = folder },
                var unknown => throw new ArgumentException($"'{unknown}' is not understood. {Usage}"),
            };
        }

        return options;

        string Value(int option) => option + 1 < arguments.Count ? arguments[option + 1] : "";
    }
}
