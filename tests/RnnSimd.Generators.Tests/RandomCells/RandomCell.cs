using System.Globalization;
using System.Text;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>A field of a random cell; a scalar has rank 0.</summary>
internal sealed record Field(string Name, int Rank, int Rows, int Columns = 1, bool IsFrozen = false);

/// <summary>A state of a random cell.</summary>
internal sealed record State(string Name, int Size, Term Next);

/// <summary>A local variable of a random cell.</summary>
internal sealed record Local(string Name, Term Value);

/// <summary>A cell that nobody thought of, in a network.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="HasScalarInput">Whether the only input is a <c>Scalar</c>.</param>
/// <param name="Units">The number of outputs.</param>
/// <param name="IsStacked">Whether another layer stands below it.</param>
/// <param name="Fields">Fields that it may use; only those that it uses are printed.</param>
/// <param name="Locals">Variables, each of which may use those before it; only those that are used are printed.</param>
/// <param name="States">Its states.</param>
/// <param name="Output">Its output; null if that is the first state.</param>
internal sealed record RandomCell(
    int Inputs,
    bool HasScalarInput,
    int Units,
    bool IsStacked,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<Local> Locals,
    IReadOnlyList<State> States,
    Term? Output)
{
    private const string Helpers =
        """
            private static Vector Mix(Vector a, Vector b, Vector c) => a * b + (1 - a) * c;
            private static (Vector P, Vector Q) Wave(Vector v) => (Sin(v), Cos(v));
            private static Scalar Norm(Vector v) { var squares = Dot(v, v); return Sqrt(1 + squares); }
        """;

    /// <summary>The number of terms: how large a failing cell is to its reader.</summary>
    public int Complexity => Roots.Sum(root => root.All.Count()) + States.Count + (IsStacked ? 1 : 0);

    /// <summary>The terms that are returned and the variables that these need.</summary>
    public IEnumerable<Term> Roots => Returned.Concat(UsedLocals.Select(local => local.Value));

    private IEnumerable<Term> Returned => Output is null ? States.Select(state => state.Next) : States.Select(state => state.Next).Prepend(Output);

    private IReadOnlyList<Local> UsedLocals
    {
        get
        {
            var names = NamesIn(Returned);
            var used = new List<Local>();
            foreach (var local in Locals.Reverse().Where(local => names.Contains(local.Name)))
            {
                names.UnionWith(NamesIn([local.Value]));
                used.Insert(0, local);
            }

            return used;
        }
    }

    /// <summary>The cell as class <c>Cell[name]</c>, and the networks <c>Double[name]</c> and <c>Single[name]</c> made of it.</summary>
    public string ToSource(string name)
    {
        var source = new StringBuilder();
        var names = NamesIn(Roots);
        source.Append(CultureInfo.InvariantCulture, $"[RecurrentCell]\npublic sealed class Cell{name} : Cell\n{{\n");
        foreach (var field in Fields.Where(field => names.Contains(field.Name)))
        {
            source.Append("    ").Append(field.IsFrozen ? "[Frozen] " : "").Append(Declaration(field)).Append(";\n");
        }

        source.Append(Helpers).Append(CultureInfo.InvariantCulture, $"\n\n    public {ReturnType} Step({Parameters})\n    {{\n");
        foreach (var local in UsedLocals)
        {
            // Not var: a number would make it a double, which is no Scalar.
            source.Append(CultureInfo.InvariantCulture, $"        {(local.Value.Size == Term.Scalar ? "Scalar" : "Vector")} {local.Name} = {local.Value};\n");
        }

        var results = string.Join(", ", Returned);
        source.Append(CultureInfo.InvariantCulture, $"        return {(ReturnType[0] == '(' ? $"({results})" : results)};\n    }}\n}}\n\n");
        foreach (var precision in new[] { "Double", "Single" })
        {
            source.Append(CultureInfo.InvariantCulture, $"[RecurrentNetwork(InputSize = {(IsStacked ? 2 : Inputs)}, Precision = Precision.{precision})]\n");
            source.Append(IsStacked ? $"[Layer<DenseTanh>({Inputs})]\n" : "");
            source.Append(CultureInfo.InvariantCulture, $"[Layer<Cell{name}>({Units})]\npublic sealed partial class {precision}{name};\n\n");
        }

        return source.ToString();
    }

    private string ReturnType
    {
        get
        {
            var elements = States.Select(state => $"{TypeOf(state.Size)} {state.Name}").ToList();
            if (Output is not null)
            {
                elements.Insert(0, $"{TypeOf(Output.Size)} y");
            }

            return elements.Count == 1 ? elements[0].Split(' ')[0] : $"({string.Join(", ", elements)})";
        }
    }

    private string Parameters => string.Join(", ", States.Select(Parameter).Prepend(HasScalarInput ? "Scalar x" : "Vector x"));

    // The first state is as large as the layer if it is the output: then its size can be left to the equations.
    private string Parameter(State state, int index) =>
        state.Size == Term.Scalar || (Output is null && index == 0) ? $"{TypeOf(state.Size)} {state.Name}" : $"[Size({Size(state.Size)})] Vector {state.Name}";

    private string Declaration(Field field) => field.Rank switch
    {
        0 => $"Scalar {field.Name}",
        1 => $"[Size({Size(field.Rows)})] Vector {field.Name}",
        _ => $"[Size({Size(field.Rows)}, {Size(field.Columns)})] Matrix {field.Name}",
    };

    private string Size(int size) => size == Units ? "Size.Units" : size == Inputs ? "Size.Inputs" : size.ToString(CultureInfo.InvariantCulture);

    private static string TypeOf(int size) => size == Term.Scalar ? "Scalar" : "Vector";

    private static HashSet<string> NamesIn(IEnumerable<Term> terms) =>
        [.. terms.SelectMany(term => term.All).Where(term => term.Args.Count == 0).Select(term => term.Format)];
}
