namespace RnnSimd.Equations;

// Activations: functions of each element by itself that squash or rectify it.
public abstract partial class Cell
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element, between 0 and 1.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Sigmoid(Vector x) => x.Map(Activations.Sigmoid);

    /// <inheritdoc cref="Sigmoid(Vector)"/>
    protected static Scalar Sigmoid(Scalar x) => Activations.Sigmoid(x.Value);

    /// <summary>The hyperbolic tangent of each element, between -1 and 1.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Tanh(Vector x) => x.Map(Math.Tanh);

    /// <inheritdoc cref="Tanh(Vector)"/>
    protected static Scalar Tanh(Scalar x) => Math.Tanh(x.Value);

    /// <summary>max(x, 0) for each element; the derivative at 0 is taken as 0.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Relu(Vector x) => x.Map(Activations.Relu);

    /// <inheritdoc cref="Relu(Vector)"/>
    protected static Scalar Relu(Scalar x) => Activations.Relu(x.Value);

    /// <summary>x above 0, slope · x elsewhere, for each element.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="slope">The slope below 0, a constant.</param>
    protected static Vector LeakyRelu(Vector x, double slope = 0.01) => x.Map(e => Activations.LeakyRelu(e, slope));

    /// <inheritdoc cref="LeakyRelu(Vector, double)"/>
    protected static Scalar LeakyRelu(Scalar x, double slope = 0.01) => Activations.LeakyRelu(x.Value, slope);

    /// <summary>
    /// x above 0, α (eˣ − 1) elsewhere, for each element: Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network
    /// learning by exponential linear units (ELUs)" (2016).
    /// </summary>
    /// <param name="x">The argument.</param>
    /// <param name="alpha">The negative of the value that is approached far below 0, a constant.</param>
    protected static Vector Elu(Vector x, double alpha = 1) => x.Map(e => Activations.Elu(e, alpha));

    /// <inheritdoc cref="Elu(Vector, double)"/>
    protected static Scalar Elu(Scalar x, double alpha = 1) => Activations.Elu(x.Value, alpha);

    /// <summary>log(1 + eˣ) of each element, without overflow and without cancellation.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector Softplus(Vector x) => x.Map(Activations.Softplus);

    /// <inheritdoc cref="Softplus(Vector)"/>
    protected static Scalar Softplus(Scalar x) => Activations.Softplus(x.Value);

    /// <summary>
    /// x / (1 + e⁻ˣ) for each element, also called swish: Hendrycks and Gimpel, "Gaussian error linear units (GELUs)" (2016).
    /// </summary>
    /// <param name="x">The argument.</param>
    protected static Vector Silu(Vector x) => x.Map(Activations.Silu);

    /// <inheritdoc cref="Silu(Vector)"/>
    protected static Scalar Silu(Scalar x) => Activations.Silu(x.Value);

    /// <summary>x / 6 + 1/2 for each element, kept between 0 and 1: the slope of PyTorch and Keras 3.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector HardSigmoid(Vector x) => x.Map(Activations.HardSigmoid);

    /// <inheritdoc cref="HardSigmoid(Vector)"/>
    protected static Scalar HardSigmoid(Scalar x) => Activations.HardSigmoid(x.Value);

    /// <summary>Each element, kept between -1 and 1.</summary>
    /// <param name="x">The argument.</param>
    protected static Vector HardTanh(Vector x) => x.Map(Activations.HardTanh);

    /// <inheritdoc cref="HardTanh(Vector)"/>
    protected static Scalar HardTanh(Scalar x) => Activations.HardTanh(x.Value);
}
