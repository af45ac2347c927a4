using RnnSimd.Generators.Plan;
using Place = RnnSimd.Generators.Plan.Place;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>The parameters of a plan, each element where the layout says, and the sums that are their gradients.</summary>
internal sealed class ParameterSums
{
    private readonly NetworkPlan _network;
    private readonly InterpretedNetwork _expected;
    private readonly double[] _gradients;
    private readonly int[] _additions;

    public ParameterSums(NetworkPlan network, Memory parameters, InterpretedNetwork expected)
    {
        (_network, _expected) = (network, expected);
        _gradients = new double[network.ParameterCount];
        _additions = new int[network.ParameterCount];
        foreach (var layer in network.Layers)
        {
            for (var i = 0; i < layer.Graph.Cell.Parameters.Count; i++)
            {
                var (places, values) = (IndicesOf(layer, i), expected.Parameters[layer.Index][i]);
                for (var element = 0; element < values.Length; element++)
                {
                    parameters[places[element]] = values[element];
                }
            }
        }
    }

    /// <summary>Where the elements of a parameter stand, those of a matrix row by row.</summary>
    public static int[] IndicesOf(LayerPlan layer, int parameter)
    {
        var (place, shape) = (layer.Parameters.Places[parameter], layer.Graph.Cell.Parameters[parameter].Shape);
        return [.. Enumerable.Range(0, shape.Count).Select(i => place.Offset + i / shape.Columns + i % shape.Columns * place.Stride)];
    }

    /// <summary>How often each element of a parameter's gradient was added to in each step.</summary>
    public int[] AdditionsTo(LayerPlan layer, int parameter) =>
        [.. IndicesOf(layer, parameter).Select(i => _additions[i] / InterpretedNetwork.Steps)];

    /// <summary>Adds what one step adds.</summary>
    public void Add(LayerPlan layer, IReadOnlyDictionary<Place, Origin> places)
    {
        double At(Location location, int element) => places[location.Place][location.Offset + element];
        foreach (var work in layer.Backward.Parameters)
        {
            switch (work)
            {
                case MatrixGradient sum:
                    for (var k = 0; k < sum.Inner; k++)
                    {
                        for (var column = 0; column < sum.Columns; column++)
                        {
                            Add(sum.Offset + k * sum.Stride + column, At(sum.Gradient, column) * (sum.IsToken ? At(sum.Operand, 0) == k ? 1 : 0 : At(sum.Operand, k)));
                        }
                    }

                    break;
                case VectorGradient sum:
                    for (var column = 0; column < sum.Columns; column++)
                    {
                        Add(sum.Offset + column, At(sum.Gradient, column));
                    }

                    break;
                default:
                    throw new ArgumentException($"{work.GetType().Name} is no sum over rows.", nameof(layer));
            }
        }
    }

    /// <summary>Asserts that the sums are the gradients.</summary>
    public void Check()
    {
        foreach (var layer in _network.Layers)
        {
            for (var i = 0; i < layer.Graph.Cell.Parameters.Count; i++)
            {
                double[] actual = [.. IndicesOf(layer, i).Select(index => _gradients[index])];
                Near.Equal($"gradient of {layer.Graph.Cell.Parameters[i].Name} in layer {layer.Index}", _expected.GradientOf(layer.Index, i), actual);
            }
        }
    }

    private void Add(int index, double value)
    {
        _gradients[index] += value;
        _additions[index]++;
    }
}
