using PixelDigits;
using RnnSimd;
using Spectre.Console;

// Digits are written by a random hand and read one pixel at a time.
return Sample.Run("pixel-digits", args, sample =>
{
    // A short run takes smaller pictures, sequences of 196 pixels in place of 784, and asks for less.
    var (lesson, goal) = sample.Quick ? (new Lesson(Side: 14, Rounds: 7, sample.Seed), 0.6) : (new Lesson(Side: 28, Rounds: 16, sample.Seed), 0.9);
    var pixels = lesson.Side * lesson.Side;
    AnsiConsole.WriteLine($"Pictures of {lesson.Side} × {lesson.Side}: {pixels} steps each.");

    // Without gates gradients are steeper, and steps of training have to be smaller.
    (string Name, IRecurrentNetwork<float> Network, double LearningRate)[] readers =
    [
        ("IRNN", new IdentityReader(sample.Seed), 0.0003),
        ("GRU", new ForgetfulReader(sample.Seed), 0.01),
        ("GRU that lasts", new LastingReader(sample.Seed), 0.01),
    ];
    var readings = new List<Reading>();
    LiveProgress.Show([.. readers.Select(reader =>
        new Work(reader.Name, lesson.Rounds, report => readings.Add(lesson.Teach(reader.Name, reader.Network, reader.LearningRate, report))))]);

    var best = readings[^1];
    AnsiConsole.Write(Reading.ToTable(readings));
    AnsiConsole.Write(best.Exam.ToTable($"What {best.Name} took unseen digits (rows) for"));
    sample.Save("learning.svg", Reading.ToChart(pixels, readings));

    const int columns = 20;
    var handwriting = new Handwriting(lesson.Side, sample.Seed);
    var pictures = Enumerable.Range(0, Digits.Kinds * columns).Select(i => handwriting.Write(i / columns)).ToArray();
    File.WriteAllBytes(sample.PathOf("digits.bmp"), ContactSheet.ToBitmap(pictures, lesson.Side, columns));

    sample.Check(best.Exam.Accuracy > goal, $"{best.Name} reads over {goal:0%} of unseen digits rightly: {best.Exam.Accuracy:0.0%}.");
});
