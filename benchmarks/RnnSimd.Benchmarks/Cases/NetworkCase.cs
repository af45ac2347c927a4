namespace RnnSimd.Benchmarks.Cases;

/// <summary>One call of one network at one shape.</summary>
/// <param name="Cell">The cell of all its layers that have states.</param>
/// <param name="Network">The network.</param>
/// <param name="Call">What is asked of it.</param>
/// <param name="Steps">Time steps.</param>
/// <param name="Batch">Streams.</param>
/// <param name="Threads">The most threads that training uses.</param>
/// <param name="Checkpointing">Whether the tape keeps states in place of rows.</param>
internal sealed record NetworkCase(
    CellKind Cell, IRecurrentNetwork<float> Network, NetworkCall Call, int Steps = 1, int Batch = 1, int Threads = 1,
    bool Checkpointing = false)
{
    // How the cells of the library name what they apply to the input and to a state.
    private const char InputMatrix = 'W';
    private const char StateMatrix = 'U';

    /// <summary>Cell, call and extent, for example "Lstm forward 8→64, batch 32, 100 steps".</summary>
    public string Name => $"{Cell.Name} {Call.ToString().ToLowerInvariant()} {Extent}";

    /// <summary>Shape, batch, steps, threads and whether there are checkpoints, for example "8→64, batch 32, 100 steps".</summary>
    public string Extent
    {
        get
        {
            var batch = Batch > 1 ? $", batch {Batch}" : "";
            var steps = Steps > 1 ? $", {Steps} steps" : "";
            var threads = Threads > 1 ? $", {Threads} threads" : "";
            var checkpointing = Checkpointing ? ", checkpointing" : "";
            return $"{Shape}{batch}{steps}{threads}{checkpointing}";
        }
    }

    /// <summary>The sizes from the input upwards, for example "8→64".</summary>
    public string Shape => string.Join('→', [Input, .. Layers.Select(layer => layer.First().Rows)]);

    /// <summary>If the inputs are numbers of tokens, how many tokens there are; else 0.</summary>
    public int Vocabulary => Network is IShardedNetwork<float> generated ? generated.Vocabulary : 0;

    /// <summary>What the equations demand.</summary>
    public Demand Demand => Call switch
    {
        NetworkCall.Forward or NetworkCall.Run => Forward,
        NetworkCall.Backward => Backward,
        NetworkCall.Train => Forward + Backward,
        _ => Forward with { LoadedBytes = (double)Steps * WeightBytes },
    };

    private object Input => Vocabulary > 0 ? $"{Vocabulary} tokens" : Network.InputSize;

    private IEnumerable<IGrouping<string, ParameterInfo>> Layers => Network.ParameterInfos.GroupBy(info => info.Name.Split('.')[0]);

    private double Rows => (double)Steps * Batch;

    private int WeightBytes => sizeof(float) * Network.ParameterCount;

    private double Units => (double)Network.StateSize / Cell.States;

    // One pass over the input's matrices can serve all steps; the state's are needed in every step.
    private double LoadedBytes => WeightBytes + (Steps - 1) * sizeof(float) * Elements(StateMatrix);

    private double FirstMatrix => Elements(InputMatrix, Layers.First());

    // A token takes a column of it, and nothing is multiplied.
    private double TokenMatrix => Vocabulary > 0 ? FirstMatrix : 0;

    private Demand Forward
    {
        get
        {
            return new(
                Rows * (Elements(InputMatrix) + Elements(StateMatrix) - TokenMatrix), WeightBytes, LoadedBytes,
                Rows * Units * Cell.Sigmoids, Rows * Units * Cell.Tanhs, Threads);
        }
    }

    // The products twice: once for the gradients of what the matrices are applied to, once for those of the matrices. But nobody wants
    // the gradients of the network's inputs. With checkpoints, all runs forward again before.
    private Demand Backward
    {
        get
        {
            var backward = Forward with
            {
                MultiplyAdds = 2 * Forward.MultiplyAdds - Rows * (FirstMatrix - TokenMatrix),
                LoadedBytes = LoadedBytes - sizeof(float) * FirstMatrix,
                Sigmoids = 0,
                Tanhs = 0,
            };
            return Checkpointing ? Forward + backward : backward;
        }
    }

    /// <summary>The line of it in a table.</summary>
    public Row Row => new(Name, Demand, () => NetworkCalls.Prepare(this), RelativeTo?.Name);

    /// <summary>Inputs that the network can read.</summary>
    /// <param name="rows">How many.</param>
    public float[] Inputs(int rows) => Vocabulary > 0 ? Data.Tokens(rows, Vocabulary) : Data.Random(rows * Network.InputSize);

    // Other cells are held against the LSTM of the same size, a whole sequence against its single steps, threads against one, checkpoints against none.
    private NetworkCase? RelativeTo =>
        Cell != CellKind.Lstm ? this with { Cell = CellKind.Lstm }
        : Call == NetworkCall.Run ? this with { Call = NetworkCall.Step }
        : Threads > 1 ? this with { Threads = 1 }
        : Checkpointing ? this with { Checkpointing = false }
        : null;

    private double Elements(char matrix) => Elements(matrix, Network.ParameterInfos);

    // "0.Wi": layer 0, gate i.
    private static double Elements(char matrix, IEnumerable<ParameterInfo> parameters) =>
        parameters.Where(info => info.Name.Split('.')[1][0] == matrix).Sum(info => (double)info.Rows * info.Columns);
}
