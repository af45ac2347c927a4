using System.Numerics;

namespace RnnSimd.Training;

/// <summary>Remembers the parameters of the best epoch, and how long ago that was.</summary>
/// <param name="patience">After how many epochs that are no better it is long ago; 0 for never, and then no parameters are remembered.</param>
/// <param name="parameterCount">The number of parameters.</param>
internal sealed class BestParameters<T>(int patience, int parameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _parameters = new T[patience > 0 ? parameterCount : 0];

    /// <summary>The loss of the best epoch.</summary>
    public double Loss { get; private set; } = double.PositiveInfinity;

    /// <summary>How many epochs came after it.</summary>
    public int Waited { get; private set; }

    /// <summary>The parameters after the best epoch; empty if they are not remembered.</summary>
    public ReadOnlySpan<T> Parameters => _parameters;

    /// <summary>Whether the best epoch is so long ago that there will hardly be a better one.</summary>
    public bool IsLongAgo => patience > 0 && Waited >= patience;

    /// <summary>Whether there are parameters to go back to.</summary>
    public bool HasParameters => _parameters.Length > 0 && double.IsFinite(Loss);

    /// <summary>Another that remembers as much, and nothing yet.</summary>
    public BestParameters<T> Empty() => new(patience, parameterCount);

    /// <summary>Takes part in the comparison.</summary>
    /// <returns>Whether no epoch before was as good.</returns>
    public bool Offer(double loss, JointParameters<T> parameters)
    {
        if (!(loss < Loss))
        {
            Waited++;
            return false;
        }

        (Loss, Waited) = (loss, 0);
        if (patience > 0)
        {
            parameters.CopyTo(_parameters);
        }

        return true;
    }

    /// <summary>Remembers what was remembered before.</summary>
    public void Set(ReadOnlySpan<T> parameters, double loss, int waited)
    {
        parameters.CopyTo(_parameters);
        (Loss, Waited) = (loss, waited);
    }
}
