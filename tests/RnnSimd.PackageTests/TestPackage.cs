using System.Globalization;
using System.Reflection;

[assembly: AssemblyFixture(typeof(RnnSimd.PackageTests.TestPackage))]

namespace RnnSimd.PackageTests;

/// <summary>The package, packed once for all tests, and beside it a consumer's project that has only the package.</summary>
public sealed class TestPackage : IAsyncLifetime
{
    /// <summary>
    /// A version that no run had before: NuGet keeps the first package of a version that it meets, and would go on testing it.
    /// </summary>
    public string Version { get; } = $"0.0.1-test.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The folder of the consumer's project, outside the repository, so that it inherits nothing.</summary>
    public string ConsumerFolder { get; } = Directory.CreateTempSubdirectory("rnnsimd-package-").FullName;

    /// <summary>All that packing has left, one file if all is well.</summary>
    public string[] PackedFiles { get; private set; } = [];

    /// <summary>The package itself.</summary>
    public string PackageFile => Path.Combine(ConsumerFolder, "packages", $"RnnSimd.{Version}.nupkg");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(file, Path.Combine(ConsumerFolder, Path.GetFileName(file)));
        }

        string packages = Path.Combine(ConsumerFolder, "packages");
        await Command.Run(
            BuildFact("Library"), "dotnet", "pack", "--no-build", "-c", BuildFact("Configuration"), "-o", packages, $"-p:PackageVersion={Version}");
        PackedFiles = Directory.GetFiles(packages);
    }

    /// <summary>Runs a command of the SDK on the consumer's project and returns what it printed.</summary>
    public Task<string> Dotnet(string command, params string[] arguments) =>
        Command.Run(ConsumerFolder, "dotnet", [command, .. arguments, $"-p:RnnSimdVersion={Version}"]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(ConsumerFolder, recursive: true);
        DeleteRestoredPackage();
        return default;
    }

    private void DeleteRestoredPackage()
    {
        string? cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        if (string.IsNullOrEmpty(cache))
        {
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        }

        string restored = Path.Combine(cache, "rnnsimd", Version);
        if (Directory.Exists(restored))
        {
            Directory.Delete(restored, recursive: true);
        }
    }

    private static string BuildFact(string key) =>
        typeof(TestPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
