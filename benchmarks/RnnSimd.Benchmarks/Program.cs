using System.Globalization;
using BenchmarkDotNet.Running;
using RnnSimd.Benchmarks.Compare;
using RnnSimd.Benchmarks.FirstCall;
using RnnSimd.Benchmarks.Quick;
using RnnSimd.Benchmarks.Suite;

// --quick [text]: one process, under two minutes, every time as a share of what the machine can do; only rows whose name contains the text.
// --compare: minutes; the same LSTM layers in this library, in what one would write instead and in other libraries, into benchmarks/results.
// Anything else goes to BenchmarkDotNet, for example: --anyCategories Step
if (args is [NewProcess.Option, var subject, .. var options])
{
    NewProcess.Run(int.Parse(subject, CultureInfo.InvariantCulture), options is [NewProcess.LaterCallsOption]);
}
else if (args is ["--quick", ..])
{
    QuickReport.Print(Console.Out, args.ElementAtOrDefault(1) ?? "");
}
else if (args is ["--compare"])
{
    Comparison.Run(Console.Out);
}
else
{
    RunSuite(args);
}

// Not part of the main method: a new process that is timed need not load BenchmarkDotNet.
static void RunSuite(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new SuiteConfig());
