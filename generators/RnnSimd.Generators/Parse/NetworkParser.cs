using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>What became of a network: its model if neither it nor a cell of it has errors, and what there is to say about itself.</summary>
internal sealed record NetworkParse(NetworkModel? Model, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Parses a class marked <c>[RecurrentNetwork]</c>, with the cells of its layers.</summary>
internal sealed class NetworkParser
{
    public const string RecurrentNetworkAttribute = "RecurrentNetworkAttribute";
    private const string LayerAttribute = "LayerAttribute";

    // Array.MaxLength, less the room that the buffer needs to align its first element.
    private const int MostParameters = 0X7FFFFFC7 - 64;

    // Up to this every whole number is a float.
    private const int MostTokens = 1 << 24;

    private readonly INamedTypeSymbol _network;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly DiagnosticBag _diagnostics = new();

    private NetworkParser(INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
    {
        _network = network;
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>Parses a network.</summary>
    /// <param name="network">The class, declared in <paramref name="compilation"/>.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Ends the parse early with an <see cref="OperationCanceledException"/>.</param>
    public static NetworkParse Parse(INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new NetworkParser(network, compilation, cancellation);
        return new(parser.Parse(), parser._diagnostics.ToImmutable());
    }

    /// <summary>The attribute of that name on the class, which is one of the namespace <c>RnnSimd</c>.</summary>
    public static AttributeData? MarkOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, RecurrentNetworkAttribute, arity: 0));

    /// <summary>The layers declared on the class, from the input upwards.</summary>
    public static IEnumerable<AttributeData> LayersOf(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => Is(attribute.AttributeClass, LayerAttribute, arity: 1));

    private static bool Is(INamedTypeSymbol? attribute, string name, int arity) =>
        attribute is { ContainingNamespace: { Name: "RnnSimd", ContainingNamespace.IsGlobalNamespace: true } }
        && attribute.Name == name && attribute.Arity == arity;

    private NetworkModel? Parse()
    {
        NetworkClassCheck.Check(_network, _compilation, _diagnostics, _cancellation);
        if (MarkOf(_network) is not { } mark || ParseInputs(mark) is not var (inputSize, vocabulary))
        {
            return null;
        }

        var isDouble = mark.NamedArguments.FirstOrDefault(argument => argument.Key == "Precision").Value is { Kind: TypedConstantKind.Enum, Value: 1 };
        var attributes = LayersOf(_network).ToArray();
        if (attributes.Length == 0)
        {
            _diagnostics.Report(Rules.NoLayer, _network.Locations[0], _network.Name);
        }

        var layers = attributes.Select(ParseLayer).OfType<LayerModel>().ToArray();
        if (_diagnostics.HasErrors || layers.Length < attributes.Length)
        {
            return null;
        }

        if (vocabulary == 0)
        {
            CheckSizes(layers, attributes, inputSize);
        }
        else if (CanTakeTokens(layers[0].Cell, attributes[0]))
        {
            CheckSizes(layers, attributes, vocabulary);
        }

        return _diagnostics.HasErrors ? null : new(
            _network.ContainingNamespace.IsGlobalNamespace ? "" : FullName(_network.ContainingNamespace),
            _network.ToDisplayString(new SymbolDisplayFormat(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers)),
            SyntaxFacts.GetText(_network.DeclaredAccessibility) + (_network.IsSealed ? " sealed" : "") + (_network.IsAbstract ? " abstract" : ""),
            inputSize,
            isDouble,
            layers.ToEquatableArray(),
            HiddenTypes.Of(_network, _compilation, _cancellation),
            vocabulary);
    }

    // The size of the input, which is 1 for the number of a token, and how many tokens there are, or 0.
    private (int InputSize, int Vocabulary)? ParseInputs(AttributeData mark)
    {
        var arguments = mark.NamedArguments.Where(argument => argument.Key is "InputSize" or "Vocabulary").ToDictionary(argument => argument.Key, argument => argument.Value.Value);
        if (arguments.Count != 1)
        {
            _diagnostics.Report(
                Rules.NoSingleInput, LocationOf(mark), _network.Name, arguments.Count == 0 ? "neither InputSize nor Vocabulary" : "both InputSize and Vocabulary");
            return null;
        }

        var (name, value) = (arguments.Keys.Single(), arguments.Values.Single());
        var (most, allowed) = name == "InputSize" ? (int.MaxValue, "1 or more") : (MostTokens, $"from 1 to {MostTokens}");
        if (value is not int size)
        {
            // Not even C# knows what it is.
            return null;
        }

        if (size < 1 || size > most)
        {
            _diagnostics.Report(Rules.SizeOutOfRange, LocationOfArgument(mark, name), name, size, allowed);
        }

        return name == "InputSize" ? (size, 0) : (1, size);
    }

    private static string FullName(ISymbol symbol) =>
        symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    private LayerModel? ParseLayer(AttributeData attribute)
    {
        if (attribute.ConstructorArguments is not [{ Value: int units }] || attribute.AttributeClass!.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } cell])
        {
            _diagnostics.Fail();
            return null;
        }

        if (units < 1)
        {
            _diagnostics.Report(Rules.SizeOutOfRange, LocationOfArgument(attribute), $"The number of units of the layer of {cell.Name}", units, "1 or more");
        }

        return CellOf(cell, attribute) is { } model ? new(model, units) : null;
    }

    private CellModel? CellOf(INamedTypeSymbol cell, AttributeData layer)
    {
        if (!EquationTypes.DerivesFromCell(cell) || !EquationTypes.IsMarkedAsCell(cell))
        {
            _diagnostics.Report(
                Rules.NotACell, LocationOfCell(layer), cell.Name,
                EquationTypes.DerivesFromCell(cell) ? "be marked [RecurrentCell]" : "derive from RnnSimd.Equations.Cell and be marked [RecurrentCell]");
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(cell.ContainingAssembly, _compilation.Assembly))
        {
            // What is wrong with it is reported where it stands, once, and not for every network that uses it.
            return CellParser.Parse(cell, _compilation, _cancellation).Model;
        }

        if (ReferencedCells.Read(cell, out var error) is { } model)
        {
            return model;
        }

        _diagnostics.Report(Rules.NoEquationsInReference, LocationOfCell(layer), cell.Name, cell.ContainingAssembly.Name, error);
        return null;
    }

    private bool CanTakeTokens(CellModel cell, AttributeData layer)
    {
        var use = TokenInput.OtherUse(cell);
        if (use < 0)
        {
            return true;
        }

        var text = new EquationText(cell.Graph, cell.LeafName).Definition(use);
        _diagnostics.Report(
            Rules.TokenIsNotMultiplied, LocationOf(layer), EquationTypes.Display(layer.AttributeClass!.TypeArguments[0]), cell.Input.Name,
            cell.Graph[use].Op == Op.Input ? $"'{text}' as it is" : $"'{text}'");
        return false;
    }

    private void CheckSizes(LayerModel[] layers, AttributeData[] attributes, int inputs)
    {
        var parameters = 0L;
        for (var i = 0; i < layers.Length; i++)
        {
            var (cell, units) = (layers[i].Cell, layers[i].Units);
            var inferred = ShapeInference.Infer(cell, inputs, units);
            foreach (var error in inferred.Errors)
            {
                var rule = error.Kind == ShapeErrorKind.Contradiction ? Rules.SizesContradict : Rules.SizeUnknown;
                var name = EquationTypes.Display(attributes[i].AttributeClass!.TypeArguments[0]);
                _diagnostics.Report(rule, LocationOf(attributes[i]), $"A layer of {name} with {inputs} inputs and {units} units is not possible: {error.Message}");
            }

            parameters += inferred.Cell?.Parameters.Sum(parameter => (long)parameter.Shape.Rows * parameter.Shape.Columns) ?? 0;
            inputs = units;
        }

        if (parameters > MostParameters)
        {
            _diagnostics.Report(Rules.NetworkTooLarge, _network.Locations[0], _network.Name, parameters, MostParameters);
        }
    }

    private Location LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).GetLocation() ?? _network.Locations[0];

    private Location LocationOfArgument(AttributeData attribute, string? name = null) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation) is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) is { } found
            ? found.Expression.GetLocation()
            : LocationOf(attribute);

    private Location LocationOfCell(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation) is AttributeSyntax { Name: var name }
        && name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().LastOrDefault()?.TypeArgumentList.Arguments is [var argument]
            ? argument.GetLocation()
            : LocationOf(attribute);
}
