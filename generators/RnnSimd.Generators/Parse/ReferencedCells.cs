using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>Reads cells of referenced assemblies from their metadata.</summary>
internal static class ReferencedCells
{
    /// <summary>Reads a cell.</summary>
    /// <param name="cell">A class of another assembly.</param>
    /// <param name="error">Why it could not be read, as the end of a sentence; empty if it could.</param>
    /// <returns>The cell, or null.</returns>
    public static CellModel? Read(INamedTypeSymbol cell, out string error)
    {
        foreach (var attribute in cell.ContainingAssembly.GetAttributes())
        {
            if (EquationTypes.Is(attribute.AttributeClass, EquationTypes.RecurrentCellGraphAttribute)
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol described }, { Value: string text }]
                && SymbolEqualityComparer.Default.Equals(described, cell))
            {
                return CellTextReader.Read(text, out error);
            }
        }

        error = "it has to be built with the generator that comes with RnnSimd, and without errors";
        return null;
    }
}
