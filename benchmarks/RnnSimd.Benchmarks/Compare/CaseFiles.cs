using System.Runtime.InteropServices;
using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>Writes cases, with our results, for peers to read; benchmarks/peers/README.md describes the format.</summary>
internal static class CaseFiles
{
    // Single steps are checked for a while: only then it shows whether the state is carried.
    private const int CheckedSteps = 20;

    /// <summary>What peers call a case; also the name of its folder.</summary>
    public static string NameOf(NetworkCase one) =>
        $"{CallOf(one)}-{one.Network.InputSize}-{one.Network.OutputSize}-steps-{one.Steps}-batch-{one.Batch}";

    /// <summary>Writes a folder for each case, and the list of them.</summary>
    public static void Write(string folder, IEnumerable<NetworkCase> cases)
    {
        using var list = File.CreateText(Path.Combine(folder, "cases.txt"));
        list.NewLine = "\n";
        foreach (var one in cases)
        {
            var steps = one.Call == NetworkCall.Step ? CheckedSteps : one.Steps;
            list.WriteLine($"{NameOf(one)} {CallOf(one)} {one.Network.InputSize} {one.Network.OutputSize} {steps} {one.Batch}");
            WriteTensors(Directory.CreateDirectory(Path.Combine(folder, NameOf(one))), one, steps);
        }
    }

    private static void WriteTensors(DirectoryInfo folder, NetworkCase one, int steps)
    {
        var (network, rows) = (one.Network, steps * one.Batch);
        var (inputs, outputs) = (Data.Random(rows * network.InputSize), new float[rows * network.OutputSize]);
        var (state, tape) = (new float[one.Batch * network.StateSize], new Tape<float>());
        network.Forward(inputs, state, outputs, one.Batch, tape);
        Write("inputs", inputs);
        WriteParameters("", new LstmWeights(network));
        Write("outputs", outputs);

        if (one.Call == NetworkCall.Train)
        {
            var (outputGradients, inputGradients) = (Data.Random(outputs.Length), new float[inputs.Length]);
            var (stateGradients, parameterGradients) = (new float[state.Length], new float[network.ParameterCount]);
            network.Backward(tape, outputGradients, stateGradients, parameterGradients, inputGradients);
            Write("output-gradients", outputGradients);
            WriteParameters("-gradients", new LstmWeights(network, parameterGradients));
            Write("input-gradients", inputGradients);
        }

        void WriteParameters(string suffix, LstmWeights weights)
        {
            Write($"input-matrix{suffix}", weights.Input);
            Write($"recurrent-matrix{suffix}", weights.Recurrent);
            Write($"bias{suffix}", weights.Bias);
        }

        void Write(string name, ReadOnlySpan<float> values) =>
            File.WriteAllBytes(Path.Combine(folder.FullName, $"{name}.f32"), MemoryMarshal.AsBytes(values));
    }

    private static string CallOf(NetworkCase one) => one.Call.ToString().ToLowerInvariant();
}
