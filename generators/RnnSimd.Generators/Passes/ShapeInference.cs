using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>What is wrong with the sizes of a cell.</summary>
internal enum ShapeErrorKind
{
    /// <summary>Two sizes that the equations make equal are different.</summary>
    Contradiction,

    /// <summary>Nothing says how large a parameter or state is.</summary>
    Unknown,
}

/// <summary>An error in the sizes of a cell: at a node of its graph, or of a parameter or state (the other indices are -1).</summary>
internal sealed record ShapeError(ShapeErrorKind Kind, string Message, int Node = -1, int Parameter = -1, int State = -1);

/// <summary>A cell with all sizes known, or the reasons why there is none.</summary>
internal sealed record InferredShapes(CellModel? Cell, EquatableArray<ShapeError> Errors);

/// <summary>
/// Finds all sizes of a cell by unification: the layer says how many inputs and units there are, and every equation
/// makes some sizes equal.
/// </summary>
internal static class ShapeInference
{
    /// <summary>Infers the sizes of a cell in a layer.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputs">The number of inputs, or 0 to check the cell for layers of any size.</param>
    /// <param name="units">The number of outputs, or 0 to check the cell for layers of any size.</param>
    public static InferredShapes Infer(CellModel cell, int inputs, int units) => new Inference(cell, inputs, units).Run();

    private sealed class Inference
    {
        private readonly CellModel _cell;
        private readonly SizeUnifier _sizes = new();
        private readonly List<ShapeError> _errors = [];
        private readonly EquationText _text;
        private readonly int _inputs;
        private readonly int _units;
        private readonly bool _isOpen;
        private readonly int _one;
        private readonly (int Rows, int Columns)[] _parameters;
        private readonly int[] _states;
        private readonly int[] _nodes;

        public Inference(CellModel cell, int inputs, int units)
        {
            _cell = cell;
            _text = new EquationText(cell.Graph, cell.LeafName);
            _isOpen = inputs == 0 || units == 0;
            _one = _sizes.Number(1);
            _inputs = inputs == 0 ? _sizes.Unknown() : _sizes.Number(inputs);
            _units = units == 0 ? _sizes.Unknown() : _sizes.Number(units);
            _parameters = [.. cell.Parameters.Select(p => (
                p.Shape.Rank == 0 ? _one : Declared(p.Shape.Rows), p.Shape.Rank == 2 ? Declared(p.Shape.Columns) : _one))];
            _states = [.. cell.States.Select(s => s.Shape.IsScalar ? _one : Declared(s.Shape.Rows))];
            _nodes = new int[cell.Graph.Count];
        }

        public InferredShapes Run()
        {
            for (var i = 0; i < _nodes.Length; i++)
            {
                _nodes[i] = SizeOf(i);
            }

            CloseInput();
            foreach (var (state, index) in _cell.States.Select((state, index) => (state, index)))
            {
                if (!_sizes.TryUnify(_states[index], _nodes[state.Next]))
                {
                    Contradict(state.Next, $"The new value of state '{state.Name}' has {Count(_nodes[state.Next])}, but '{state.Name}' has {Count(_states[index])}.");
                }
            }

            if (!_sizes.TryUnify(_nodes[_cell.Output], _units))
            {
                Contradict(_cell.Output, $"The output '{_text.Reference(_cell.Output)}' has {Count(_nodes[_cell.Output])}, but the layer has {Count(_units, "unit")}.");
            }

            if (_errors.Count == 0)
            {
                ReportUnknown();
            }

            return _errors.Count > 0 || _isOpen
                ? new(null, _errors.ToEquatableArray())
                : new(WithSizes(), EquatableArray<ShapeError>.Empty);
        }

        private int Declared(int size) => size switch
        {
            0 => _sizes.Unknown(),
            DeclaredSize.Units => _units,
            DeclaredSize.Inputs => _inputs,
            _ => _sizes.Number(size),
        };

        private void CloseInput()
        {
            if (_cell.Input.Shape.IsScalar && !_sizes.TryUnify(_inputs, _one))
            {
                _errors.Add(new(ShapeErrorKind.Contradiction, $"The input '{_cell.Input.Name}' is a scalar, but the layer has {Count(_inputs, "input")}."));
            }
        }

