using System.Collections.Immutable;

namespace RnnSimd.Generators.Parse;

/// <summary>What an expression of a cell's equations stands for while they are read.</summary>
internal abstract class Value
{
    /// <summary>The value of an expression with an error that has been reported, by this parser or by the C# compiler.</summary>
    public static readonly Value Invalid = new InvalidValue();

    private sealed class InvalidValue : Value;
}

/// <summary>A scalar, vector or matrix: a node of the graph.</summary>
internal sealed class NodeValue(int node) : Value
{
    public int Node { get; } = node;
}

/// <summary>A number that is known at compile time and not yet part of the graph.</summary>
internal sealed class NumberValue(double number) : Value
{
    public double Number { get; } = number;
}

/// <summary>A tuple of values; names are the business of its type.</summary>
internal sealed class TupleValue(ImmutableArray<Value> elements) : Value
{
    public ImmutableArray<Value> Elements { get; } = elements;
}
