using RnnSimd.Cells;

namespace RnnSimd.Tests.Equations;

public partial class CellTests
{
    private static readonly string[] GruParameters = ["Wr", "Wu", "Wc", "Ur", "Uu", "Uc", "br", "bu", "bc"];

    [Fact]
    public void Gru_resets_before_the_product()
    {
        var cell = new CellUnderTest(new Gru());
        var h = cell.DrawState();
        var reset = cell.ForEachUnit(r => [Sigmoid(cell.Gate('r', r, h)) * h[r]])[0];
        Check(cell, GruParameters, [h], r =>
        {
            var u = Sigmoid(cell.Gate('u', r, h));
            return [u * Math.Tanh(cell.Gate('c', r, reset)) + (1 - u) * h[r]];
        });
    }

    [Fact]
    public void GruResetAfter_resets_the_product_with_its_bias()
    {
        var cell = new CellUnderTest(new GruResetAfter());
        var h = cell.DrawState();
        Check(cell, ["Wr", "Wz", "Wn", "Ur", "Uz", "Un", "br", "bz", "bn", "dn"], [h], r =>
        {
            var reset = Sigmoid(cell.Gate('r', r, h));
            var z = Sigmoid(cell.Gate('z', r, h));
            var n = Math.Tanh(cell.Product("Wn", r, cell.Input) + cell["bn"][r] + reset * (cell.Product("Un", r, h) + cell["dn"][r]));
            return [(1 - z) * n + z * h[r]];
        });
    }

    [Fact]
    public void LayerNormGru_normalises_each_gate()
    {
        var cell = new CellUnderTest(new LayerNormGru());
        var h = cell.DrawState();
        var r = NormalisedGate(cell, 'r', h);
        var u = NormalisedGate(cell, 'u', h);
        var c = NormalisedGate(cell, 'c', cell.ForEachUnit(unit => [Sigmoid(r[unit]) * h[unit]])[0]);
        Check(cell, [.. GruParameters, "ar", "au", "ac"], [h], unit =>
        {
            var update = Sigmoid(u[unit]);
            return [update * Math.Tanh(c[unit]) + (1 - update) * h[unit]];
        });
    }

    [Fact]
    public void MinimalGatedUnit_has_one_gate_for_both_tasks()
    {
        var cell = new CellUnderTest(new MinimalGatedUnit());
        var h = cell.DrawState();
        var kept = cell.ForEachUnit(r => [Sigmoid(cell.Gate('f', r, h)) * h[r]])[0];
        Check(cell, ["Wf", "Wn", "Uf", "Un", "bf", "bn"], [h], r =>
        {
            var f = Sigmoid(cell.Gate('f', r, h));
            return [(1 - f) * h[r] + f * Math.Tanh(cell.Gate('n', r, kept))];
        });
    }

    [Fact]
    public void MinGru_gates_see_only_the_input()
    {
        var cell = new CellUnderTest(new MinGru());
        var h = cell.DrawState();
        Check(cell, ["Wz", "Wn", "bz", "bn"], [h], r =>
        {
            var z = Sigmoid(cell.Product("Wz", r, cell.Input) + cell["bz"][r]);
            return [(1 - z) * h[r] + z * (cell.Product("Wn", r, cell.Input) + cell["bn"][r])];
        });
    }
}
