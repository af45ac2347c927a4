namespace RnnSimd.Tests.Networks;

/// <summary>
/// The gradients of a network in single precision are those of the same network in double, which differences cannot see sharply enough.
/// </summary>
public sealed class PrecisionTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Networks => [.. AllNetworks.DeclaredIn<double>("RnnSimd.Tests.Networks.UserCells").Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Single_gradients_are_double_gradients_rounded(string name)
    {
        var exact = AllNetworks.Of<double>()[name](1);
        var single = AllNetworks.Of<float>()[name + "Single"](1);
        Perturbation.Perturb(single, seed: 2);
        CopyParameters(single, exact);

        var sequence = new Sequence<float>(single, steps: 4, batch: 3, seed: 3);
        var expected = Gradients<double>.Of(exact, sequence.Convert<double>());
        var actual = Gradients<float>.Of(single, sequence);
        Near(expected.Outputs, actual.Outputs, "outputs");
        Near(expected.State, actual.State, "state");
        Near(expected.InitialState, actual.InitialState, "gradients of the initial state");
        Near(expected.Inputs, actual.Inputs, "gradients of the inputs");
        foreach (var (exactInfo, info) in exact.ParameterInfos.Zip(single.ParameterInfos))
        {
            Near(ElementsOf(exactInfo, expected.Parameters), ElementsOf(info, actual.Parameters), $"gradients of {info.Name}");
        }
    }

    // By name and element: nothing says that two precisions share one layout.
    private static void CopyParameters(IRecurrentNetwork<float> source, IRecurrentNetwork<double> destination)
    {
        foreach (var (from, to) in source.ParameterInfos.Zip(destination.ParameterInfos))
        {
            Assert.Equal((from.Name, from.Rows, from.Columns), (to.Name, to.Rows, to.Columns));
            foreach (var (f, t) in IndicesOf(from).Zip(IndicesOf(to)))
            {
                destination.Parameters[t] = source.Parameters[f];
            }
        }
    }

    private static IEnumerable<int> IndicesOf(ParameterInfo info) =>
        from r in Enumerable.Range(0, info.Rows)
        from c in Enumerable.Range(0, info.Columns)
        select info.Offset + r * info.RowStride + c * info.ColumnStride;

    private static T[] ElementsOf<T>(ParameterInfo info, T[] values) => [.. IndicesOf(info).Select(index => values[index])];

    private static void Near(double[] expected, float[] actual, string what)
    {
        var scale = expected.Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * scale, $"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}
