using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Rebuilds what a layer needs into a new graph, from the roots down: what nothing needs is left behind. A pass
/// overrides <see cref="Rebuild"/> for the nodes that it changes.
/// </summary>
internal abstract class Rewriter(LayerGraph layer)
{
    private readonly Dictionary<int, int> _places = [];

    protected GraphBuilder Target { get; } = new();

    protected Graph Source => layer.Graph;

    protected LayerGraph Layer => layer;

    public LayerGraph Rewrite() => layer with
    {
        // Arguments are evaluated in order: forward roots first keeps forward values before backward ones.
        Output = Map(layer.Output),
        NextStates = layer.NextStates.Select(Map).ToEquatableArray(),
        StateGradients = layer.StateGradients.Select(Map).ToEquatableArray(),
        ParameterGradients = layer.ParameterGradients
            .Select(p => p with { Gradient = Map(p.Gradient), Operand = p.Operand < 0 ? -1 : Map(p.Operand) }).ToEquatableArray(),
        InputGradient = layer.InputGradient < 0 ? -1 : Map(layer.InputGradient),
        Graph = Target.ToGraph(),
    };

    protected int Map(int index)
    {
        if (!_places.TryGetValue(index, out var place))
        {
            place = Rebuild(index, Source[index]);
            _places.Add(index, place);
        }

        return place;
    }

    protected virtual int Rebuild(int index, Node node) => Target.Add(node, [.. node.Args.Select(Map)]);
}
