using RnnSimd.Diagnostics;
using Spectre.Console;

namespace Samples;

/// <summary>A run of a sample, from its options to its exit code.</summary>
internal sealed class Sample
{
    private readonly Options _options;
    private bool _holds = true;

    private Sample(Options options) => _options = options;

    public bool Quick => _options.Quick;

    public int Seed => _options.Seed;

    /// <summary>Runs a sample: 0 if all that it claims holds, 1 if something does not, 2 if its options are wrong.</summary>
    public static int Run(string name, string[] arguments, Action<Sample> work)
    {
        Options options;
        try
        {
            options = Options.Parse(name, arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        AdaptToOutput();
        Directory.CreateDirectory(options.Folder);
        var sample = new Sample(options);
        work(sample);
        AnsiConsole.WriteLine($"Files are in {Path.GetFullPath(options.Folder)}.");
        return sample._holds ? 0 : 1;
    }

    /// <summary>The path of one of its files.</summary>
    public string PathOf(string file) => Path.Combine(_options.Folder, file);

    public void Save(string file, LineChart chart) => File.WriteAllText(PathOf(file), chart.ToSvg());

    /// <summary>Prints whether something that the sample claims holds. If it does not, the run goes on, but its exit code will be 1.</summary>
    public void Check(bool holds, string claim)
    {
        _holds &= holds;
        AnsiConsole.MarkupLineInterpolated(holds ? (FormattableString)$"[green]holds:[/] {claim}" : $"[red]FAILS:[/] {claim}");
    }

    /// <summary>Plain text of a fixed width where nobody looks on: in a file or a pipe.</summary>
    private static void AdaptToOutput()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = 140;
        }
    }
}
