using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// Reads a cell back from its <see cref="CellText"/>. The text comes from an assembly that anyone may have made, so nothing in it
/// is taken on trust: what this returns has the properties that the parser gives to every cell.
/// </summary>
internal sealed class CellTextReader
{
    private readonly List<CellParameter> _parameters = [];
    private readonly List<CellState> _states = [];
    private readonly CellGraphBuilder _graph = new();
    private string _name = "";
    private CellInput? _input;
    private int _output = -1;

    private CellTextReader()
    {
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why it could not be read, as the end of a sentence; empty if it could.</param>
    /// <returns>The cell, or null if the text is of another version or malformed.</returns>
    public static CellModel? Read(string text, out string error)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (!lines[0].StartsWith(CellText.Header, StringComparison.Ordinal))
        {
            error = "the text is not that of a cell";
            return null;
        }

        var version = lines[0].Substring(CellText.Header.Length);
        if (version != CellText.Version.ToString(CultureInfo.InvariantCulture))
        {
            error = $"they are written in form {version}, and this version of RnnSimd reads form {CellText.Version}; build both with the same version";
            return null;
        }

        var reader = new CellTextReader();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && !reader.TryReadLine(new Words(lines[i])))
            {
                error = $"line {i + 1}, '{lines[i]}', is malformed";
                return null;
            }
        }

        var cell = reader.Finish();
        error = cell is null ? "the text is incomplete" : "";
        return cell;
    }

    private bool TryReadLine(Words words)
    {
        var first = words.Next();
        var isRead = first switch
        {
            "cell" => (_name = words.Next()).Length > 0,
            "parameter" => TryReadParameter(words),
            "input" => TryReadInput(words),
            "state" => TryReadState(words),
            "output" => words.TryNext(out _output),
            _ => first == _graph.Count + ":" && TryReadNode(words) && first != _graph.Count + ":",
        };
        return isRead && words.IsAtEnd;
    }

    private bool TryReadParameter(Words words)
    {
        var name = words.Next();
        if (_parameters.Any(parameter => parameter.Name == name) || !TryReadShape(words, out var shape))
        {
            return false;
        }

        var initialization = Initialization.Default;
        if (words.Skip("init"))
        {
            var initializer = words.Next();
            if (!SyntaxFacts.IsValidIdentifier(initializer) || !words.TryNext(out double argument))
            {
                return false;
            }

            initialization = new(initializer, argument);
        }

        _parameters.Add(new(name, shape, initialization, words.Skip("frozen")));
        return SyntaxFacts.IsValidIdentifier(name);
    }

    private bool TryReadInput(Words words)
    {
        var name = words.Next();
        if (_input is not null || !TryReadShape(words, out var shape) || shape is { Rank: 2 } or { Rank: 1, Rows: not 0 })
        {
            return false;
        }

        _input = new(name, shape);
        return SyntaxFacts.IsValidIdentifier(name);
    }

    private bool TryReadState(Words words)
    {
        var name = words.Next();
        if (_states.Any(state => state.Name == name) || !TryReadShape(words, out var shape) || shape.Rank == 2
            || !words.Skip("=") || !words.TryNext(out int next))
        {
            return false;
        }

        _states.Add(new(name, shape, next));
        return SyntaxFacts.IsValidIdentifier(name);
    }

    private static bool TryReadShape(Words words, out Shape shape)
    {
        var kind = words.Next();
        shape = kind switch
        {
            "scalar" => Shape.Scalar,
            "vector" => Shape.Vector(),
            "matrix" => Shape.Matrix(),
            _ => new(-1, 0, 0),
        };
        if (!words.Skip("size"))
        {
            return shape.Rank >= 0;
        }

        var columns = 1;
        if (shape.Rank < 1 || !TryReadSize(words, out var rows) || (shape.Rank == 2 && !TryReadSize(words, out columns)))
        {
            return false;
        }

        shape = new(shape.Rank, rows, columns);
        return true;
    }

    private static bool TryReadSize(Words words, out int size)
    {
        size = words.Skip("units") ? DeclaredSize.Units : words.Skip("inputs") ? DeclaredSize.Inputs : 0;
        return size != 0 || (words.TryNext(out size) && size >= 0);
    }

    private bool TryReadNode(Words words)
    {
        var name = words.Next();
        var operation = Operations.All.FirstOrDefault(candidate => candidate.Name == name);
        return operation switch
        {
            null => false,
            { Op: Op.Input } => _input is not null && _graph.Leaf(Op.Input, -1, _input.Shape) >= 0,
            { Op: Op.Parameter } => TryReadLeaf(Op.Parameter, words.Next(), [.. _parameters.Select(p => (p.Name, p.Shape))]),
            { Op: Op.State } => TryReadLeaf(Op.State, words.Next(), [.. _states.Select(s => (s.Name, s.Shape))]),
            { Op: Op.Constant } => words.TryNext(out double value) && _graph.Constant(value) >= 0,
            _ => IsOfCells(operation) && TryReadOperation(operation, words),
        };
    }

    /// <summary>Whether parsing gives such operations; the others come into being later.</summary>
    private static bool IsOfCells(Operation operation) =>
        operation.IsLanguage || operation.Op is Op.Product or Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Divide;

    private bool TryReadLeaf(Op op, string name, (string Name, Shape Shape)[] named)
    {
        var index = Array.FindIndex(named, candidate => candidate.Name == name);
        return index >= 0 && _graph.Leaf(op, index, named[index].Shape) >= 0;
    }

    private bool TryReadOperation(Operation operation, Words words)
    {
        var args = new int[operation.Arity];
        for (var i = 0; i < args.Length; i++)
        {
            if (!words.TryNext(out args[i]) || args[i] < 0 || args[i] >= _graph.Count)
            {
                return false;
            }
        }

        var value = 0d;
        if (CellText.HasValue(operation.Op) && !words.TryNext(out value))
        {
            return false;
        }

        var index = -1;
        if (CellText.HasIndex(operation.Op) && !(Operations.IsRate(value) && words.TryNext(out index)))
        {
            return false;
        }

        var node = _graph.Add(operation.Op, args, value, index);
        if (node < 0)
        {
            return false;
        }

        if (words.Skip("as"))
        {
            var name = words.Next();
            _graph.Name(node, name);
            return SyntaxFacts.IsValidIdentifier(name);
        }

        return true;
    }

    private CellModel? Finish() =>
        _name.Length > 0 && _input is not null && IsRank(_output, max: 1) && _states.All(state => IsRank(state.Next, state.Shape.Rank, state.Shape.Rank))
            ? new(_name, _parameters.ToEquatableArray(), _input, _states.ToEquatableArray(), _graph.ToGraph(), _output)
            : null;

    private bool IsRank(int node, int max, int min = 0) =>
        node >= 0 && node < _graph.Count && _graph[node].Shape.Rank >= min && _graph[node].Shape.Rank <= max;

    /// <summary>The words of a line, taken from the front.</summary>
    private sealed class Words(string line)
    {
        private readonly string[] _words = line.Split(' ');
        private int _position;

        public bool IsAtEnd => _position == _words.Length;

        /// <summary>The next word; empty at the end.</summary>
        public string Next() => IsAtEnd ? "" : _words[_position++];

        public bool Skip(string word)
        {
            var isNext = !IsAtEnd && _words[_position] == word;
            _position += isNext ? 1 : 0;
            return isNext;
        }

        public bool TryNext(out int number) => int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

        public bool TryNext(out double number) => double.TryParse(Next(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
