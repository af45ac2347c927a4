using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>
/// Says whether a cell's equations determine all its sizes, in the plainest way: what is known is handed on along every equation
/// until nothing more becomes known.
/// </summary>
internal sealed class SizePropagation
{
    private const string One = "1";
    private const string Inputs = "inputs";
    private const string Units = "units";

    private readonly CellModel _cell;
    private readonly HashSet<string> _known = [One, Inputs, Units];
    private readonly List<(string, string)> _equal = [];

    private SizePropagation(CellModel cell) => _cell = cell;

    /// <summary>Whether every parameter and every state has a size.</summary>
    public static bool IsDetermined(CellModel cell)
    {
        var sizes = new SizePropagation(cell);
        sizes.Declare();
        for (var i = 0; i < cell.Graph.Count; i++)
        {
            sizes.Equate(i, cell.Graph[i]);
        }

        for (var before = 0; before < sizes._known.Count;)
        {
            before = sizes._known.Count;
            foreach (var (a, b) in sizes._equal)
            {
                if (sizes._known.Contains(a) || sizes._known.Contains(b))
                {
                    sizes._known.UnionWith([a, b]);
                }
            }
        }

        return cell.Parameters.Select((_, i) => Rows(i)).Concat(cell.Parameters.Select((_, i) => Columns(i)))
            .Concat(cell.States.Select((_, i) => State(i))).All(sizes._known.Contains);
    }

    private static string Rows(int parameter) => $"rows of {parameter}";

    private static string Columns(int parameter) => $"columns of {parameter}";

    private static string State(int state) => $"state {state}";

    private string Value(int node) => _cell.Graph[node].Shape.IsScalar ? One : $"value {node}";

    private void Declare()
    {
        for (var i = 0; i < _cell.Parameters.Count; i++)
        {
            var shape = _cell.Parameters[i].Shape;
            Declare(Rows(i), shape.Rank == 0 ? 1 : shape.Rows);
            Declare(Columns(i), shape.Rank < 2 ? 1 : shape.Columns);
        }

        for (var i = 0; i < _cell.States.Count; i++)
        {
            Declare(State(i), _cell.States[i].Shape.IsScalar ? 1 : _cell.States[i].Shape.Rows);
            _equal.Add((State(i), Value(_cell.States[i].Next)));
        }

        _equal.Add((Value(_cell.Output), Units));
    }

    private void Declare(string size, int declared)
    {
        if (declared != 0)
        {
            _known.Add(size);
        }
    }

    private void Equate(int index, Node node)
    {
        switch (node.Op)
        {
            case Op.Input:
                _equal.Add((Value(index), Inputs));
                break;
            case Op.State:
                _equal.Add((Value(index), State(node.Index)));
                break;
            case Op.Parameter:
                _equal.Add((Value(index), Rows(node.Index)));
                break;
            case Op.Product:
                var matrix = _cell.Graph[node.Args[0]].Index;
                _equal.AddRange([(Value(index), Rows(matrix)), (Value(node.Args[1]), Columns(matrix))]);
                break;
            default:
                var vectors = node.Args.Append(index).Where(value => !_cell.Graph[value].Shape.IsScalar).Select(Value).ToArray();
                _equal.AddRange(vectors.Zip(vectors.Skip(1)));
                break;
        }
    }
}
