namespace RnnSimd.Equations;

// Regularisation.
public abstract partial class Cell
{
    /// <summary>
    /// In training some elements are dropped, which means 0, and the others are scaled up, so that the mean stays: Srivastava, Hinton, Krizhevsky,
    /// Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting" (2014). Everywhere else it is the
    /// vector itself.
    /// </summary>
    /// <remarks>
    /// A sequence has the same elements dropped at all its steps, which makes it fit for states, too: Gal and Ghahramani, "A theoretically grounded
    /// application of dropout in recurrent neural networks" (2016). Each call in a cell drops elements of its own, also of the same vector; what is
    /// to be dropped together is a variable. Training is <see cref="IRecurrentNetwork{T}.Backward"/> and the Forward before it, and
    /// <see cref="Tape{T}.DropoutSeed"/> decides what is dropped.
    /// </remarks>
    /// <param name="x">The vector.</param>
    /// <param name="rate">The probability that an element is dropped, from 0 to less than 1; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    protected static Vector Dropout(Vector x, double rate)
    {
        if (rate is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate of a dropout must be 0 or more and less than 1.");
        }

        return DropoutCalls.OfStep is { } calls ? calls.Next(x, rate) : x;
    }
}
