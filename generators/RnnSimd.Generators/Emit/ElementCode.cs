using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Emit;

/// <summary>An expression in C# and how tightly it binds.</summary>
internal readonly record struct Code(string Text, int Precedence)
{
    public const int Sum = 1;
    public const int Product = 2;
    public const int Unary = 3;
    public const int Primary = 4;

    /// <summary>The text, in parentheses where it binds less tightly than <paramref name="precedence"/>.</summary>
    public string In(int precedence) => Precedence < precedence ? $"({Text})" : Text;
}

/// <summary>Prints elementwise operations on vectors.</summary>
internal static class ElementCode
{
    /// <summary>The code of an operation; a multiply-add is fused on hardware that can and two roundings elsewhere.</summary>
    public static Code Of(Op op, IReadOnlyList<Code> args, double value, LaneCode lanes)
    {
        string Arg(int i, int precedence = 0) => args[i].In(precedence);
        Code Call(string arguments) => new($"Activation.{op}({arguments})", Code.Primary);
        Code MultiplyAdd(string a, string c) => new($"{lanes.Class}.MultiplyAddEstimate({a}, {Arg(1)}, {c})", Code.Primary);

        return op switch
        {
            Op.Negate => new("-" + Arg(0, Code.Primary), Code.Unary),
            Op.Add => new($"{Arg(0, Code.Sum)} + {Arg(1, Code.Product)}", Code.Sum),
            Op.Subtract => new($"{Arg(0, Code.Sum)} - {Arg(1, Code.Product)}", Code.Sum),
            Op.Multiply or Op.Masked => new($"{Arg(0, Code.Product)} * {Arg(1, Code.Unary)}", Code.Product),
            Op.Divide => new($"{Arg(0, Code.Product)} / {Arg(1, Code.Unary)}", Code.Product),
            Op.Square => new($"{Arg(0, Code.Product)} * {Arg(0, Code.Unary)}", Code.Product),
            Op.MultiplyAdd => MultiplyAdd(Arg(0), Arg(2)),
            Op.MultiplySubtract => MultiplyAdd(Arg(0), "-" + Arg(2, Code.Primary)),
            Op.NegatedMultiplyAdd => MultiplyAdd("-" + Arg(0, Code.Primary), Arg(2)),
            Op.Broadcast => args[0],
            Op.Sqrt => new($"{lanes.Class}.Sqrt({Arg(0)})", Code.Primary),
            Op.Abs => new($"{lanes.Class}.Abs({Arg(0)})", Code.Primary),
            Op.LeakyRelu or Op.Elu => Call($"{Arg(0)}, {lanes.Literal(value)}"),
            _ => Call(string.Join(", ", args.Select(arg => arg.Text))),
        };
    }
}
