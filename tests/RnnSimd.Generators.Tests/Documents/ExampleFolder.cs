using System.Diagnostics;
using Microsoft.CodeAnalysis;
using RnnSimd.Equations;

namespace RnnSimd.Generators.Tests.Documents;

/// <summary>Programs in a folder of their own, run as a user would run them: what one saves, another can load.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rnnsimd-examples-");

    public ExampleFolder()
    {
        foreach (var library in new[] { typeof(Cell).Assembly, typeof(System.Numerics.Tensors.TensorPrimitives).Assembly })
        {
            File.Copy(library.Location, Path.Combine(_folder.FullName, Path.GetFileName(library.Location)));
        }
    }

    /// <summary>Writes the program's assembly, runs it and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error; the message holds what it printed.</exception>
    public async Task<string> Run(Compilation program)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var path = Path.Combine(_folder.FullName, "Example.dll");
        Assert.Empty(program.Emit(path, cancellationToken: cancellation).Diagnostics.Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity == DiagnosticSeverity.Error));

        var own = typeof(ExampleFolder).Assembly.Location;
        File.Copy(Path.ChangeExtension(own, "runtimeconfig.json"), Path.ChangeExtension(path, "runtimeconfig.json"), overwrite: true);

        var start = new ProcessStartInfo("dotnet", ["exec", path])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? (await output).ReplaceLineEndings("\n").TrimEnd()
            : throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{await output}{await errors}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
