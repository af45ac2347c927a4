using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using Place = RnnSimd.Generators.Plan.Place;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>
/// Does planned work for one time step, in double and lane by lane: a plan that overwrites what a later lane still reads is
/// found where wider vectors would hide it.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="places">Where each place stands at this step.</param>
/// <param name="values">What every value of the layer is at this step.</param>
internal sealed class WorkExecution(LayerPlan layer, IReadOnlyDictionary<Place, Origin> places, double[][] values)
{
    private readonly Graph _graph = layer.Graph.Graph;

    public void Run(Work work)
    {
        switch (work)
        {
            case ProductCall call:
                Multiply(call);
                break;
            case ReductionCall call:
                Reduce(call);
                break;
            case ElementLoop loop:
                ForEachLane(loop, (_, _) => { });
                break;
            case FusedStage stage:
                ForEachLane(stage.Loop, (lane, computed) => Sum(stage, lane, computed));
                break;
            case StepSums sums:
                foreach (var cover in sums.Covers)
                {
                    Sum(sums, cover);
                }

                break;
            default:
                throw new ArgumentException($"{work.GetType().Name} is no work of a step.", nameof(work));
        }
    }

    private void Multiply(ProductCall call)
    {
        for (var column = 0; column < call.Columns; column++)
        {
            var sum = call.Start switch
            {
                SumStart.Zero => 0,
                SumStart.Bias => Read(call.Bias, column),
                _ => Read(call.Destination, column),
            };
            for (var k = 0; k < call.Inner; k++)
            {
                sum += Element(call.Operand, k, call.IsToken) * Read(call.Weights, k * call.WeightStride + PlaceOfColumn(call, column));
            }

            Write(call.Destination, column, sum);
        }
    }

    // Forward weights stand in panels in another memory, if at all.
    private static int PlaceOfColumn(ProductCall call, int column) => call.Weights.Place == Place.Transposed && call.PanelRows > 0
        ? column / call.WeightStride * call.PanelRows * call.WeightStride + column % call.WeightStride
        : column;

    private void Reduce(ReductionCall call)
    {
        var first = Enumerable.Range(0, call.Length).Select(i => Read(call.First, i)).ToArray();
        Write(call.Destination, 0, call.Op switch
        {
            Op.Sum => first.Sum(),
            Op.Dot => first.Select((a, i) => a * Read(call.Second, i)).Sum(),
            Op.Largest => first.Max(),
            _ => throw new ArgumentException($"{call.Op} is no reduction that a plan has.", nameof(call)),
        });
    }

    // As in emitted code a lane's sums come first, then what it loads, then what it computes and stores.
    private void ForEachLane(ElementLoop loop, Action<int, Dictionary<int, double>> sum)
    {
        for (var lane = 0; lane < loop.LaneCount; lane++)
        {
            var computed = new Dictionary<int, double>();
            sum(lane, computed);
            foreach (var source in loop.Sources)
            {
                computed[source.Node] = Load(source, lane);
            }

            foreach (var node in loop.Nodes)
            {
                double[] args = [.. _graph[node].Args.Select(arg => ValueOf(arg, computed))];
                computed[node] = Operations.Of(_graph[node].Op).Function!(args, _graph[node].Value);
            }

            foreach (var store in loop.Stores)
            {
                Write(store.Location, lane, ValueOf(store.Node, computed));
            }
        }
    }

    // As in emitted code a tile's sums are all computed before they are stored, and some are computed twice.
    private void Sum(StepSums sums, SumCover cover)
    {
        var written = new bool[sums.Columns];
        foreach (var run in cover.Runs)
        {
            for (var tile = 0; tile < run.Repeat; tile++)
            {
                var start = run.Start + tile * run.Tile.Lanes;
                int[] columns = [.. run.Tile.Offsets.SelectMany(offset => Enumerable.Range(start + offset, run.Tile.Kind.Count))];
                double[] values = [.. columns.Select(column => ValueOf(sums, column))];
                for (var i = 0; i < columns.Length; i++)
                {
                    Write(sums.Destination, columns[i], values[i]);
                    written[columns[i]] = true;
                }
            }
        }

        if (!written.All(isWritten => isWritten))
        {
            throw new InvalidOperationException($"Vectors of {cover.Width} bits do not cover {sums.Equation}.");
        }
    }

    private double ValueOf(StepSums sums, int column) => sums.Terms.Aggregate(
        sums.Start is { } start ? Read(start, column) : 0,
        (total, term) => total + Enumerable.Range(0, term.Inner)
            .Sum(k => Element(term.Operand, k, term.IsToken) * Read(new(Place.Parameters, term.Factors[0].Offset), k * term.Stride + column)));

    private void Sum(FusedStage stage, int lane, Dictionary<int, double> computed)
    {
        double[] sums = [.. stage.Accumulators.Select(sum => sum.Start is { } start ? Read(start, lane) : 0)];
        foreach (var term in stage.Terms)
        {
            for (var k = 0; k < term.Inner; k++)
            {
                foreach (var factor in term.Factors)
                {
                    sums[factor.Accumulator] += Element(term.Operand, k, term.IsToken) * Read(new(Place.Parameters, factor.Offset), k * term.Stride + lane);
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            computed[stage.Accumulators[i].Node] = sums[i];
        }
    }

    private double ValueOf(int node, Dictionary<int, double> computed) =>
        computed.TryGetValue(node, out var value) ? value
        : _graph[node].Op == Op.Constant ? _graph[node].Value
        : throw new InvalidOperationException($"{layer.Names[node]} is used but neither loaded nor computed before.");

    // A place that holds another value was overwritten too early, or never was this value's.
    private double Load(Source source, int lane)
    {
        var element = _graph[source.Node].Shape.IsScalar ? 0 : lane;
        var (actual, expected) = (Read(source.Location, element), values[source.Node][element]);
        return Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected))
            ? actual
            : throw new InvalidOperationException(
                $"{layer.Names[source.Node]}[{element}] is {expected}, but at {source.Location} stands {actual}.");
    }

    // Of a token's one-hot vector, of which only the number is in memory, or of any other.
    private double Element(Location vector, int element, bool isToken) =>
        isToken ? Read(vector, 0) == element ? 1 : 0 : Read(vector, element);

    private double Read(Location location, int element) => places[location.Place][location.Offset + element];

    private void Write(Location location, int element, double value)
    {
        var origin = places[location.Place];
        origin[location.Offset + element] = value;
    }
}
