using System.Runtime.InteropServices;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Compare;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Benchmarks;

/// <summary>The files that peers read hold what benchmarks/peers/README.md says: an LSTM that is written on that alone finds the same.</summary>
public sealed class CaseFilesTests : IDisposable
{
    private const int Inputs = 5;
    private const int Units = 20;
    private const int Steps = 4;
    private const int Batch = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_list_has_kind_and_sizes()
    {
        var network = new Lstm5To20Single();
        CaseFiles.Write(
            _folder.FullName,
            [new(CellKind.Lstm, network, NetworkCall.Step), new(CellKind.Lstm, network, NetworkCall.Run, Steps, Batch)]);

        Assert.Equal(
            "step-5-20-steps-1-batch-1 step 5 20 20 1\nrun-5-20-steps-4-batch-2 run 5 20 4 2\n",
            File.ReadAllText(Path.Combine(_folder.FullName, "cases.txt")));
    }

    [Fact]
    public void Outputs_follow_from_inputs_and_weights()
    {
        var files = WriteTraining();

        AssertNear(files["outputs"], Lstm(files));
    }

    [Theory]
    [InlineData("inputs", "input-gradients")]
    [InlineData("input-matrix", "input-matrix-gradients")]
    [InlineData("recurrent-matrix", "recurrent-matrix-gradients")]
    [InlineData("bias", "bias-gradients")]
    public void Gradients_are_those_of_outputs_times_their_gradients(string tensor, string gradients)
    {
        const double distance = 1e-5;
        var files = WriteTraining();
        var differences = new double[files[tensor].Length];
        for (var i = 0; i < differences.Length; i++)
        {
            var value = files[tensor][i];
            files[tensor][i] = value + distance;
            var above = Loss();
            files[tensor][i] = value - distance;
            differences[i] = (above - Loss()) / (2 * distance);
            files[tensor][i] = value;
        }

        AssertNear(files[gradients], differences);

        double Loss() => Lstm(files).Zip(files["output-gradients"], (output, gradient) => output * gradient).Sum();
    }

    private Dictionary<string, double[]> WriteTraining()
    {
        var network = new Lstm5To20Single(seed: 1);
        var random = new Random(2);
        foreach (ref var parameter in network.Parameters)
        {
            parameter += random.NextSingle() - 0.5f;
        }

        var training = new NetworkCase(CellKind.Lstm, network, NetworkCall.Train, Steps, Batch);
        CaseFiles.Write(_folder.FullName, [training]);
        return Directory.EnumerateFiles(Path.Combine(_folder.FullName, CaseFiles.NameOf(training))).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray().Select(value => (double)value).ToArray());
    }

    private static double[] Lstm(Dictionary<string, double[]> files)
    {
        var outputs = new double[Steps * Batch * Units];
        for (var n = 0; n < Batch; n++)
        {
            var (h, c) = (new double[Units], new double[Units]);
            for (var t = 0; t < Steps; t++)
            {
                var x = files["inputs"].AsSpan((t * Batch + n) * Inputs, Inputs).ToArray();
                var z = Enumerable.Range(0, 4 * Units)
                    .Select(row => files["bias"][row] + Dot(files["input-matrix"], row, x) + Dot(files["recurrent-matrix"], row, h))
                    .ToArray();
                for (var unit = 0; unit < Units; unit++)
                {
                    var (i, f, g, o) = (Sigmoid(z[unit]), Sigmoid(z[Units + unit]), Math.Tanh(z[2 * Units + unit]), Sigmoid(z[3 * Units + unit]));
                    c[unit] = f * c[unit] + i * g;
                    h[unit] = o * Math.Tanh(c[unit]);
                }

                h.CopyTo(outputs, (t * Batch + n) * Units);
            }
        }

        return outputs;
    }

    private static double Dot(double[] matrix, int row, double[] v) => v.Select((value, k) => matrix[row * v.Length + k] * value).Sum();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var tolerance = 1e-5 * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
