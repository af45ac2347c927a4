using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <inheritdoc/>
public sealed class MatrixProductSingleTests : MatrixProductTests<float>
{
    protected override ProductOperation Multiply => MatrixProduct.Multiply;

    protected override ProductOperation AddMultiply => MatrixProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => MatrixProduct.MultiplyBias;

    protected override TwoPartOperation MultiplyBiasInTwoParts => MatrixProduct.MultiplyBias;

    protected override TransposedOperation AddTransposedMultiply => MatrixProduct.AddTransposedMultiply;

    protected override ColumnSumsOperation AddColumnSums => MatrixProduct.AddColumnSums;

    protected override TransposeOperation Transpose => MatrixProduct.Transpose;

    protected override PackOperation Pack => MatrixProduct.Pack;

    protected override PackOperation PackTransposed => MatrixProduct.PackTransposed;
}

/// <inheritdoc/>
public sealed class MatrixProductDoubleTests : MatrixProductTests<double>
{
    protected override ProductOperation Multiply => MatrixProduct.Multiply;

    protected override ProductOperation AddMultiply => MatrixProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => MatrixProduct.MultiplyBias;

    protected override TwoPartOperation MultiplyBiasInTwoParts => MatrixProduct.MultiplyBias;

    protected override TransposedOperation AddTransposedMultiply => MatrixProduct.AddTransposedMultiply;

    protected override ColumnSumsOperation AddColumnSums => MatrixProduct.AddColumnSums;

    protected override TransposeOperation Transpose => MatrixProduct.Transpose;

    protected override PackOperation Pack => MatrixProduct.Pack;

    protected override PackOperation PackTransposed => MatrixProduct.PackTransposed;
}
