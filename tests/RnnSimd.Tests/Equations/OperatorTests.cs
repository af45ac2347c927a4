using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

public class OperatorTests
{
    private static readonly Vector A = new(1, -2, 4);
    private static readonly Vector B = new(2, 8, 0.5);
    private static readonly Matrix M = new(2, 3, 1, 2, 3, 40, 50, 60);

    [Fact]
    public void Vectors_combine_element_by_element()
    {
        Assert.Equal([3, 6, 4.5], Elements(A + B));
        Assert.Equal([-1, -10, 3.5], Elements(A - B));
        Assert.Equal([2, -16, 2], Elements(A * B));
        Assert.Equal([0.5, -0.25, 8], Elements(A / B));
        Assert.Equal([-1, 2, -4], Elements(-A));
    }

    [Fact]
    public void Scalars_and_literals_count_for_every_element()
    {
        Scalar s = 2;

        Assert.Equal([3, 0, 6], Elements(A + s));
        Assert.Equal([3, 0, 6], Elements(s + A));
        Assert.Equal([-1, -4, 2], Elements(A - s));
        Assert.Equal([1, 4, -2], Elements(s - A));
        Assert.Equal([2, -4, 8], Elements(A * s));
        Assert.Equal([2, -4, 8], Elements(s * A));
        Assert.Equal([0.5, -1, 2], Elements(A / s));
        Assert.Equal([2, -1, 0.5], Elements(s / A));
        Assert.Equal([0, 3, -3], Elements(1 - A));
        Assert.Equal([0.5, -1, 2], Elements(0.5f * A));
    }

    [Fact]
    public void Scalars_combine_with_scalars_and_literals()
    {
        Scalar s = 3, t = 4;

        Assert.Equal(7, (s + t).Value);
        Assert.Equal(-1, (s - t).Value);
        Assert.Equal(12, (s * t).Value);
        Assert.Equal(0.75, (s / t).Value);
        Assert.Equal(-3, (-s).Value);
        Assert.Equal(-2, (1 - s).Value);
        Assert.Equal(1.5, (s * 0.5).Value);
    }

    [Fact]
    public void A_matrix_applies_to_a_vector() => Assert.Equal([1 - 4 + 12, 40 - 100 + 240], Elements(M * A));

    [Fact]
    public void Values_print_in_the_invariant_culture()
    {
        Assert.Equal("[2, 8, 0.5]", B.ToString());
        Assert.Equal("[1, 2, 3; 40, 50, 60]", M.ToString());
        Assert.Equal("0.5", new Scalar(0.5).ToString());
        Assert.Equal("unassigned", default(Vector).ToString());
        Assert.Equal("unassigned", default(Matrix).ToString());
        Assert.Equal("unassigned", default(Scalar).ToString());
    }

    [Fact]
    public void Different_sizes_are_refused_with_both_sizes()
    {
        var two = new Vector(1, 2);

        Func<object>[] equations = [() => A + two, () => A - two, () => A * two, () => A / two, () => M * two];
        foreach (var equation in equations)
        {
            var message = Assert.Throws<ArgumentException>(() => { equation(); }).Message;
            Assert.Contains("3", message, StringComparison.Ordinal);
            Assert.Contains("2", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_field_without_a_value_is_a_clear_error()
    {
        Func<object>[] equations =
        [
            () => A + default(Vector), () => default(Vector) * A, () => -default(Vector), () => default(Matrix) * A,
            () => M * default(Vector), () => A * default(Scalar), () => default(Scalar) + 1, () => default(Vector).Length,
        ];
        foreach (var equation in equations)
        {
            var message = Assert.Throws<InvalidOperationException>(() => { equation(); }).Message;
            Assert.Contains("has no value", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Values_are_copies()
    {
        double[] elements = [1, 2];
        var (vector, matrix) = (new Vector(elements), new Matrix(1, 2, elements));
        elements[0] = 9;

        Assert.Equal(1, vector[0]);
        Assert.Equal(1, matrix[0, 0]);
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Vector([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(1, 0));
        var message = Assert.Throws<ArgumentException>(() => new Matrix(2, 3, 1, 2, 3, 4, 5)).Message;
        Assert.Contains("needs 6 elements; it was given 5", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => M[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => M[-1, 0]);
    }

    private static double[] Elements(Vector vector) => vector.Span.ToArray();
}
