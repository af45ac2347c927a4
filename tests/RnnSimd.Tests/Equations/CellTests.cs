using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

/// <summary>Each shipped cell against the equations of its paper, written for one unit with plain numbers.</summary>
public partial class CellTests
{
    [Fact]
    public void Elman_is_tanh_of_the_sums()
    {
        var cell = new CellUnderTest(new Elman());
        var h = cell.DrawState();
        Check(cell, ["W", "U", "b"], [h], r => [Math.Tanh(cell.Product("W", r, cell.Input) + cell.Product("U", r, h) + cell["b"][r])]);
    }

    [Fact]
    public void ReluElman_is_the_positive_part_of_the_sums()
    {
        var cell = new CellUnderTest(new ReluElman());
        var h = cell.DrawState();
        Check(cell, ["W", "U", "b"], [h], r => [Math.Max(0, cell.Product("W", r, cell.Input) + cell.Product("U", r, h) + cell["b"][r])]);
    }

    [Fact]
    public void IndRnn_sees_only_its_own_unit()
    {
        var cell = new CellUnderTest(new IndRnn());
        var h = cell.DrawState();
        Check(cell, ["W", "u", "b"], [h], r => [Math.Max(0, cell.Product("W", r, cell.Input) + cell["u"][r] * h[r] + cell["b"][r])]);
    }

    [Fact]
    public void Embedding_is_a_matrix()
    {
        var cell = new CellUnderTest(new Embedding());
        Check(cell, ["E"], [], r => [cell.Product("E", r, cell.Input)]);
    }

    [Fact]
    public void Dense_is_affine()
    {
        var cell = new CellUnderTest(new Dense());
        Check(cell, ["W", "b"], [], r => [cell.Product("W", r, cell.Input) + cell["b"][r]]);
    }

    [Fact]
    public void DenseTanh_is_tanh_of_an_affine_map()
    {
        var cell = new CellUnderTest(new DenseTanh());
        Check(cell, ["W", "b"], [], r => [Math.Tanh(cell.Product("W", r, cell.Input) + cell["b"][r])]);
    }

    [Fact]
    public void DenseSoftmax_is_each_exponential_over_their_sum()
    {
        var cell = new CellUnderTest(new DenseSoftmax());
        var exponentials = cell.ForEachUnit(r => [Math.Exp(cell.Product("W", r, cell.Input) + cell["b"][r])])[0];
        Check(cell, ["W", "b"], [], r => [exponentials[r] / exponentials.Sum()]);
    }

    [Fact]
    public void Every_cell_that_ships_is_marked()
    {
        var cells = typeof(Cell).Assembly.GetExportedTypes().Where(type => type.Namespace == "RnnSimd.Cells").ToArray();

        Assert.Equal(17, cells.Length);
        Assert.All(cells, cell => Assert.True(
            cell.IsSealed && cell.IsSubclassOf(typeof(Cell)) && cell.IsDefined(typeof(RecurrentCellAttribute), inherit: false), cell.Name));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void Check(CellUnderTest cell, string[] parameters, double[][] states, Func<int, double[]> formula)
    {
        Assert.Equal(parameters.Order(), cell.Parameters.Order());
        var (expected, actual) = (cell.ForEachUnit(formula), cell.Step(states));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Near.Equal(expected[i], actual[i], 1e-13);
        }
    }
}
