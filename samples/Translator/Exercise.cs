using RnnSimd.Training;

namespace Translator;

/// <summary>A question and its answer.</summary>
internal sealed record Exercise(string Question, string Answer)
{
    /// <summary>A string of digits, and the same from its end.</summary>
    public static Exercise Reversing(Random random, int digits)
    {
        var question = string.Concat(Enumerable.Range(0, random.Next(1, digits + 1)).Select(_ => random.Next(10)));
        return new(question, string.Concat(question.Reverse()));
    }

    /// <summary>Two numbers, and their sum.</summary>
    public static Exercise Adding(Random random, int digits)
    {
        var (a, b) = (Number(), Number());
        return new($"{a}+{b}", $"{a + b}");

        // As many of each length: of all numbers below 1000, nine in ten have three digits.
        int Number() => random.Next((int)Math.Pow(10, random.Next(1, digits + 1)));
    }

    /// <summary>Different exercises; what is asked in one set is asked in no other.</summary>
    public static List<Exercise>[] Draw(Func<Random, Exercise> draw, Random random, params int[] counts)
    {
        var asked = new HashSet<string>();
        return [.. counts.Select(count =>
        {
            var exercises = new List<Exercise>();
            while (exercises.Count < count)
            {
                var exercise = draw(random);
                if (asked.Add(exercise.Question))
                {
                    exercises.Add(exercise);
                }
            }

            return exercises;
        })];
    }

    /// <summary>What an encoder and a decoder learn from.</summary>
    public static SequenceDataset<float> ToDataset(IEnumerable<Exercise> exercises)
    {
        var data = new SequenceDataset<float>(inputSize: 1, targetSize: 1, TargetSteps.Own);
        foreach (var exercise in exercises)
        {
            data.Add(Symbols.Encode(exercise.Question), (float[])[.. Symbols.Encode(exercise.Answer), Symbols.End]);
        }

        return data;
    }
}
