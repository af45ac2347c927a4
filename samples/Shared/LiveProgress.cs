using Spectre.Console;

namespace Samples;

/// <summary>A piece of work that takes a known number of steps and says after each how far it has come.</summary>
internal sealed record Work(string Name, int Steps, Action<Action<string>> Run);

/// <summary>Shows work while it is done: a bar for each piece, or a few lines where a bar cannot move.</summary>
internal static class LiveProgress
{
    private const int Lines = 5;

    /// <summary>Does pieces of work, one after the other.</summary>
    public static void Show(params IReadOnlyList<Work> pieces)
    {
        if (!AnsiConsole.Profile.Capabilities.Ansi)
        {
            foreach (var piece in pieces)
            {
                piece.Run(LineWriter(piece));
            }

            return;
        }

        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                foreach (var (piece, bar) in pieces.Select(piece => (piece, context.AddTask(Markup.Escape(piece.Name), maxValue: piece.Steps))).ToArray())
                {
                    piece.Run(news =>
                    {
                        bar.Description = Markup.Escape($"{piece.Name}, {news}");
                        bar.Increment(1);
                    });
                    bar.Value = piece.Steps; // It may have ended early.
                    bar.StopTask();
                }
            });
    }

    private static Action<string> LineWriter(Work piece)
    {
        var step = 0;
        var every = Math.Max(1, piece.Steps / Lines);
        return news =>
        {
            if (++step % every == 0)
            {
                AnsiConsole.WriteLine($"{piece.Name}, {news}, step {step} of {piece.Steps}");
            }
        };
    }
}
