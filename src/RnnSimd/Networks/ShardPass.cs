namespace RnnSimd;

/// <summary>One pass over a batch: the same work for each shard.</summary>
internal abstract class ShardPass
{
    /// <summary>Does the work of one shard.</summary>
    /// <param name="worker">The number of the thread that does it, from 0: memory of its own is found by it.</param>
    /// <param name="shard">The number of the shard.</param>
    public abstract void Run(int worker, int shard);
}
