using System.Runtime.ExceptionServices;

namespace RnnSimd;

/// <summary>
/// Does the shards of a pass on several threads: the calling one and, as far as it has any to spare, those of the thread pool. Threads take
/// the shards in order, so no thread waits for one that nobody has taken.
/// </summary>
internal sealed class ShardWorkers
{
    private readonly Helper[] _helpers;
    private ShardPass? _pass;
    private int _shards;

    // Shards that nobody has taken yet; below zero when there are none.
    private int _untaken;
    private int _unfinished;
    private ExceptionDispatchInfo? _error;

    /// <param name="threads">The most threads that work at the same time, 1 or more.</param>
    public ShardWorkers(int threads)
    {
        _helpers = new Helper[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new(this, i + 1);
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

        Work(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _pass = null;
        _error?.Throw();
    }

    private void Work(int worker)
    {
        for (var left = Interlocked.Decrement(ref _untaken); left >= 0; left = Interlocked.Decrement(ref _untaken))
        {
            try
            {
                _pass!.Run(worker, _shards - 1 - left);
            }
            catch (Exception e)
            {
                _error = ExceptionDispatchInfo.Capture(e);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    /// <summary>One more thread. It is in the pool's queue at most once.</summary>
    private sealed class Helper(ShardWorkers workers, int number) : IThreadPoolWorkItem
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
            workers.Work(number);
            Volatile.Write(ref _isQueued, 0);
        }
    }
}
