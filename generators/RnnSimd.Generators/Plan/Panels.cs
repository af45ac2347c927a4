namespace RnnSimd.Generators.Plan;

/// <summary>
/// Which weights a sequence multiplies with in panels: the columns are cut into panels of four 512-bit vectors, whose rows stand together. In
/// plain rows, those of wide matrices are far apart and, at powers of two, drive each other out of the cache.
/// </summary>
internal static class Panels
{
    /// <summary>The columns of a panel.</summary>
    public static int Columns(bool isDouble) => isDouble ? 32 : 64;

    /// <summary>Whether weights with so many columns stand in panels: they fill several. A single one would be as they are.</summary>
    public static bool Fit(int columns, bool isDouble) => columns > Columns(isDouble) && columns % Columns(isDouble) == 0;
}
