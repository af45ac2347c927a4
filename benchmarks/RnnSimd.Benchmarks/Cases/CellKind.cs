namespace RnnSimd.Benchmarks.Cases;

/// <summary>What has to be known of a cell to say what its equations cost, besides its matrices.</summary>
/// <param name="Name">As in <c>RnnSimd.Cells</c>.</param>
/// <param name="States">State vectors.</param>
/// <param name="Sigmoids">Sigmoids per unit and step.</param>
/// <param name="Tanhs">Tanhs per unit and step.</param>
internal sealed record CellKind(string Name, int States, int Sigmoids, int Tanhs)
{
    // The second tanh is that of the state on its way out.
    public static CellKind Lstm { get; } = new(nameof(Cells.Lstm), States: 2, Sigmoids: 3, Tanhs: 2);

    public static CellKind Gru { get; } = new(nameof(Cells.Gru), States: 1, Sigmoids: 2, Tanhs: 1);

    public static CellKind GruResetAfter { get; } = new(nameof(Cells.GruResetAfter), States: 1, Sigmoids: 2, Tanhs: 1);

    public static CellKind Elman { get; } = new(nameof(Cells.Elman), States: 1, Sigmoids: 0, Tanhs: 1);
}
