namespace RnnSimd.Equations;

/// <summary>
/// How the elements of a parameter start. Each member is given with its argument a, which is 1 unless
/// <see cref="InitAttribute"/> says otherwise, for a parameter of r rows and c columns (a vector has one column).
/// </summary>
public enum Initializer
{
    /// <summary>Every element is 0.</summary>
    Zero,

    /// <summary>Every element is a.</summary>
    Constant,

    /// <summary>a where row and column are equal, 0 elsewhere; the matrix need not be square.</summary>
    Identity,

    /// <summary>
    /// a times a random matrix with orthonormal columns (rows, if it is wider than high), drawn uniformly: Saxe, McClelland and
    /// Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014).
    /// </summary>
    Orthogonal,

    /// <summary>Uniform between ±a √(6 / (r + c)): Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).</summary>
    GlorotUniform,

    /// <summary>Normal with standard deviation a √(2 / (r + c)): Glorot and Bengio (2010).</summary>
    GlorotNormal,

    /// <summary>Uniform between ±a √(6 / c): He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015).</summary>
    HeUniform,

    /// <summary>Normal with standard deviation a √(2 / c): He et al. (2015).</summary>
    HeNormal,

    /// <summary>Uniform between ±a.</summary>
    Uniform,

    /// <summary>Normal with standard deviation a.</summary>
    Normal,
}
