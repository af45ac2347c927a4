using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Networks;

/// <summary>Outputs, states and gradients have the same bits at every vector width.</summary>
[Trait("Category", "Bits")]
public sealed class WidthTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public Task Every_width_gives_the_same_bits(int bits) =>
        OtherWidth.GivesTheSame(bits, typeof(WidthTests), nameof(Write_hashes_to_the_file_that_the_parent_process_names), Hashes());

    [Fact(Explicit = true)]
    public void Write_hashes_to_the_file_that_the_parent_process_names() => OtherWidth.Write(Hashes());

    private static string[] Hashes() => [.. Hashes<float>(), .. Hashes<double>()];

    private static IEnumerable<string> Hashes<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (name, create) in AllNetworks.Of<T>().Concat(AllNetworks.DeclaredIn<T>("RnnSimd.Tests.Networks.DropoutNetworks")))
        {
            var network = create(1);
            Perturbation.Perturb(network, seed: 2);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (steps, batch) in new[] { (3, 1), (5, 7), (2, 33) })
            {
                var gradients = Gradients<T>.Of(network, new Sequence<T>(network, steps, batch, seed: 4));
                T[][] results = [gradients.Outputs, gradients.State, gradients.InitialState, gradients.Parameters, gradients.Inputs];
                Array.ForEach(results, result => hash.AppendData(MemoryMarshal.AsBytes(result.AsSpan())));
            }

            yield return $"{name} {Convert.ToHexString(hash.GetHashAndReset())}";
        }
    }
}
