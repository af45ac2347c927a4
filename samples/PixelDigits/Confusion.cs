using RnnSimd;
using RnnSimd.Training;
using Spectre.Console;

namespace PixelDigits;

/// <summary>How often a network took each digit for which.</summary>
internal sealed class Confusion
{
    private readonly int[,] _counts = new int[Digits.Kinds, Digits.Kinds];

    private Confusion()
    {
    }

    /// <summary>The part that it read rightly.</summary>
    public double Accuracy => Pairs.Where(pair => pair.Digit == pair.Said).Sum(pair => (double)pair.Count) / Pairs.Sum(pair => pair.Count);

    public string CommonestMistake
    {
        get
        {
            var (digit, said, count) = Pairs.Where(pair => pair.Digit != pair.Said).MaxBy(pair => pair.Count);
            return count == 0 ? "no mistake" : $"{count} times {digit} for {said}";
        }
    }

    private IEnumerable<(int Digit, int Said, int Count)> Pairs =>
        from digit in Enumerable.Range(0, Digits.Kinds)
        from said in Enumerable.Range(0, Digits.Kinds)
        select (digit, said, _counts[digit, said]);

    /// <summary>Lets a network read: pixel by pixel, as they come in.</summary>
    public static Confusion Of(IRecurrentNetwork<float> network, SequenceDataset<float> digits)
    {
        var confusion = new Confusion();
        var (state, logits) = (new float[network.StateSize], new float[Digits.Kinds]);
        for (var i = 0; i < digits.Count; i++)
        {
            Array.Clear(state);
            var pixels = digits.InputsOf(i);
            for (var t = 0; t < pixels.Length; t++)
            {
                network.Step(pixels.Slice(t, 1), state, logits);
            }

            confusion._counts[(int)digits.TargetsOf(i)[0], Array.IndexOf(logits, logits.Max())]++;
        }

        return confusion;
    }

    public Table ToTable(string title)
    {
        var table = new Table().Title(title).AddColumn("");
        for (var said = 0; said < Digits.Kinds; said++)
        {
            table.AddColumn(new TableColumn($"{said}").RightAligned());
        }

        foreach (var row in Pairs.GroupBy(pair => pair.Digit))
        {
            table.AddRow([$"{row.Key}", .. row.Select(pair => pair.Count == 0 ? "" : $"{pair.Count}")]);
        }

        return table;
    }
}
