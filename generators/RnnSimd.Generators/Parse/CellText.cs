using System.Globalization;
using System.Text;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// The text form in which a cell travels in the metadata of its assembly: one line per parameter, state and value.
/// </summary>
/// <remarks>
/// <code>
/// RnnSimd cell 1
/// cell Demo.Leaky
/// parameter W matrix
/// parameter b vector init Constant 1 frozen
/// input x vector
/// state h vector size units = 6
/// output 6
/// 0: Parameter W
/// 1: Input
/// 2: Product 0 1 as p
/// 5: LeakyRelu 4 0.01
/// 6: Dropout 5 0.2 0
/// </code>
/// Arguments are the numbers of earlier values. What a value's shape is follows from its operation, so it is not written.
/// <see cref="CellTextReader"/> reads it back. The number in the first line changes when an older reader could not read what is written.
/// </remarks>
internal static class CellText
{
    /// <summary>The version of the form that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>The first line up to the version.</summary>
    public const string Header = "RnnSimd cell ";

    /// <summary>Whether <see cref="Node.Value"/> means something for the operation, and is written after its arguments.</summary>
    public static bool HasValue(Op op) => op is Op.Constant or Op.LeakyRelu or Op.Elu or Op.Dropout;

    /// <summary>Whether <see cref="Node.Index"/> is written after that: which call of Dropout it is.</summary>
    public static bool HasIndex(Op op) => op is Op.Dropout;

    /// <summary>Prints a cell whose sizes are still open.</summary>
    public static string Print(CellModel cell)
    {
        var text = new StringBuilder();
        text.Append(Header).Append(Version).Append('\n');
        text.Append("cell ").Append(cell.Name).Append('\n');
        foreach (var parameter in cell.Parameters)
        {
            text.Append("parameter ").Append(parameter.Name).Append(' ').Append(Kind(parameter.Shape)).Append(Size(parameter.Shape));
            if (parameter.Initialization is { Initializer: { } initializer, Argument: var argument })
            {
                text.Append(" init ").Append(initializer).Append(' ').Append(Number(argument));
            }

            text.Append(parameter.IsFrozen ? " frozen\n" : "\n");
        }

        text.Append("input ").Append(cell.Input.Name).Append(' ').Append(Kind(cell.Input.Shape)).Append('\n');
        foreach (var state in cell.States)
        {
            text.Append("state ").Append(state.Name).Append(' ').Append(Kind(state.Shape)).Append(Size(state.Shape));
            text.Append(" = ").Append(state.Next).Append('\n');
        }

        text.Append("output ").Append(cell.Output).Append('\n');
        for (var i = 0; i < cell.Graph.Count; i++)
        {
            AppendNode(text.Append(i).Append(": "), cell, cell.Graph[i]);
        }

        return text.ToString();
    }

    private static void AppendNode(StringBuilder text, CellModel cell, Node node)
    {
        text.Append(node.Op);
        if (node.Op is Op.Parameter or Op.State)
        {
            text.Append(' ').Append(cell.LeafName(node));
        }

        foreach (var arg in node.Args)
        {
            text.Append(' ').Append(arg);
        }

        if (HasValue(node.Op))
        {
            text.Append(' ').Append(Number(node.Value));
        }

        if (HasIndex(node.Op))
        {
            text.Append(' ').Append(node.Index);
        }

        if (node.Name is { } name)
        {
            text.Append(" as ").Append(name);
        }

        text.Append('\n');
    }

    private static string Kind(Shape shape) => shape.Rank switch
    {
        0 => "scalar",
        1 => "vector",
        _ => "matrix",
    };

    private static string Size(Shape shape) => shape switch
    {
        { Rank: 1, Rows: not 0 } => $" size {Size(shape.Rows)}",
        { Rank: 2, Rows: not 0 } or { Rank: 2, Columns: not 0 } => $" size {Size(shape.Rows)} {Size(shape.Columns)}",
        _ => "",
    };

    private static string Size(int size) => size switch
    {
        DeclaredSize.Units => "units",
        DeclaredSize.Inputs => "inputs",
        _ => size.ToString(CultureInfo.InvariantCulture),
    };

    private static string Number(double value)
    {
        // On .NET Framework, where Visual Studio runs generators, "R" loses the last bit of some numbers.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(shortest, CultureInfo.InvariantCulture).Equals(value) ? shortest : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
