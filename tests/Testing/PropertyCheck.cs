using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using TestResult = FsCheck.TestResult;

namespace RnnSimd.Testing;

/// <summary>Checks one property with FsCheck.</summary>
internal static partial class PropertyCheck
{
    /// <summary>Draws cases, calls <paramref name="method"/> on <paramref name="target"/> with each, and shrinks the first that fails.</summary>
    /// <exception cref="PropertyFailedException">A case failed, or too few cases met the property's condition.</exception>
    public static void Run(PropertyAttribute settings, MethodInfo method, object? target)
    {
        string name = $"{method.DeclaringType?.Name}.{method.Name}";
        var runner = new ResultRunner(settings.Verbose);
        var config = Config.Quick
            .WithMaxTest(settings.MaxTest)
            .WithMaxRejected(settings.MaxRejected)
            .WithStartSize(settings.StartSize)
            .WithEndSize(settings.EndSize)
            .WithArbitrary(settings.Arbitrary)
            .WithReplay(ParseReplay(settings.Replay))
            .WithName(name)
            .WithRunner(runner);

        Check.Method(config, method, target is null ? null : FSharpOption<object>.Some(target));
        Report(name, runner.Result!);
    }

    private static void Report(string name, TestResult result)
    {
        switch (result)
        {
            case TestResult.Failed failed:
                Fail(name, failed);
                break;

            case TestResult.Exhausted:
                throw new PropertyFailedException(Runner.onFinishedToString(name, result).TrimEnd(), null);

            default:
                TestContext.Current.TestOutputHelper?.WriteLine(Runner.onFinishedToString(name, result).TrimEnd());
                break;
        }
    }

    private static void Fail(string name, TestResult.Failed failed)
    {
        var cause = (failed.Item4 as Outcome.Failed)?.Item;
        if (cause is AggregateException { InnerExceptions: [var onlyCause] })
        {
            cause = onlyCause;
        }

        if (cause is not null && IsSkip(cause))
        {
            // A property that cannot run here asks xunit to skip it; that is no counterexample.
            ExceptionDispatchInfo.Throw(cause);
        }

        string counterexample = Runner.onFailureToString(
            $"{name}: ", failed.Item1, failed.Item2, failed.Item3, failed.Item5, failed.Item6, failed.Item7);
        string seed = string.Create(CultureInfo.InvariantCulture, $"({failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7})");
        throw new PropertyFailedException(
            $"{counterexample.TrimEnd()}\nReplay this case alone with [Property(Replay = \"{seed}\")].", cause);
    }

    private static bool IsSkip(Exception exception) =>
        exception.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal);

    private static FSharpOption<Replay>? ParseReplay(string? replay)
    {
        if (replay is null)
        {
            return null;
        }

        var match = ReplayPattern().Match(replay);
        if (!match.Success)
        {
            throw new ArgumentException(
                $"Replay is \"{replay}\"; expected \"(seed,gamma)\" or \"(seed,gamma,size)\" as a failure prints it.", nameof(replay));
        }

        var rnd = new Rnd(
            ulong.Parse(match.Groups["seed"].Value, CultureInfo.InvariantCulture),
            ulong.Parse(match.Groups["gamma"].Value, CultureInfo.InvariantCulture));
        var size = match.Groups["size"] is { Success: true, Value: var digits }
            ? FSharpOption<int>.Some(int.Parse(digits, CultureInfo.InvariantCulture))
            : null;

        return FSharpOption<Replay>.Some(new Replay(rnd, size));
    }

    [GeneratedRegex(@"^\s*\(?\s*(?<seed>\d+)\s*,\s*(?<gamma>\d+)\s*(,\s*(?<size>\d+)\s*)?\)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ReplayPattern();

    /// <summary>Keeps the result instead of printing it.</summary>
    private sealed class ResultRunner(bool verbose) : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(
            int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
            if (verbose)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(Runner.onArgumentsToString(ntest, args));
            }
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
            if (verbose)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(Runner.onShrinkToString(args));
            }
        }

        public void OnFinished(string name, TestResult testResult) => Result = testResult;
    }
}
