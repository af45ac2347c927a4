using System.Diagnostics;

namespace RnnSimd.Tests.Testing;

/// <summary>Runs an explicit test in a process of its own: what the runtime decides, it decides once for each.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the test, which has to pass.</summary>
    /// <param name="testClass">Its class.</param>
    /// <param name="method">Its name.</param>
    /// <param name="environment">Variables that the process gets beside those of this one.</param>
    public static async Task Run(Type testClass, string method, params (string Name, string Value)[] environment)
    {
        using var process = Process.Start(Of(testClass, method, environment))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await output}\n{errors}");
    }

    /// <summary>How to start the process.</summary>
    /// <param name="testClass">The test's class.</param>
    /// <param name="method">Its name.</param>
    /// <param name="environment">Variables that the process gets beside those of this one.</param>
    public static ProcessStartInfo Of(Type testClass, string method, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(testClass.Assembly.Location);
        }

        string[] arguments = ["-method", $"{testClass.FullName}.{method}", "-explicit", "only"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
