using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Rebuilds what a layer needs into a new graph: what nothing needs is left behind. A pass overrides <see cref="Rebuild"/> for the nodes that it changes.
/// </summary>
internal class Rewriter(LayerGraph layer)
{
    private readonly Dictionary<int, int> _places = [];

    protected GraphBuilder Target { get; } = new();

    protected Graph Source => layer.Graph;

    protected LayerGraph Layer => layer;

    public LayerGraph Rewrite()
    {
        // In the order of the source, so that values keep the order in which the user wrote them.
        var isLive = Dependencies.Feeds(layer.Graph, layer.ForwardRoots.Concat(layer.BackwardRoots));
        foreach (var index in Enumerable.Range(0, layer.Graph.Count).Where(index => isLive[index]))
        {
            Map(index);
        }

        return layer with
        {
            Output = Map(layer.Output),
            NextStates = layer.NextStates.Select(Map).ToEquatableArray(),
            StateGradients = layer.StateGradients.Select(Map).ToEquatableArray(),
            ParameterGradients = layer.ParameterGradients
                .Select(p => p with { Gradient = Map(p.Gradient), Operand = p.Operand < 0 ? -1 : Map(p.Operand) }).ToEquatableArray(),
            InputGradient = layer.InputGradient < 0 ? -1 : Map(layer.InputGradient),
            Graph = Target.ToGraph(),
        };
    }

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
