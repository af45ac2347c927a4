using System.Globalization;
using RnnSimd.Generators.Emit;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Emit;

/// <summary>The text of emitted files.</summary>
public sealed class EmissionTests
{
    private static IEnumerable<NetworkModel> Networks =>
        RandomNetworks.All.Concat(ShippedCells.All.Select(cell => new NetworkModel("Some", "Network", "public", 3, false, new([new(cell, 5)]))));

    [Fact]
    public void The_file_of_an_Lstm_and_a_dense_layer() =>
        Golden.Equal("Lstm.g.cs.txt", NetworkCompiler.Compile(ShippedCells.Network(1, isDouble: false, ("Lstm", 32), ("Dense", 1))));

    [Fact]
    public void The_file_of_an_Elman_network_of_odd_size_in_double_precision() =>
        Golden.Equal("Elman.double.g.cs.txt", NetworkCompiler.Compile(ShippedCells.Network(3, isDouble: true, ("Elman", 7))));

    [Fact]
    public void The_file_of_an_Lstm_that_takes_tokens_and_streams_its_weights() =>
        Golden.Equal("Tokens.g.cs.txt", NetworkCompiler.Compile(ShippedCells.OnTokens(65, isDouble: false, ("Lstm", 64))));

    [Fact]
    public void The_file_of_a_network_with_dropout_of_what_products_read() => Golden.Equal("Dropout.g.cs.txt", NetworkCompiler.Compile(new(
        "Some", "Network", "public sealed", 3, IsDouble: false,
        new([new(Equations.Cell("Matrix W, U; Vector b; public Vector Step(Vector x, Vector h) => Tanh(W * Dropout(x, 0.2) + U * Dropout(h, 0.3) + b);"), 5)]))));

    [Fact]
    public void The_same_model_gives_the_same_text() => Assert.All(Networks, network =>
        Assert.Equal(NetworkCompiler.Compile(network), NetworkCompiler.Compile(network with { Layers = new([.. network.Layers]) })));

    // Cultures that write numbers with other signs than C#: a comma, a minus that is no hyphen, digits in groups.
    [Fact]
    public void Every_culture_gives_the_same_text()
    {
        var expected = Networks.Select(NetworkCompiler.Compile).ToArray();
        Assert.Contains(expected, text => text.Contains("(-1.5f)", StringComparison.Ordinal));

        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign, other.NumberFormat.PositiveInfinitySymbol) = (",", "\u2212", "∞");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, Networks.Select(NetworkCompiler.Compile));
            Assert.Equal("\u22121,5", $"{-1.5}");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
