using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RnnSimd.Tests.Testing;
using RnnSimd.Tests.Training.Losses;
using RnnSimd.Tests.Training.Optimizers;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

/// <summary>Losses, their gradients, clipping and the steps of optimizers have the same bits at every vector width.</summary>
[Trait("Category", "Bits")]
public sealed class TrainingWidthTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public Task Every_width_gives_the_same_bits(int bits) =>
        OtherWidth.GivesTheSame(bits, typeof(TrainingWidthTests), nameof(Write_hashes_to_the_file_that_the_parent_process_names), Hashes());

    [Fact(Explicit = true)]
    public void Write_hashes_to_the_file_that_the_parent_process_names() => OtherWidth.Write(Hashes());

    private static string[] Hashes() => [.. Hashes<float>(), .. Hashes<double>()];

    /// <summary>Of each loss and each optimizer: parameters are moved by the loss's gradients as if they were the outputs.</summary>
    private static IEnumerable<string> Hashes<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var loss in LossCase<T>.All)
        {
            foreach (var create in OptimizerCase<T>.All)
            {
                var data = new LossData<T>(loss, new LossShape(Rows: 5, Size: 131, Seed: 1));
                var optimizer = create.Create(data.Outputs.Length);
                var gradients = new T[data.Outputs.Length];
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                for (var step = 0; step < 3; step++)
                {
                    T[] numbers =
                    [
                        loss.Loss.Evaluate(data.Outputs, data.Targets, data.Weights, gradients),
                        GradientClipping.ByNorm(gradients, T.CreateChecked(0.1)),
                    ];
                    optimizer.Step(data.Outputs, gradients);
                    hash.AppendData(MemoryMarshal.AsBytes(numbers.AsSpan()));
                    hash.AppendData(MemoryMarshal.AsBytes(data.Outputs.AsSpan()));
                }

                yield return $"{typeof(T).Name} {loss} {create} {Convert.ToHexString(hash.GetHashAndReset())}";
            }
        }
    }
}
