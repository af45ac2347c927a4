using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Benchmarks;

/// <summary>A figure is compared with that of a baseline only if both compute the same.</summary>
public class BaselineTests
{
    public static TheoryData<string> Baselines => [nameof(ScalarLstm), nameof(TensorLstm)];

    [Theory]
    [MemberData(nameof(Baselines))]
    public void A_baseline_computes_outputs_states_and_gradients_of_the_network(string name)
    {
        var network = new Lstm5To20Single();

        Agreement.Check(name, network, Baseline(name, network));
    }

    [Theory]
    [MemberData(nameof(Baselines))]
    public void A_baseline_with_another_weight_does_not_pass(string name)
    {
        var network = new Lstm5To20Single();
        foreach (var info in network.ParameterInfos)
        {
            var baseline = Baseline(name, network);
            network.Parameters[info.Offset] += 0.1f;

            Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => Agreement.Check(name, network, baseline)).Message);
        }
    }

    private static BaselineLstm Baseline(string name, Lstm5To20Single network) =>
        name == nameof(ScalarLstm) ? new ScalarLstm(new(network)) : new TensorLstm(new(network));
}
