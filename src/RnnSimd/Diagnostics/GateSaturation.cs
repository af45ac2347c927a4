using System.Globalization;
using System.Numerics;

namespace RnnSimd.Diagnostics;

/// <summary>
/// How often a gate is nearly shut or nearly open: the value of a <c>Sigmoid</c>, <c>Tanh</c>, <c>HardSigmoid</c> or <c>HardTanh</c> in a cell's
/// equations, whose gradient hardly passes there. Karpathy, Johnson and Fei-Fei, "Visualizing and understanding recurrent networks", 2015.
/// </summary>
/// <param name="Name">Layer index and the value's name in the equations, for example <c>"0.f"</c>, as in the remarks on the network's class.</param>
/// <param name="Lower">The share of values, over all units, steps and streams, that are near the lower limit: 0, or −1 of a tangent.</param>
/// <param name="Upper">The share of values that are near the upper limit, 1.</param>
public sealed record GateSaturation(string Name, double Lower, double Upper)
{
    /// <summary>The share of values that are saturated.</summary>
    public double Share => Lower + Upper;

    /// <summary>
    /// Measures all gates on a batch of data. A value that no gradient passes through, as where all before it is frozen, may be missing. Costs one
    /// forward pass, and its tape.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">A generated network: others do not say what they compute on the way.</param>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>, of one step or more.</param>
    /// <param name="state"><c>[batch, StateSize]</c>, the initial state; empty for zeros.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="threshold">How near a limit is saturated: above 0, below 0.5.</param>
    /// <returns>The gates in the order of layers and equations.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, there is no time step, or the network is not a generated one.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batch"/> or <paramref name="threshold"/> is out of range.</exception>
    public static IReadOnlyList<GateSaturation> Of<T>(
        IRecurrentNetwork<T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<T> state = default, int batch = 1, double threshold = 0.1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (!(threshold is > 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be above 0 and below 0.5.");
        }

        var generated = network as IShardedNetwork<T>
            ?? throw new ArgumentException($"{network.GetType().Name} is not a generated network.", nameof(network));
        if (inputs.IsEmpty)
        {
            throw new ArgumentException("There are no values without a time step.", nameof(inputs));
        }

        var tape = new Tape<T> { DropoutSeed = null };
        var states = state.IsEmpty ? new T[batch * network.StateSize] : state.ToArray();
        network.Forward(inputs, states, new T[inputs.Length / network.InputSize * network.OutputSize], batch, tape);
        return [.. generated.Gates.Select(gate => Of(generated, tape, gate, T.CreateChecked(threshold)))];
    }

    /// <summary>The gate and its shares.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Lower:P1} near the lower limit, {Upper:P1} near the upper");

    private static GateSaturation Of<T>(IShardedNetwork<T> network, Tape<T> tape, TapeGate gate, T threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (lower, upper) = (0L, 0L);
        var (nearLower, nearUpper) = (T.CreateChecked(gate.Lower) + threshold, T.CreateChecked(gate.Upper) - threshold);
        for (var i = 0; i < tape.Shards.Shards; i++)
        {
            var shard = tape.Shards[i];
            var rows = tape.RowsOf(network, i)[(shard.Rows * gate.RowStart)..];

            // The first rows are for the states before the first step.
            for (var row = shard.Streams.Length; row < shard.Rows; row++)
            {
                foreach (var value in rows.Slice(row * gate.RowSize + gate.Offset, gate.Length))
                {
                    lower += value <= nearLower ? 1 : 0;
                    upper += value >= nearUpper ? 1 : 0;
                }
            }
        }

        var count = (double)tape.Steps * tape.Batch * gate.Length;
        return new(gate.Name, lower / count, upper / count);
    }
}
