using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the documentation of a network: its layers, their equations and the gradients derived from them, and its memory.</summary>
internal sealed class RemarksEmitter(SourceWriter writer, NetworkPlan network)
{
    public void Emit()
    {
        writer.Line("/// <remarks>");
        foreach (var layer in network.Layers)
        {
            EmitLayer(layer);
        }

        writer.Line($"/// <para>A tape takes {network.TapeBytesPerStep} bytes for each time step of each stream.</para>");
        writer.Line("/// </remarks>");
    }

    private void EmitLayer(LayerPlan layer)
    {
        var cell = layer.Graph.Cell;
        writer.Line($"/// <para>Layer {layer.Index}: {Escape(cell.Name)}, {layer.InputSize} → {layer.OutputSize}.</para>");
        if (layer.Index == 0 && network.Model.TakesTokens)
        {
            var input = Escape(cell.Input.Name);
            writer.Line($"/// <para>The input is the number of a token, of which {input} is the one-hot vector: a matrix applied to {input} is its column of that number.</para>");
        }

        writer.Line("/// <code>");
        var isForward = Dependencies.Feeds(layer.Graph.Graph, layer.Graph.ForwardRoots);
        EmitEquations(layer, index => isForward[index]);
        writer.Line("/// </code>");
        writer.Line("/// <para>Its gradients, from the output and the states after the step to the input and the states before it:</para>");
        writer.Line("/// <code>");
        EmitEquations(layer, index => !isForward[index]);
        writer.Line("/// </code>");
        if (layer.Masks.Count > 0)
        {
            var masks = layer.Masks.Select(mask => FormattableString.Invariant($"{mask.Name} drops elements at a rate of {mask.Rate}"));
            writer.Line($"/// <para>Dropout: {Escape(string.Join(", ", masks))}. In Step and Run the masks are ones.</para>");
        }

        if (cell.States.Count > 0)
        {
            var states = layer.Forward.States.Select((state, i) => $"{cell.States[i].Name} [{layer.StateOffset + state.StateOffset}, {layer.StateOffset + state.StateOffset + state.Length})");
            writer.Line($"/// <para>State: {Escape(string.Join(", ", states))}. Tape: {Layout(layer.Forward.Row)}. Gradients: {Layout(layer.Backward.Row)}.</para>");
        }
        else
        {
            writer.Line($"/// <para>Tape: {Layout(layer.Forward.Row)}. Gradients: {Layout(layer.Backward.Row)}.</para>");
        }
    }

    private void EmitEquations(LayerPlan layer, Func<int, bool> isWanted)
    {
        var graph = layer.Graph.Graph;
        var text = new EquationText(graph, layer.Graph.Cell.LeafName, layer.Names);
        var inMemory = new HashSet<string>(layer.Forward.Row.Slots.Concat(layer.Backward.Row.Slots).Select(slot => slot.Name));

        // A partial sum bears the name of its sum.
        inMemory.ExceptWith(layer.Names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
        for (var i = 0; i < graph.Count; i++)
        {
            if (isWanted(i) && (text.HasEquation(i) || (inMemory.Contains(layer.Names[i]) && Operations.Of(graph[i].Op).Kind != OpKind.Leaf)))
            {
                writer.Line($"/// {Escape($"{layer.Names[i]} = {text.Definition(i)}")}");
            }
        }
    }

    private static string Layout(RowLayout row) =>
        Escape(string.Join(" | ", row.Slots.Select(slot => $"{slot.Name} ({slot.Length})")));

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
