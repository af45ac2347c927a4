using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

public partial class CellTests
{
    private static readonly string[] LstmParameters = ["Wi", "Wf", "Wg", "Wo", "Ui", "Uf", "Ug", "Uo", "bi", "bf", "bg", "bo"];

    [Fact]
    public void Lstm_has_three_gates_and_a_cell_state()
    {
        var cell = new CellUnderTest(new Lstm());
        var (h, c) = (cell.DrawState(), cell.DrawState());
        Check(cell, LstmParameters, [h, c], r =>
        {
            var next = Sigmoid(cell.Gate('f', r, h)) * c[r] + Sigmoid(cell.Gate('i', r, h)) * Math.Tanh(cell.Gate('g', r, h));
            return [Sigmoid(cell.Gate('o', r, h)) * Math.Tanh(next), next];
        });
    }

    [Fact]
    public void An_Lstm_step_by_hand()
    {
        // One unit; ln 3 makes a logistic gate 3/4, 0 makes it 1/2, −ln 3 makes it 1/4, and tanh(ln 2) = 3/5.
        var (ln2, ln3) = (Math.Log(2), Math.Log(3));
        var network = new HandMade.LstmNetwork();
        network.Set("0.Wi", ln3);
        network.Set("0.bf", ln3);
        network.Set("0.Uf", -2 * ln3);
        network.Set("0.Wg", ln2 - 1);
        network.Set("0.bg", 1);
        network.Set("0.Uo", -2 * ln3);
        double[] state = [0.5, 2], output = [0];

        new EquationNetwork(network).Step([1], state, output);

        // c = f c + i g = 1/2 · 2 + 3/4 · 3/5 and h = o tanh(c) with o = 1/4.
        Assert.Equal(1.45, state[1], 1e-15);
        Assert.Equal(0.25 * Math.Tanh(1.45), state[0], 1e-15);
        Assert.Equal(state[0], output[0]);
    }

    [Fact]
    public void Peepholes_show_the_gates_the_cell_state_and_the_output_gate_the_new_one()
    {
        var cell = new CellUnderTest(new PeepholeLstm());
        var (h, c) = (cell.DrawState(), cell.DrawState());
        Check(cell, [.. LstmParameters, "pi", "pf", "po"], [h, c], r =>
        {
            var i = Sigmoid(cell.Gate('i', r, h) + cell["pi"][r] * c[r]);
            var f = Sigmoid(cell.Gate('f', r, h) + cell["pf"][r] * c[r]);
            var next = f * c[r] + i * Math.Tanh(cell.Gate('g', r, h));
            return [Sigmoid(cell.Gate('o', r, h) + cell["po"][r] * next) * Math.Tanh(next), next];
        });
    }

    [Fact]
    public void CoupledLstm_forgets_what_it_replaces()
    {
        var cell = new CellUnderTest(new CoupledLstm());
        var (h, c) = (cell.DrawState(), cell.DrawState());
        Check(cell, ["Wi", "Wg", "Wo", "Ui", "Ug", "Uo", "bi", "bg", "bo"], [h, c], r =>
        {
            var next = c[r] + Sigmoid(cell.Gate('i', r, h)) * (Math.Tanh(cell.Gate('g', r, h)) - c[r]);
            return [Sigmoid(cell.Gate('o', r, h)) * Math.Tanh(next), next];
        });
    }

    [Fact]
    public void LayerNormLstm_normalises_each_gate_and_the_cell_state_on_its_way_out()
    {
        var cell = new CellUnderTest(new LayerNormLstm());
        var (h, c) = (cell.DrawState(), cell.DrawState());
        var gates = "ifgo".ToDictionary(gate => gate, gate => NormalisedGate(cell, gate, h));
        var next = cell.ForEachUnit(r => [Sigmoid(gates['f'][r]) * c[r] + Sigmoid(gates['i'][r]) * Math.Tanh(gates['g'][r])])[0];
        var shown = Normalised(next, cell["ac"], cell["bc"]);
        Check(
            cell,
            [.. LstmParameters, "ai", "af", "ag", "ao", "ac", "bc"],
            [h, c],
            r => [Sigmoid(gates['o'][r]) * Math.Tanh(shown[r]), next[r]]);
    }

    [Fact]
    public void SLstm_is_a_mean_weighted_by_exponential_gates()
    {
        var cell = new CellUnderTest(new SLstm());
        var (h, c, n, m) = (cell.DrawState(), cell.DrawState(), cell.DrawState(), cell.DrawState());
        n = Array.ConvertAll(n, x => x + 2);
        Check(
            cell, ["Wi", "Wf", "Wz", "Wo", "Ui", "Uf", "Uz", "Uo", "bi", "bf", "bz", "bo"], [h, c, n, m], r =>
            {
                // The equations without the stabiliser, in which the states stand for c eᵐ and n eᵐ.
                var (i, f) = (Math.Exp(cell.Gate('i', r, h)), Math.Exp(cell.Gate('f', r, h)));
                var plainC = f * c[r] * Math.Exp(m[r]) + i * Math.Tanh(cell.Gate('z', r, h));
                var plainN = f * n[r] * Math.Exp(m[r]) + i;
                var stabiliser = Math.Log(Math.Max(f * Math.Exp(m[r]), i));
                var scale = Math.Exp(-stabiliser);
                return [Sigmoid(cell.Gate('o', r, h)) * plainC / plainN, plainC * scale, plainN * scale, stabiliser];
            });
    }

    private static double[] NormalisedGate(CellUnderTest cell, char gate, double[] h) =>
        Normalised(cell.ForEachUnit(r => [cell.Products(gate, r, h)])[0], cell["a" + gate], cell["b" + gate]);

    private static double[] Normalised(double[] x, double[] gain, double[] bias)
    {
        var mean = x.Sum() / x.Length;
        var variance = x.Sum(element => (element - mean) * (element - mean)) / x.Length;
        return [.. x.Select((element, r) => gain[r] * (element - mean) / Math.Sqrt(variance + 0.00001) + bias[r])];
    }
}
