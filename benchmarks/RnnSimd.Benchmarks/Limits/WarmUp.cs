using System.Diagnostics;
using System.Runtime;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>Calls code until the runtime has nothing more to optimise in it.</summary>
/// <remarks>
/// Code starts unoptimised. What was called 30 times is optimised on another thread, in up to two rounds; where there is one core, that thread
/// runs while this one sleeps. The project file says that calls count from the start.
/// </remarks>
internal static class WarmUp
{
    private const int QuietTurns = 3;
    private const int MostTurns = 50;
    private const int LeastCalls = 30;

    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_sleep = TimeSpan.FromMilliseconds(25);

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
