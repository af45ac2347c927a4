using BenchmarkDotNet.Running;
using RnnSimd.Benchmarks.Quick;
using RnnSimd.Benchmarks.Suite;

// --quick [text]: one process, under two minutes, every time as a share of what the machine can do; only rows whose name contains the text.
// Anything else goes to BenchmarkDotNet, for example: --anyCategories Step
if (args is ["--quick", ..])
{
    QuickReport.Print(Console.Out, args.ElementAtOrDefault(1) ?? "");
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new SuiteConfig());
}
