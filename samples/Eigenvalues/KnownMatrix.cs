namespace Eigenvalues;

/// <summary>
/// A matrix whose largest eigenvalue is known: it is triangular, so its eigenvalues are its diagonal. What stands above the diagonal is random;
/// for a while the powers follow that. If the largest eigenvalue is complex, it comes with its conjugate, as a 2 × 2 block that turns and scales.
/// </summary>
/// <param name="Largest">The magnitude of the largest eigenvalue; the others are 10% to 80% of it.</param>
/// <param name="Angle">Its argument: 0 if it is real.</param>
internal sealed record KnownMatrix(double Largest, double Angle = 0)
{
    private const double AboveDiagonal = 0.2;

    public string Name => Angle == 0 ? $"{Largest}" : $"{Largest} · e^(±{Angle}i)";

    /// <summary>A network with this matrix as its W.</summary>
    public LinearNetwork ToNetwork(int seed)
    {
        var network = new LinearNetwork();
        var w = network.ParameterInfos.Single();
        var elements = Elements(new Random(seed));
        for (var row = 0; row < w.Rows; row++)
        {
            for (var column = 0; column < w.Columns; column++)
            {
                network.Parameters[w.Offset + row * w.RowStride + column * w.ColumnStride] = Largest * elements[row, column];
            }
        }

        return network;
    }

    private double[,] Elements(Random random)
    {
        const int n = LinearNetwork.Units;
        var elements = new double[n, n];
        for (var row = 0; row < n; row++)
        {
            elements[row, row] = 0.8 - 0.7 * row / (n - 1);
            for (var column = row + 1; column < n; column++)
            {
                elements[row, column] = AboveDiagonal * random.NextNormal();
            }
        }

        var (sin, cos) = Math.SinCos(Angle);
        elements[0, 0] = cos;
        if (Angle != 0)
        {
            (elements[0, 1], elements[1, 0], elements[1, 1]) = (-sin, sin, cos);
        }

        return elements;
    }
}
