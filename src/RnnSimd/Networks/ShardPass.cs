namespace RnnSimd;

/// <summary>One pass over a batch: the same work for each shard.</summary>
internal abstract class ShardPass
{
    /// <summary>Does the work of one shard.</summary>
    /// <param name="place">No other shard has this number at the same time: it is below the numbers of threads and of shards.</param>
    /// <param name="shard">The number of the shard.</param>
    public abstract void Run(int place, int shard);
}
