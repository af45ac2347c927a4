using System.Reflection;
using System.Runtime.CompilerServices;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

/// <summary>A cell with random parameters, which are kept as plain arrays, so that a test can write the published equations in loops.</summary>
internal sealed class CellUnderTest
{
    private readonly Random _random = new(20240607);
    private readonly Cell _cell;
    private readonly Dictionary<string, double[,]> _matrices = [];
    private readonly Dictionary<string, double[]> _vectors = [];

    /// <summary>Draws the parameters: matrices named W… and E apply to the input, all others to something of the layer's size.</summary>
    public CellUnderTest(Cell cell, int inputs = 3, int units = 5)
    {
        _cell = cell;
        Units = units;
        Input = Draw(inputs);
        foreach (var field in cell.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            if (field.FieldType == typeof(Matrix))
            {
                var columns = field.Name[0] is 'W' or 'E' ? inputs : units;
                var elements = Draw(units * columns);
                var matrix = _matrices[field.Name] = new double[units, columns];
                Buffer.BlockCopy(elements, 0, matrix, 0, elements.Length * sizeof(double));
                field.SetValue(cell, new Matrix(units, columns, elements));
            }
            else
            {
                field.SetValue(cell, new Vector(_vectors[field.Name] = Draw(units)));
            }
        }
    }

    public int Units { get; }

    public double[] Input { get; }

    public IEnumerable<string> Parameters => [.. _matrices.Keys, .. _vectors.Keys];

    /// <summary>A vector parameter.</summary>
    public double[] this[string name] => _vectors[name];

    public double[] DrawState() => Draw(Units);

    /// <summary>Row r of the matrix times the vector.</summary>
    public double Product(string matrix, int r, double[] vector)
    {
        var sum = 0d;
        for (var k = 0; k < vector.Length; k++)
        {
            sum += _matrices[matrix][r, k] * vector[k];
        }

        return sum;
    }

    /// <summary>W x + U h in row r, with the gate's letter after W and U.</summary>
    public double Products(char gate, int r, double[] h) => Product("W" + gate, r, Input) + Product("U" + gate, r, h);

    /// <summary>W x + U h + b in row r, with the gate's letter after W, U and b.</summary>
    public double Gate(char gate, int r, double[] h) => Products(gate, r, h) + this["b" + gate][r];

    /// <summary>Runs the cell's own Step and returns the elements of its tuple, or its only value.</summary>
    public double[][] Step(params double[][] states)
    {
        object[] arguments = [new Vector(Input), .. states.Select(state => (object)new Vector(state))];
        var result = _cell.GetType().GetMethod("Step")!.Invoke(_cell, arguments);
        return result is ITuple tuple
            ? [.. Enumerable.Range(0, tuple.Length).Select(i => ((Vector)tuple[i]!).Span.ToArray())]
            : [((Vector)result!).Span.ToArray()];
    }

    /// <summary>Computes each unit's new values by the test's formula: one array for each element of the formula's result.</summary>
    public double[][] ForEachUnit(Func<int, double[]> formula)
    {
        var rows = Enumerable.Range(0, Units).Select(formula).ToArray();
        return [.. Enumerable.Range(0, rows[0].Length).Select(i => Array.ConvertAll(rows, row => row[i]))];
    }

    private double[] Draw(int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = 2 * _random.NextDouble() - 1;
        }

        return values;
    }
}
