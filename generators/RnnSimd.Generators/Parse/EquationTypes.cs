using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// Recognises the types of <c>RnnSimd.Equations</c>. By name, not by identity of symbols: a cell and its helper methods may come
/// to see them through different references.
/// </summary>
internal static class EquationTypes
{
    public const string Cell = "Cell";
    public const string RecurrentCellAttribute = "RecurrentCellAttribute";
    public const string RecurrentCellGraphAttribute = "RecurrentCellGraphAttribute";
    public const string SizeAttribute = "SizeAttribute";
    public const string InitAttribute = "InitAttribute";
    public const string FrozenAttribute = "FrozenAttribute";

    /// <summary>Whether the type is the one of that name in <c>RnnSimd.Equations</c>.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, Arity: 0, ContainingNamespace: { Name: "Equations" } @namespace }
        && type.Name == name
        && @namespace.ContainingNamespace is { Name: "RnnSimd", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The shape, sizes unknown, of a <c>Scalar</c>, <c>Vector</c> or <c>Matrix</c>; null for every other type.</summary>
    public static Shape? ShapeOf(ITypeSymbol? type) =>
        Is(type, "Vector") ? Shape.Vector() : Is(type, "Scalar") ? Shape.Scalar : Is(type, "Matrix") ? Shape.Matrix() : null;

    /// <summary>Whether the type is, or derives from, <c>Cell</c>.</summary>
    public static bool DerivesFromCell(ITypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (Is(current, Cell))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the class is marked <c>[RecurrentCell]</c>.</summary>
    public static bool IsMarkedAsCell(ITypeSymbol type) => AttributeOn(type, RecurrentCellAttribute) is not null;

    /// <summary>The attribute of that name in <c>RnnSimd.Equations</c>, if the symbol has it.</summary>
    public static AttributeData? AttributeOn(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, name));

    /// <summary>Whether a number of this type can stand in equations without an explicit conversion.</summary>
    public static bool IsNumber(ITypeSymbol? type) =>
        type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double and not SpecialType.System_Decimal;

    /// <summary>Whether values of the type can be part of equations: the three above, numbers, and tuples of such.</summary>
    public static bool IsLanguage(ITypeSymbol? type) =>
        ShapeOf(type) is not null
        || IsNumber(type)
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => IsLanguage(element.Type)));

    /// <summary>The type's name as its user would write it.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
