namespace RnnSimd.Generators.Tests.Parse;

/// <summary>Networks, with cells from the same project and from references.</summary>
public sealed class NetworkParserTests
{
    [Fact]
    public void DeclarationBecomesAModel()
    {
        var network = Generation.Network(
            Compilations.OfValid(
                """
                namespace Some.@event
                {
                    [RecurrentNetwork(InputSize = Inputs, Precision = Precision.Double)]
                    [Layer<Lstm>(Inputs * 10), Layer<Mine>(8)]
                    [Layer<Dense>(units: 2)]
                    public sealed partial class @class { const int Inputs = 3; }

                    [RecurrentCell] internal sealed class Mine : Cell { Matrix W; public Vector Step(Vector x) => W * x; }
                }
                """),
            "Some.event.class");
        Assert.Equal(("Some.@event", "@class", "public sealed", 3, true), (network.Namespace, network.Name, network.Modifiers, network.InputSize, network.IsDouble));
        Assert.Equal(
            [("RnnSimd.Cells.Lstm", 30), ("Some.@event.Mine", 8), ("RnnSimd.Cells.Dense", 2)],
            network.Layers.Select(layer => (layer.Cell.Name, layer.Units)));
    }

    [Fact]
    public void DefaultsAreSinglePrecisionAndInternal()
    {
        var network = Generation.Network(Compilations.OfValid("[RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] abstract partial class Net;"), "Net");
        Assert.Equal(("", "Net", "internal abstract", false), (network.Namespace, network.Name, network.Modifiers, network.IsDouble));
    }

    [Fact]
    public void LayersOfAllPartsAreTakenInOrder()
    {
        var network = Generation.Network(
            Compilations.OfValid(
                """
                [RecurrentNetwork(InputSize = 1)] [Layer<Gru>(4)] public sealed partial class Net;
                [Layer<Dense>(1)] partial class Net;
                """),
            "Net");
        Assert.Equal(["RnnSimd.Cells.Gru", "RnnSimd.Cells.Dense"], network.Layers.Select(layer => layer.Cell.Name));
    }

    [Fact]
    public void ACellOfAReferenceIsTheCellThatWasWritten()
    {
        const string Cell =
            """
            namespace Lib
            {
                [RecurrentCell]
                public sealed class Leaky : Cell
                {
                    [Init(Initializer.Uniform, 0.1)] Matrix W;
                    [Size(3, Size.Units), Frozen] Matrix A;
                    [Size(Size.Units, 3)] Matrix B;
                    [Init(1e-300)] Scalar k;

                    public (Vector y, Vector h, Vector q) Step(Vector x, Vector h, [Size(3)] Vector q)
                    {
                        var a = LeakyRelu(W * x + B * q, 1 / 3.0);
                        var n = k * Dropout(a, 0.1) + Math.PI * Dropout(h, 1 / 3.0);
                        return (n, a, A * n);
                    }
                }
            }
            """;
        const string Net = "[RecurrentNetwork(InputSize = 2), Layer<Lib.Leaky>(5)] public sealed partial class Net;";
        var fromSource = Generation.Network(Compilations.OfValid(Cell + Net), "Net");
        var fromReference = Generation.Network(Compilations.OfValid(Net, Generation.Library(Cell)), "Net");
        Assert.Equal(fromSource, fromReference);
    }

    [Fact]
    public void ACellOfAReferencedProjectIsReadLikeOneOfAnAssembly()
    {
        var library = Compilations.OfValid("namespace Lib { [RecurrentCell] public sealed class Twice : Cell { public Vector Step(Vector x) => 2 * x; } }")
            .WithAssemblyName("Library").WithGenerated();
        var network = Generation.Network(
            Compilations.OfValid("[RecurrentNetwork(InputSize = 2), Layer<Lib.Twice>(2)] public sealed partial class Net;", library.ToMetadataReference()), "Net");
        Assert.Equal("Lib.Twice", network.Layers[0].Cell.Name);
    }

    [Fact]
    public void EveryCellThatShipsCanBeALayer()
    {
        var compilation = Compilations.OfValid("");
        var cells = ((Microsoft.CodeAnalysis.INamespaceSymbol)compilation.Type("RnnSimd.Cells.Lstm").ContainingSymbol).GetTypeMembers();
        Assert.Equal(17, cells.Length);
        var layers = string.Concat(cells.Select(cell => $"[Layer<{cell.Name}>(5)] "));
        var network = Generation.Network(Compilations.OfValid($"[RecurrentNetwork(InputSize = 3)] {layers} public sealed partial class Net;"), "Net");
        Assert.Equal(cells.Select(cell => "RnnSimd.Cells." + cell.Name), network.Layers.Select(layer => layer.Cell.Name));
    }
}
