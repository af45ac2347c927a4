using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;
using Place = RnnSimd.Generators.Plan.Place;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>
/// Does all work of a plan, step by step and over a sequence, on memory that is empty at first, and holds every result against
/// the interpreted network.
/// </summary>
internal sealed class ExecutedPlan
{
    private const int Steps = InterpretedNetwork.Steps;

    private readonly NetworkPlan _network;
    private readonly InterpretedNetwork _expected;
    private readonly Memory _parameters;
    private readonly Memory[][] _rows;
    private readonly Memory[][] _gradients;
    private readonly Memory _transposed;
    private readonly Memory _masks;
    private readonly ParameterSums _sums;

    private ExecutedPlan(NetworkPlan network, InterpretedNetwork expected)
    {
        (_network, _expected) = (network, expected);
        _parameters = new("parameters", network.ParameterCount);
        _transposed = new("transposed", network.ParameterCount);
        _masks = new("masks", network.MaskSize);
        foreach (var (layer, mask) in network.Layers.SelectMany(layer => layer.Masks, (layer, mask) => (layer, mask)))
        {
            _masks.Write(mask.Offset, expected.Masks[layer.Index][mask.Call]);
        }

        _rows = Rows("row", layer => layer.Forward.Row.Size);
        _gradients = Rows("gradient", layer => layer.Backward.Row.Size);
        _sums = new(network, _parameters, expected);
    }

    /// <summary>Executes a plan; throws where it is wrong.</summary>
    public static ParameterSums Run(NetworkPlan network)
    {
        var expected = new InterpretedNetwork(network, seed: 1);
        new ExecutedPlan(network, new InterpretedNetwork(network, seed: 1, hasDropout: false)).RunSteps();
        new ExecutedPlan(network, expected).RunForwards(isPacked: true);
        var plan = new ExecutedPlan(network, expected);
        plan.RunForwards(isPacked: false);
        plan.RunBackwards();
        return plan._sums;
    }

    private Memory[][] Rows(string name, Func<LayerPlan, int> size) =>
        [.. _network.Layers.Select(layer => Enumerable.Range(0, Steps + 1).Select(t => new Memory($"{name} {t} of layer {layer.Index}", size(layer))).ToArray())];

    private void RunSteps()
    {
        var state = _network.Layers.Select(layer => new Memory($"state of layer {layer.Index}", layer.StateSize)).ToArray();
        foreach (var layer in _network.Layers)
        {
            state[layer.Index].Write(0, [.. _expected.States[layer.Index].SelectMany(values => values)]);
        }

        for (var t = 0; t < Steps; t++)
        {
            var input = new Memory("input", _network.Model.InputSize);
            input.Write(0, _expected.Inputs[t]);
            var below = new Origin(input, 0);
            foreach (var layer in _network.Layers)
            {
                var values = _expected.Values[layer.Index][t];
                var places = new Dictionary<Place, Origin>
                {
                    [Place.Parameters] = new(_parameters, 0),
                    [Place.Input] = below,
                    [Place.Previous] = new(state[layer.Index], 0),
                    [Place.Row] = new(new Memory($"row of a step of layer {layer.Index}", layer.Step.RowSize), 0),
                };
                Execute(layer with { Graph = layer.Step.Graph }, places, t, layer.Step.Work);
                foreach (var copy in layer.Step.States)
                {
                    state[layer.Index].Write(copy.StateOffset, places[Place.Row].Memory.Read(copy.RowOffset, copy.Length));
                }

                below = new(places[layer.Step.Output.Place].Memory, layer.Step.Output.Offset);
                Near.Equal($"output of step {t} of layer {layer.Index}", values[layer.Graph.Output], below.Memory.Read(below.Offset, layer.OutputSize));
                Near.Equal(
                    $"states after step {t} of layer {layer.Index}",
                    [.. layer.Graph.NextStates.SelectMany(node => values[node])],
                    state[layer.Index].Read(0, layer.StateSize));
            }
        }
    }

    // With packed weights the first parts of products are left until the second ones.
    private void RunForwards(bool isPacked)
    {
        for (var t = 0; t < Steps; t++)
        {
            _rows[0][t + 1].Write(_network.Layers[0].Forward.InputOffset, _expected.Inputs[t]);
        }

        foreach (var layer in _network.Layers)
        {
            var own = _rows[layer.Index];
            CopyStates(own[0], layer.Forward.States, _expected.States[layer.Index]);
            IEnumerable<Work> later = isPacked ? layer.Forward.FirstParts : [];
            RunPhases(
                layer,
                layer.Forward.Before.Except(later).ToEquatableArray(),
                layer.Forward.Loop.SelectMany<Work, Work>(work => isPacked && work is ProductCall { FirstPart: { } first } ? [first, work] : [work]).ToEquatableArray(),
                layer.Forward.After,
                t => t);
            for (var t = 0; t < Steps; t++)
            {
                var values = _expected.Values[layer.Index][t];
                Near.Equal($"output of row {t} of layer {layer.Index}", values[layer.Graph.Output], own[t + 1].Read(layer.Forward.OutputOffset, layer.OutputSize));
                Near.Equal(
                    $"states in row {t} of layer {layer.Index}",
                    [.. layer.Graph.NextStates.SelectMany(node => values[node])],
                    [.. layer.Forward.States.SelectMany(state => own[t + 1].Read(state.RowOffset, state.Length))]);
            }
        }
    }

