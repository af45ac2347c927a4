using BenchmarkDotNet.Attributes;
using RnnSimd.Simd;

namespace RnnSimd.Benchmarks;

/// <summary>Matrix products at one layer's shapes: a step of a batch, and the weight gradients of a sequence.</summary>
[MemoryDiagnoser]
public class MatrixProductBenchmarks
{
    private float[] _z = [];
    private float[] _a = [];
    private float[] _w = [];

    /// <summary>The number of streams, or of streams times time steps.</summary>
    [Params(1, 4, 32, 3200)]
    public int Rows { get; set; }

    /// <summary>The elements of a state.</summary>
    [Params(8, 64)]
    public int Inner { get; set; }

    /// <summary>Four gates of 64.</summary>
    [Params(256)]
    public int Columns { get; set; }

    [GlobalSetup]
    public void Allocate()
    {
        _z = new float[Rows * Columns];
        _a = new float[Rows * Inner];
        _w = new float[Inner * Columns];
    }

    [Benchmark]
    public void AddMultiply() =>
        MatrixProduct.AddMultiply(ref _z[0], Columns, in _a[0], Inner, in _w[0], Columns, Rows, Inner, Columns, 1);

    [Benchmark]
    public void AddTransposedMultiply() =>
        MatrixProduct.AddTransposedMultiply(ref _w[0], Columns, in _a[0], Inner, in _z[0], Columns, Rows, Inner, Columns);
}
