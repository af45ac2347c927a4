using LongMemory;
using Spectre.Console;

// Who remembers something for hundreds of steps, and how soon that is learnt.
return Sample.Run("long-memory", args, sample =>
{
    // A short run takes shorter sequences.
    MemoryTask[] tasks = sample.Quick
        ? [new AddingProblem(40), new CopyTask(10)]
        : [new AddingProblem(200), new AddingProblem(400), new CopyTask(100)];
    var rounds = sample.Quick ? 20 : 50;

    foreach (var task in tasks)
    {
        AnsiConsole.WriteLine($"{task.Title}:");
        var outcomes = new List<Outcome>();
        LiveProgress.Show([.. Contestants.For(task, sample.Seed).Select(contestant =>
            new Work(contestant.Name, rounds, report => outcomes.Add(contestant.Learn(task, rounds, sample.Seed, report))))]);
        AnsiConsole.Write(Outcome.ToTable(task, outcomes));
        sample.Save(task.File, Outcome.ToChart(task, outcomes));

        // The lessons of the table: who must have learnt the task, and who cannot have.
        var (plain, orthogonal, irnn, gru, lstm, lasting) = (outcomes[0], outcomes[1], outcomes[2], outcomes[3], outcomes[^2], outcomes[^1]);
        Outcome[] solvers = task switch
        {
            AddingProblem { Steps: 200 } => [irnn, gru, lstm, lasting],
            AddingProblem => [gru, lasting],
            _ => [lasting],
        };
        foreach (var solver in solvers)
        {
            sample.Check(solver.IsSolved, $"{task.Title}: {solver.Name} has learnt it. Its error is {solver.Error:0.0000}; it has to be below {task.Goal}.");
        }

        foreach (var forgetter in task is AddingProblem { Steps: >= 200 } ? [plain, orthogonal] : (Outcome[])[])
        {
            sample.Check(
                forgetter.Error > task.Baseline / 2,
                $"{task.Title}: {forgetter.Name} has not. Its error is {forgetter.Error:0.0000}; without memory it is {task.Baseline:0.0000}.");
        }
    }
});
