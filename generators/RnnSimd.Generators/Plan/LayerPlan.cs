using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Everything that the emitter prints for a network.</summary>
/// <param name="Model">The network.</param>
/// <param name="OutputSize">The number of outputs.</param>
/// <param name="StateSize">The number of elements of all states.</param>
/// <param name="ParameterCount">The number of parameters.</param>
/// <param name="IsStepOnStack">Whether the rows of a single step are on the stack, not borrowed.</param>
/// <param name="Layers">The layers, from the input upwards.</param>
internal sealed record NetworkPlan(
    NetworkModel Model,
    int OutputSize,
    int StateSize,
    int ParameterCount,
    bool IsStepOnStack,
    EquatableArray<LayerPlan> Layers)
{
    public int RowSize => Layers.Sum(layer => layer.Forward.Row.Size);

    /// <summary>The elements of the layers before one in a row of the network.</summary>
    public int RowStart(LayerPlan layer) => Layers.Take(layer.Index).Sum(before => before.Forward.Row.Size);

    public int GradientRowSize => Layers.Sum(layer => layer.Backward.Row.Size);

    /// <summary>The number of elements of the masks of dropout of one stream.</summary>
    public int MaskSize => Layers.Sum(layer => layer.MaskSize);

    /// <summary>Whether there are weights that are copied into panels.</summary>
    public bool PacksWeights => Layers.Any(layer => layer.Forward.Packed.Any());

    /// <summary>
    /// Whether one stream is run layer by layer, many steps at a time, and not step by step: a layer's weights then stay in the cache, and its products with
    /// its input are one product. It pays where more than one layer streams its weights.
    /// </summary>
    public bool RunsByLayer => Layers.Count(layer => layer.Step.IsStreaming) > 1;

    public int TapeBytesPerStep => RowSize * (Model.IsDouble ? sizeof(double) : sizeof(float));

    public int StepRowSize => Math.Max(1, Layers.Sum(layer => layer.Step.RowSize));
}

/// <summary>Everything that the emitter prints for a layer.</summary>
/// <param name="Index">Its place in the network, counted from the input.</param>
/// <param name="Graph">Its equations.</param>
/// <param name="Names">The name in emitted code of each value of the graph.</param>
/// <param name="InputSize">The number of inputs; of a token, that of its one-hot vector.</param>
/// <param name="OutputSize">The number of outputs.</param>
/// <param name="StateOffset">Where its states start in the network's state.</param>
/// <param name="Parameters">Where its parameters stand.</param>
/// <param name="Masks">Where its masks of dropout stand.</param>
/// <param name="Initializations">How each of them starts.</param>
/// <param name="Step">The single step.</param>
/// <param name="Forward">Whole sequences, forwards.</param>
/// <param name="Backward">Whole sequences, backwards.</param>
internal sealed record LayerPlan(
    int Index,
    LayerGraph Graph,
    EquatableArray<string> Names,
    int InputSize,
    int OutputSize,
    int StateOffset,
    ParameterLayout Parameters,
    EquatableArray<Mask> Masks,
    EquatableArray<Initialization> Initializations,
    StepPlan Step,
    ForwardPlan Forward,
    BackwardPlan Backward)
{
    public int StateSize => Graph.Cell.States.Sum(state => state.Shape.Count);

    public int MaskSize => Masks.Sum(mask => mask.Length);
}

/// <summary>A single step: its row is scratch memory.</summary>
/// <param name="Graph">Its equations: those of the layer without dropout.</param>
/// <param name="Work">What is done, in order; reductions and fused stages.</param>
/// <param name="RowSize">The length of the row.</param>
/// <param name="Output">Where the output stands.</param>
/// <param name="States">The new states, which are copied to the caller's state at the end; a state written in place is not among them.</param>
internal sealed record StepPlan(LayerGraph Graph, EquatableArray<Work> Work, int RowSize, Location Output, EquatableArray<StateCopy> States)
{
    /// <summary>Whether weights stream from memory; the step then takes a flag that alternates.</summary>
    public bool IsStreaming => Work.Any(work => work is ProductCall { IsToken: false });
}

/// <summary>A state's place in the layer's row and in the layer's part of the network's state.</summary>
internal sealed record StateCopy(int RowOffset, int StateOffset, int Length);

/// <summary>Sequences forwards: what is done for all steps at once, step by step, and again for all steps.</summary>
/// <param name="Before">What does not depend on states.</param>
/// <param name="Loop">What states depend on.</param>
/// <param name="After">What depends on states and no state depends on.</param>
/// <param name="Row">The layout of a row.</param>
/// <param name="InputOffset">Where the first layer's input is copied to; -1 in other layers.</param>
/// <param name="OutputOffset">Where the output stands.</param>
/// <param name="States">Where the states stand.</param>
/// <param name="Gates">The values that can saturate.</param>
internal sealed record ForwardPlan(
    EquatableArray<Work> Before,
    EquatableArray<Work> Loop,
    EquatableArray<Work> After,
    RowLayout Row,
    int InputOffset,
    int OutputOffset,
    EquatableArray<StateCopy> States,
    EquatableArray<Gate> Gates)
{
    /// <summary>The copies in panels that the products read if packing pays.</summary>
    public IEnumerable<PackedCopy> Packed => Loop.OfType<ProductCall>().Where(call => call.PanelRows > 0).Select(PackedCopy.Of).Distinct();

    /// <summary>The products before the loop that are left out when weights are packed.</summary>
    public IEnumerable<ProductCall> FirstParts => Loop.OfType<ProductCall>().Select(call => call.FirstPart).OfType<ProductCall>();
}

/// <summary>Sequences backwards, as <see cref="ForwardPlan"/>, and then the sums over all rows.</summary>
/// <param name="Transposed">The transposed copies that are made first.</param>
/// <param name="TransposedSize">The number of elements that they take.</param>
/// <param name="Before">What does not depend on gradients from later steps.</param>
/// <param name="Loop">What gradients of earlier steps depend on.</param>
/// <param name="After">What depends on gradients from later steps and no gradient of an earlier step depends on.</param>
/// <param name="Parameters">The sums over all rows.</param>
/// <param name="InputGradient">For all steps at once, what only the gradient of the network's input depends on; empty but in the first layer.</param>
/// <param name="Row">The layout of a row of gradients.</param>
/// <param name="OutputOffset">Where the gradient of the output stands.</param>
/// <param name="InputOffset">Where the first layer's gradient of the input goes; -1 in other layers.</param>
/// <param name="States">Where the gradients of the states stand.</param>
internal sealed record BackwardPlan(
    EquatableArray<TransposedCopy> Transposed,
    int TransposedSize,
    EquatableArray<Work> Before,
    EquatableArray<Work> Loop,
    EquatableArray<Work> After,
    EquatableArray<Work> Parameters,
    EquatableArray<Work> InputGradient,
    RowLayout Row,
    int OutputOffset,
    int InputOffset,
    EquatableArray<StateCopy> States);

/// <summary>A value on the tape that stays between limits.</summary>
/// <param name="Slot">Its place in the layer's row.</param>
/// <param name="Lower">What it does not go below.</param>
/// <param name="Upper">What it does not go above.</param>
internal sealed record Gate(Slot Slot, int Lower, int Upper);

/// <summary>The values of a row, in order, each with its place.</summary>
internal sealed record RowLayout(EquatableArray<Slot> Slots, int Size);

/// <summary>A value's place in a row.</summary>
internal sealed record Slot(string Name, int Offset, int Length);
