using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>Reads <c>[Size]</c>, <c>[Init]</c> and <c>[Frozen]</c> on the fields of a cell and the states of its Step.</summary>
internal static class FieldAttributes
{
    /// <summary>The shape of a field or state with the size that <c>[Size]</c> gives it; 0 where it gives none.</summary>
    /// <param name="symbol">The field or parameter.</param>
    /// <param name="rank">Its shape by its type.</param>
    /// <param name="diagnostics">Receives what is wrong with the attribute.</param>
    public static Shape SizeOf(ISymbol symbol, Shape rank, DiagnosticBag diagnostics)
    {
        if (EquationTypes.AttributeOn(symbol, EquationTypes.SizeAttribute) is not { } attribute)
        {
            return rank;
        }

        var sizes = attribute.ConstructorArguments.Select(argument => argument.Value as int? ?? 0).ToArray();
        if (sizes.Length == 0 || attribute.AttributeConstructor is null)
        {
            diagnostics.Fail();
            return rank;
        }

        if (sizes.Length != rank.Rank)
        {
            diagnostics.Report(Rules.MisplacedSize, LocationOf(attribute, symbol), symbol.Name, rank.Rank switch
            {
                0 => "a Scalar has no size",
                1 => "a Vector has one size, [Size(n)]",
                _ => "a Matrix has two sizes, [Size(rows, columns)]",
            });
            return rank;
        }

        foreach (var size in sizes.Where(size => size is <= 0 and not (DeclaredSize.Units or DeclaredSize.Inputs)))
        {
            diagnostics.Report(
                Rules.SizeOutOfRange, LocationOf(attribute, symbol), $"The size of '{symbol.Name}'", size, "1 or more, Size.Units or Size.Inputs");
        }

        return rank.Rank == 1 ? Shape.Vector(sizes[0]) : Shape.Matrix(sizes[0], sizes[1]);
    }

    /// <summary>Reports a <c>[Size]</c> where there must be none.</summary>
    public static void RejectSize(ISymbol symbol, string reason, DiagnosticBag diagnostics)
    {
        if (EquationTypes.AttributeOn(symbol, EquationTypes.SizeAttribute) is { } attribute)
        {
            diagnostics.Report(Rules.MisplacedSize, LocationOf(attribute, symbol), symbol.Name, reason);
        }
    }

    /// <summary>What <c>[Init]</c> says, or the default.</summary>
    public static Initialization InitializationOf(IFieldSymbol field)
    {
        var arguments = EquationTypes.AttributeOn(field, EquationTypes.InitAttribute)?.ConstructorArguments ?? [];
        return arguments switch
        {
            [{ Kind: TypedConstantKind.Enum } initializer, { Value: double argument }] =>
                new(initializer.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => Equals(member.ConstantValue, initializer.Value))?.Name, argument),
            [{ Value: double value }] => new("Constant", value),
            [{ Value: int value }] => new("Constant", value),
            _ => Initialization.Default,
        };
    }

    /// <summary>Whether the field is marked <c>[Frozen]</c>.</summary>
    public static bool IsFrozen(IFieldSymbol field) => EquationTypes.AttributeOn(field, EquationTypes.FrozenAttribute) is not null;

    private static Location? LocationOf(AttributeData attribute, ISymbol symbol) =>
        attribute.ApplicationSyntaxReference is { } reference ? reference.GetSyntax().GetLocation() : symbol.Locations.FirstOrDefault();
}
