using System.Globalization;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>An expression of a random cell: C# text with places for its operands.</summary>
/// <param name="format">The text, in which <c>{0}</c> stands for the first operand; a name or a number if there are none.</param>
/// <param name="size">The number of elements; <see cref="Scalar"/> for a scalar, <see cref="Matrix"/> for a matrix.</param>
/// <param name="args">The operands.</param>
internal sealed class Term(string format, int size, params Term[] args)
{
    public const int Scalar = 0;
    public const int Matrix = -1;

    public string Format => format;

    public int Size => size;

    public IReadOnlyList<Term> Args => args;

    /// <summary>This term and all within it.</summary>
    public IEnumerable<Term> All => args.SelectMany(arg => arg.All).Prepend(this);

    public Term With(int index, Term arg) => new(format, size, [.. args.Select((old, i) => i == index ? arg : old)]);

    public override string ToString() => args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, [.. args]);
}
