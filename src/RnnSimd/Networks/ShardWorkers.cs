using System.Runtime.ExceptionServices;

namespace RnnSimd;

/// <summary>
/// Does the shards of a pass on several threads: the calling one and, as far as it has any to spare, those of the thread pool. Threads take
/// the shards in order, so no thread waits for one that nobody has taken.
/// </summary>
internal sealed class ShardWorkers
{
    private readonly Helper[] _helpers;

    // One for each shard that is being worked on: 1 if it is taken.
    private readonly int[] _places;
    private ShardPass? _pass;
    private int _shards;

    // Shards that nobody has taken yet; below zero when there are none.
    private int _untaken;
    private int _unfinished;
    private ExceptionDispatchInfo? _error;

    /// <param name="threads">The most threads that work at the same time, 1 or more.</param>
    public ShardWorkers(int threads)
    {
        _places = new int[threads];
        _helpers = new Helper[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new(this);
        }
    }

    /// <summary>Does all shards of a pass and returns when they are done.</summary>
    public void Run(ShardPass pass, int shards)
    {
        (_pass, _shards, _unfinished, _error) = (pass, shards, shards, null);

        // From here on a helper that was late for the last pass may take part in this one.
        Volatile.Write(ref _untaken, shards);
        for (var i = 0; i < Math.Min(_helpers.Length, shards - 1); i++)
        {
            _helpers[i].Start();
        }

        Work();
        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _pass = null;
        _error?.Throw();
    }

    private void Work()
    {
        for (var left = Interlocked.Decrement(ref _untaken); left >= 0; left = Interlocked.Decrement(ref _untaken))
        {
            var place = TakePlace();
            try
            {
                _pass!.Run(place, _shards - 1 - left);
            }
            catch (Exception e)
            {
                _error = ExceptionDispatchInfo.Capture(e);
            }

            Volatile.Write(ref _places[place], 0);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    // For each shard anew: a helper that was late for a pass with more shards has no place of its own in this one. No more shards are worked on
    // at a time than there are threads and shards, so one is free or about to be.
    private int TakePlace()
    {
        var places = Math.Min(_places.Length, _shards);
        for (var place = 0; ; place = (place + 1) % places)
        {
            if (Interlocked.CompareExchange(ref _places[place], 1, 0) == 0)
            {
                return place;
            }
        }
    }

    /// <summary>One more thread. It is in the pool's queue at most once.</summary>
    private sealed class Helper(ShardWorkers workers) : IThreadPoolWorkItem
    {
        private int _isQueued;

        public void Start()
        {
            if (Interlocked.Exchange(ref _isQueued, 1) == 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        void IThreadPoolWorkItem.Execute()
        {
            workers.Work();
            Volatile.Write(ref _isQueued, 0);
        }
    }
}
