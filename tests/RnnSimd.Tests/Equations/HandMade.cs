using RnnSimd.Cells;
using RnnSimd.Equations;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Equations;

#pragma warning disable RNN0022 // These networks stand for what the generator would write, so it must not write them.

/// <summary>Networks that only describe themselves, as a generated one would: what <see cref="EquationNetwork"/> needs of a network.</summary>
internal static class HandMade
{
    /// <summary>A network whose parameters are as many as its infos need.</summary>
    internal abstract class Network<T>(int inputSize, int outputSize, int stateSize, params ParameterInfo[] infos)
        : DescribedNetwork<T>(inputSize, outputSize, stateSize, infos.Max(End), infos)
        where T : unmanaged
    {
        public void Set(string name, params T[] rowByRow)
        {
            var info = ParameterInfos.Single(info => info.Name == name);
            for (var i = 0; i < rowByRow.Length; i++)
            {
                Parameters[info.Offset + i / info.Columns * info.RowStride + i % info.Columns * info.ColumnStride] = rowByRow[i];
            }
        }

        private static int End(ParameterInfo info) =>
            info.Offset + (info.Rows - 1) * info.RowStride + (info.Columns - 1) * info.ColumnStride + 1;
    }

    /// <summary>An LSTM of one unit.</summary>
    [Layer<Lstm>(1)]
    internal sealed class LstmNetwork() : Network<double>(1, 1, 2,
        [.. "Wi Wf Wg Wo Ui Uf Ug Uo bi bf bg bo".Split(' ').Select(
            (name, i) => new ParameterInfo($"0.{name}", 1, 1, i, 1, 1, name[0] == 'b' ? 1 : 2))]);

    /// <summary>Two units of Elman's and a dense output, stored input-major with a hole, in single precision.</summary>
    [Layer<Elman>(2)]
    [Layer<Dense>(1)]
    internal sealed class ElmanDense() : Network<float>(1, 1, 2,
        new ParameterInfo("0.W", 2, 1, 0, 1, 2, 2),
        new ParameterInfo("0.U", 2, 2, 2, 1, 2, 2),
        new ParameterInfo("0.b", 2, 1, 6, 1, 1, 1),
        new ParameterInfo("1.W", 1, 2, 9, 1, 1, 2),
        new ParameterInfo("1.b", 1, 1, 11, 1, 1, 1));

    /// <summary>A cell with states of four sizes; only r's is declared, the others follow from the equations.</summary>
    [RecurrentCell]
    internal sealed class ManyStates : Cell
    {
        [Size(4, Size.Inputs)] private Matrix V;
        private Scalar decay;

        // Output and new states stand in another order than the parameters, and the output comes last.
        public (Scalar s, Vector r, Vector q, Vector h, Vector y) Step(Vector x, Vector h, Vector q, Scalar s, [Size(5)] Vector r)
        {
            q = V * x + decay * q;
            s = s + Sum(q) * 0.5;
            return (s, -r, q, h + 1, h * s);
        }
    }

    /// <summary>Three inputs and two units.</summary>
    [Layer<ManyStates>(2)]
    internal sealed class ManyStatesNetwork() : Network<double>(3, 2, 2 + 4 + 1 + 5,
        new ParameterInfo("0.V", 4, 3, 0, 3, 1, 2),
        new ParameterInfo("0.decay", 1, 1, 12, 1, 1, 0));

    /// <summary>A cell of numbers: its only return value is the output and the new state.</summary>
    [RecurrentCell]
    internal sealed class Integrator : Cell
    {
        private Scalar gain;

        public Scalar Step(Scalar x, Scalar sum) => sum + gain * x;
    }

    /// <summary>That cell twice.</summary>
    [Layer<Integrator>(1)]
    [Layer<Integrator>(1)]
    internal sealed class IntegratorNetwork() : Network<double>(1, 1, 2,
        new ParameterInfo("0.gain", 1, 1, 0, 1, 1, 0),
        new ParameterInfo("1.gain", 1, 1, 1, 1, 1, 0));

    /// <summary>A layer that says it has a state of the wrong size.</summary>
    [Layer<Dense>(1)]
    internal sealed class WrongStateSize() : Network<double>(1, 1, 5, new ParameterInfo("0.W", 1, 1, 0, 1, 1, 2), new ParameterInfo("0.b", 1, 1, 1, 1, 1, 1));

    /// <summary>A matrix that does not fit the layer's input.</summary>
    [Layer<Dense>(1)]
    internal sealed class WrongMatrix() : Network<double>(3, 1, 0, new ParameterInfo("0.W", 1, 2, 0, 1, 1, 2), new ParameterInfo("0.b", 1, 1, 2, 1, 1, 1));

    /// <summary>A parameter that the cell does not have.</summary>
    [Layer<Dense>(1)]
    internal sealed class UnknownField() : Network<double>(1, 1, 0, new ParameterInfo("0.Q", 1, 1, 0, 1, 1, 2));

    /// <summary>A network of no layers.</summary>
    internal sealed class NoLayers() : Network<double>(1, 1, 0, new ParameterInfo("0.W", 1, 1, 0, 1, 1, 2));

    /// <summary>A cell that forgets to return its second state, and is not marked because that is an error.</summary>
    internal sealed class Forgetful : Cell
    {
        private readonly Scalar a = 1;

        public (Vector h, Vector y) Step(Vector x, Vector h, Vector lost) => (x + h * lost, a * x);
    }

    /// <summary>A network of that cell.</summary>
    [Layer<Forgetful>(1)]
    internal sealed class ForgetfulNetwork() : Network<double>(1, 1, 2, new ParameterInfo("0.a", 1, 1, 0, 1, 1, 0));
}