    private void RunBackwards()
    {
        for (var t = 0; t < Steps; t++)
        {
            _gradients[^1][t + 1].Write(_network.Layers[^1].Backward.OutputOffset, _expected.OutputGradients[t]);
        }

        foreach (var layer in _network.Layers.Reverse())
        {
            var own = _gradients[layer.Index];
            CopyStates(own[Steps], layer.Backward.States, _expected.StateGradients[layer.Index]);
            foreach (var copy in layer.Backward.Transposed)
            {
                Transpose(layer, copy);
            }

            RunPhases(layer, layer.Backward.Before, layer.Backward.Loop, layer.Backward.After, t => Steps - 1 - t);
            for (var t = 0; t < Steps; t++)
            {
                _sums.Add(layer, PlacesAt(layer, t));
                Near.Equal(
                    $"state gradients of row {t} of layer {layer.Index}",
                    [.. layer.Graph.StateGradients.SelectMany(node => _expected.Values[layer.Index][t][node])],
                    [.. layer.Backward.States.SelectMany(state => own[t].Read(state.RowOffset, state.Length))]);
            }

            RunForAllSteps(layer, layer.Backward.InputGradient);
            for (var t = 0; t < Steps; t++)
            {
                var input = PlacesAt(layer, t)[Place.InputGradient];
                Near.Equal(
                    $"input gradient of row {t} of layer {layer.Index}",
                    _expected.Values[layer.Index][t][layer.Graph.InputGradient],
                    input.Memory.Read(input.Offset, layer.Graph.Cell.Input.Shape.Rows));
            }
        }

        _sums.Check();
    }

    private void Transpose(LayerPlan layer, TransposedCopy copy)
    {
        for (var i = 0; i < copy.Rows * copy.Columns; i++)
        {
            var (row, column) = (i / copy.Columns, i % copy.Columns);
            var width = copy.InPanels ? Panels.Columns(_network.Model.IsDouble) : copy.Rows;
            var place = row / width * width * copy.Columns + column * width + row % width;
            _transposed[layer.Parameters.Offset + copy.Destination.Offset + place] = _parameters[copy.Offset + row * copy.Stride + column];
        }
    }

    private void RunPhases(
        LayerPlan layer, EquatableArray<Work> before, EquatableArray<Work> loop, EquatableArray<Work> after, Func<int, int> stepOf)
    {
        RunForAllSteps(layer, before);
        for (var i = 0; i < Steps; i++)
        {
            Execute(layer, PlacesAt(layer, stepOf(i)), stepOf(i), loop);
        }

        RunForAllSteps(layer, after);
    }

    // Outside the loop each piece of work is done for all steps before the next.
    private void RunForAllSteps(LayerPlan layer, IEnumerable<Work> work)
    {
        foreach (var item in work)
        {
            for (var t = 0; t < Steps; t++)
            {
                Execute(layer, PlacesAt(layer, t), t, [item]);
            }
        }
    }

    // The first row holds what was before the first step.
    private Dictionary<Place, Origin> PlacesAt(LayerPlan layer, int t)
    {
        var below = layer.Index == 0 ? null : _network.Layers[layer.Index - 1];
        return new()
        {
            [Place.Parameters] = new(_parameters, 0),
            [Place.Transposed] = new(_transposed, layer.Parameters.Offset),
            [Place.Masks] = new(_masks, 0),
            [Place.Previous] = new(_rows[layer.Index][t], 0),
            [Place.Row] = new(_rows[layer.Index][t + 1], 0),
            [Place.PreviousGradient] = new(_gradients[layer.Index][t], 0),
            [Place.Gradient] = new(_gradients[layer.Index][t + 1], 0),
            [Place.Input] = below is null
                ? new(_rows[0][t + 1], layer.Forward.InputOffset)
                : new(_rows[below.Index][t + 1], below.Forward.OutputOffset),
            [Place.InputGradient] = below is null
                ? new(_gradients[0][t + 1], layer.Backward.InputOffset)
                : new(_gradients[below.Index][t + 1], below.Backward.OutputOffset),
        };
    }

    private void Execute(LayerPlan layer, IReadOnlyDictionary<Place, Origin> places, int t, IEnumerable<Work> work)
    {
        var execution = new WorkExecution(layer, places, _expected.Values[layer.Index][t]);
        foreach (var item in work)
        {
            execution.Run(item);
        }
    }

    private static void CopyStates(Memory row, EquatableArray<StateCopy> copies, double[][] states)
    {
        for (var i = 0; i < states.Length; i++)
        {
            row.Write(copies[i].RowOffset, states[i]);
        }
    }
}