        private int SizeOf(int index)
        {
            var node = _cell.Graph[index];
            switch (node.Op)
            {
                case Op.Input:
                    return node.Shape.IsScalar ? _one : _inputs;
                case Op.State:
                    return _states[node.Index];
                case Op.Parameter:
                    return _parameters[node.Index].Rows;
                case Op.Product:
                    return SizeOfProduct(index, node);
            }

            var vectors = node.Args.Where(arg => !_cell.Graph[arg].Shape.IsScalar).ToArray();
            for (var i = 1; i < vectors.Length; i++)
            {
                if (!_sizes.TryUnify(_nodes[vectors[0]], _nodes[vectors[i]]))
                {
                    Contradict(index, $"'{_text.Reference(vectors[0])}' has {Count(_nodes[vectors[0]])}, but '{_text.Reference(vectors[i])}' has {Count(_nodes[vectors[i]])}.");
                }
            }

            return node.Shape.IsScalar || vectors.Length == 0 ? _one : _nodes[vectors[0]];
        }

        private int SizeOfProduct(int index, Node node)
        {
            var (matrix, vector) = (_cell.Graph[node.Args[0]], node.Args[1]);
            var (rows, columns) = _parameters[matrix.Index];
            if (!_sizes.TryUnify(columns, _nodes[vector]))
            {
                Contradict(index, $"'{_text.Reference(node.Args[0])}' has {Count(columns, "column")}, but '{_text.Reference(vector)}' has {Count(_nodes[vector])}.");
            }

            return rows;
        }

        // One value for each size that is open: to give the size there makes the others known.
        private void ReportUnknown()
        {
            var reported = _sizes.Unknown();
            for (var i = 0; i < _states.Length; i++)
            {
                if (Marks(_states[i]))
                {
                    _errors.Add(new(ShapeErrorKind.Unknown, $"The size of state '{_cell.States[i].Name}' cannot be inferred from the equations; give it with [Size(n)].", State: i));
                }
            }

            foreach (var i in Enumerable.Range(0, _parameters.Length).OrderBy(i => _cell.Parameters[i].Shape.Rank))
            {
                var (parameter, (rows, columns)) = (_cell.Parameters[i], _parameters[i]);
                if (Marks(rows) | Marks(columns))
                {
                    var example = parameter.Shape.Rank == 2 ? "[Size(rows, columns)]" : "[Size(n)]";
                    _errors.Add(new(ShapeErrorKind.Unknown, $"The size of '{parameter.Name}' cannot be inferred from the equations; give it with {example}.", Parameter: i));
                }
            }

            bool Marks(int size)
            {
                var isNew = IsUnknown(size) && !_sizes.AreEqual(size, reported);
                if (isNew)
                {
                    _sizes.TryUnify(size, reported);
                }

                return isNew;
            }
        }

        private bool IsUnknown(int size) =>
            _sizes.Resolve(size) == 0 && !(_isOpen && (_sizes.AreEqual(size, _units) || _sizes.AreEqual(size, _inputs)));

        private CellModel WithSizes() => _cell with
        {
            Parameters = _cell.Parameters.Select((p, i) => p with
            {
                Shape = new(p.Shape.Rank, _sizes.Resolve(_parameters[i].Rows), _sizes.Resolve(_parameters[i].Columns)),
            }).ToEquatableArray(),
            Input = _cell.Input with { Shape = _cell.Input.Shape with { Rows = _sizes.Resolve(_inputs), Columns = 1 } },
            States = _cell.States.Select((s, i) => s with { Shape = s.Shape with { Rows = _sizes.Resolve(_states[i]), Columns = 1 } }).ToEquatableArray(),
            Graph = new(_cell.Graph.Nodes.Select((node, i) => node with { Shape = ShapeOf(node, i) }).ToEquatableArray()),
        };

        private Shape ShapeOf(Node node, int index) => node.Shape.Rank switch
        {
            0 => Shape.Scalar,
            1 => Shape.Vector(_sizes.Resolve(_nodes[index])),
            _ => Shape.Matrix(_sizes.Resolve(_parameters[node.Index].Rows), _sizes.Resolve(_parameters[node.Index].Columns)),
        };

        private void Contradict(int node, string message) => _errors.Add(new(ShapeErrorKind.Contradiction, message, Node: node));

        private string Count(int size, string unit = "element") => _sizes.Resolve(size) switch
        {
            0 => _sizes.AreEqual(size, _units) ? "as many as the layer has units" : _sizes.AreEqual(size, _inputs) ? "as many as the layer has inputs" : "another size",
            1 => $"1 {unit}",
            var n => $"{n} {unit}s",
        };
    }
}
