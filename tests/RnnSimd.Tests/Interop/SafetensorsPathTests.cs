using RnnSimd.Interop;

namespace RnnSimd.Tests.Interop;

public sealed class SafetensorsPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnnsimd-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_comes_back()
    {
        File.WriteAllText(Path, "an older and longer file, of which nothing must remain" + new string('x', 1000));
        var network = SafetensorsFiles.Network<float>();
        SafetensorsFiles.Parameters.CopyTo(network.Parameters);

        Safetensors.Save(network, Path);

        Assert.Equal(SafetensorsFiles.File(SafetensorsFiles.Header, SafetensorsFiles.Elements), File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder));
        var copy = SafetensorsFiles.Network<float>();
        Assert.Empty(Safetensors.Load(copy, Path));
        Assert.Equal(11f, copy.Parameters[3]);
    }

    [Fact]
    public void A_save_that_fails_half_way_leaves_the_old_file_and_no_other()
    {
        File.WriteAllText(Path, "old");
        var network = new ParametersOnly<float>(
            2,
            new ParameterInfo("0.b", 2, 1, 0, 1, 1, Rank: 1),
            new ParameterInfo("0.c", 2, 1, 1, 1, 1, Rank: 1)); // Runs past the end of the parameters.

        Assert.Throws<IndexOutOfRangeException>(() => Safetensors.Save(network, Path));

        Assert.Equal("old", File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_missing_file_is_an_IO_error()
    {
        Assert.Throws<FileNotFoundException>(() => Safetensors.Load(SafetensorsFiles.Network<float>(), Path));
    }
}
