using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>A random sequence for a network: inputs, initial states and the weights of a linear loss.</summary>
internal sealed class Sequence<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Sequence(IRecurrentNetwork<T> network, int steps, int batch, int seed)
    {
        var random = new Random(seed);
        (Steps, Batch) = (steps, batch);
        var vocabulary = (network as IShardedNetwork<T>)?.Vocabulary ?? 0;
        TakesTokens = vocabulary > 0;
        Inputs = TakesTokens
            ? [.. Enumerable.Range(0, steps * batch).Select(_ => T.CreateChecked(random.Next(vocabulary)))]
            : Draw(random, steps * batch * network.InputSize);

        // Positive, because a state can be a normaliser that others are divided by.
        State = [.. Draw(random, batch * network.StateSize).Select(x => (x + T.CreateChecked(3)) / T.CreateChecked(4))];
        OutputWeights = Draw(random, steps * batch * network.OutputSize);
        StateWeights = Draw(random, batch * network.StateSize);
    }

    private Sequence(int steps, int batch, bool takesTokens, T[] inputs, T[] state, T[] outputWeights, T[] stateWeights)
    {
        (Steps, Batch, TakesTokens) = (steps, batch, takesTokens);
        (Inputs, State, OutputWeights, StateWeights) = (inputs, state, outputWeights, stateWeights);
    }

    public int Steps { get; }

    public int Batch { get; }

    /// <summary>Whether the inputs are the numbers of tokens.</summary>
    public bool TakesTokens { get; }

    public T[] Inputs { get; }

    public T[] State { get; }

    public T[] OutputWeights { get; }

    public T[] StateWeights { get; }

    /// <summary>One of its streams, as a sequence of its own.</summary>
    public Sequence<T> Stream(int stream) =>
        new(
            Steps,
            batch: 1,
            TakesTokens,
            Streams.Of(Inputs, stream, Batch, Steps),
            Streams.Of(State, stream, Batch, steps: 1),
            Streams.Of(OutputWeights, stream, Batch, Steps),
            Streams.Of(StateWeights, stream, Batch, steps: 1));

    /// <summary>Its first steps.</summary>
    public Sequence<T> First(int steps) =>
        new(
            steps,
            Batch,
            TakesTokens,
            Inputs[..(Inputs.Length / Math.Max(Steps, 1) * steps)],
            State,
            OutputWeights[..(OutputWeights.Length / Math.Max(Steps, 1) * steps)],
            StateWeights);

    /// <summary>The same with so many steps, and a number in place of what comes after the end of each stream.</summary>
    public Sequence<T> Padded(int[] lengths, int steps, T padding) =>
        new(
            steps,
            Batch,
            TakesTokens,
            Padded(Inputs, lengths, steps, padding),
            State,
            Padded(OutputWeights, lengths, steps, padding),
            StateWeights);

    /// <summary>The same with the one-hot vectors of its tokens.</summary>
    public Sequence<T> OneHot(int vocabulary)
    {
        var inputs = new T[Inputs.Length * vocabulary];
        for (var i = 0; i < Inputs.Length; i++)
        {
            inputs[i * vocabulary + int.CreateChecked(Inputs[i])] = T.One;
        }

        return new(Steps, Batch, takesTokens: false, inputs, State, OutputWeights, StateWeights);
    }

    /// <summary>The same numbers in another precision.</summary>
    public Sequence<TOther> Convert<TOther>()
        where TOther : unmanaged, IFloatingPointIeee754<TOther> =>
        new(Steps, Batch, TakesTokens, Converted<TOther>(Inputs), Converted<TOther>(State), Converted<TOther>(OutputWeights), Converted<TOther>(StateWeights));

    public static T[] Draw(Random random, int length)
    {
        var values = new T[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = T.CreateTruncating(2 * random.NextDouble() - 1);
        }

        return values;
    }

    public static double[] ToDouble(ReadOnlySpan<T> values)
    {
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            result[i] = double.CreateChecked(values[i]);
        }

        return result;
    }

    private T[] Padded(T[] values, int[] lengths, int steps, T padding)
    {
        var size = values.Length / Math.Max(Steps * Batch, 1);
        var padded = new T[steps * Batch * size];
        for (var i = 0; i < padded.Length; i++)
        {
            var (step, stream) = (i / size / Batch, i / size % Batch);
            padded[i] = step < lengths[stream] ? values[i] : padding;
        }

        return padded;
    }

    private static TOther[] Converted<TOther>(T[] values)
        where TOther : unmanaged, IFloatingPointIeee754<TOther> =>
        Array.ConvertAll(values, TOther.CreateChecked);
}
