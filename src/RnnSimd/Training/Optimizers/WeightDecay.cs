using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Draws parameters towards 0. An optimizer adds λ p to the gradient of a parameter p, which is what the penalty ½ λ p² in the loss would
/// do; <see cref="AdamW{T}"/> shrinks the parameter itself.
/// </summary>
/// <example>
/// Of all parameters that can learn, or, as is usual, of matrices only:
/// <code>
/// new Sgd&lt;float&gt;(network.ParameterCount) { WeightDecay = new(1e-4, network.ParameterInfos) };
/// new AdamW&lt;float&gt;(network.ParameterCount) { WeightDecay = new(0.01, network.ParameterInfos.Where(info =&gt; info.Rank == 2)) };
/// </code>
/// </example>
/// <param name="rate">λ: finite, 0 or more.</param>
/// <param name="parameters">The parameters that decay. Frozen ones among them are left out.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of range.</exception>
public sealed class WeightDecay(double rate, IEnumerable<ParameterInfo> parameters)
{
    /// <summary>λ.</summary>
    public double Rate { get; } = Hyperparameter.FiniteNotNegative(rate, nameof(rate));

    /// <summary>The parameters that decay.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; } = [.. parameters.Where(parameter => !parameter.IsFrozen)];

    /// <summary>The rate and the names of the parameters.</summary>
    public override string ToString() => Settings.Text(
        this, (nameof(Rate), Rate), (nameof(Parameters), string.Join(' ', Parameters.Select(parameter => parameter.Name))));

    /// <summary>λ for each element of the parameters' buffer, 0 for those that do not decay.</summary>
    /// <exception cref="ArgumentException">A parameter does not lie in a buffer of that length, or two lie in the same place.</exception>
    internal T[] RatesOf<T>(int parameterCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rates = new T[parameterCount];
        var taken = new HashSet<int>();
        foreach (var parameter in Parameters)
        {
            for (var row = 0; row < parameter.Rows; row++)
            {
                for (var column = 0; column < parameter.Columns; column++)
                {
                    var place = parameter.Offset + row * parameter.RowStride + column * parameter.ColumnStride;
                    if ((uint)place >= (uint)parameterCount)
                    {
                        throw new ArgumentException($"{parameter.Name} is none of the optimizer's {parameterCount} parameters.");
                    }

                    if (!taken.Add(place))
                    {
                        throw new ArgumentException(
                            $"{parameter.Name} stands where another of the parameters does. Those of several networks are named by Objective.ParameterInfos.");
                    }

                    rates[place] = T.CreateChecked(Rate);
                }
            }
        }

        return rates;
    }
}
