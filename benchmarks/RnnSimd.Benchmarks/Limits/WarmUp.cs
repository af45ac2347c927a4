using System.Diagnostics;
using System.Runtime;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>Calls code until the runtime has nothing more to optimise in it.</summary>
/// <remarks>
/// Code starts unoptimised. The runtime counts calls only after 100 ms in which no new method ran, and optimises what was called 30 times on
/// another thread, in up to two rounds. Where there is one core, that thread runs while this one sleeps.
/// </remarks>
internal static class WarmUp
{
    private const int QuietTurns = 2;
    private const int MostTurns = 20;
    private const int LeastCalls = 30;

    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_sleep = TimeSpan.FromMilliseconds(120);

    /// <param name="run">Calls as often as it is told.</param>
    public static void Run(Action<int> run)
    {
        var quiet = 0;
        for (var turn = 0; turn < MostTurns && quiet < QuietTurns; turn++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            Turn(run);
            Thread.Sleep(s_sleep);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
        }
    }

    // Fewer calls of what takes long: its own loops call what matters often enough.
    private static void Turn(Action<int> run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < LeastCalls || Stopwatch.GetElapsedTime(start) < s_turn; calls++)
        {
            run(1);
            if (Stopwatch.GetElapsedTime(start) > s_longestTurn)
            {
                return;
            }
        }
    }
}
