using System.Numerics.Tensors;
using RnnSimd.Diagnostics;
using RnnSimd.Training;

namespace Signals;

/// <summary>How well steps are labelled, by how far into its piece a step is.</summary>
internal sealed class Labelling(string name)
{
    private const int Shown = 30;

    private readonly int[] _right = new int[Shown];
    private readonly int[] _all = new int[Shown];
    private int _rightInAll;
    private int _steps;

    /// <summary>Runs a sequence: inputs, outputs.</summary>
    public delegate void Runner(ReadOnlySpan<float> inputs, Span<float> outputs);

    public string Name => name;

    /// <summary>The share of all steps that are labelled wrongly.</summary>
    public double Error => 1 - (double)_rightInAll / _steps;

    public static Labelling Measure(string name, SequenceDataset<float> data, Runner run)
    {
        var labelling = new Labelling(name);
        for (var i = 0; i < data.Count; i++)
        {
            var outputs = new float[data.LengthOf(i) * SignalData.Kinds];
            run(data.InputsOf(i), outputs);
            labelling.Count(outputs, data.TargetsOf(i));
        }

        return labelling;
    }

    /// <summary>The share of wrong labels some steps after the beginning of a piece.</summary>
    public double ErrorAfter(int steps) => 1 - (double)_right[steps] / _all[steps];

    public ChartLine ToLine() => new(name, [.. Enumerable.Range(0, Shown).Select(steps => ((double)steps, 100 * ErrorAfter(steps)))]);

    private void Count(float[] outputs, ReadOnlySpan<float> kinds)
    {
        for (var step = 0; step < kinds.Length; step++)
        {
            var logits = outputs.AsSpan(step * SignalData.Kinds, SignalData.Kinds);
            var said = TensorPrimitives.IndexOfMax<float>(logits);
            var isRight = said == (int)kinds[step] ? 1 : 0;
            _rightInAll += isRight;
            _steps++;
            var since = SignalData.StepsSinceBeginning(kinds, step);
            if (since < Shown)
            {
                _right[since] += isRight;
                _all[since]++;
            }
        }
    }
}
