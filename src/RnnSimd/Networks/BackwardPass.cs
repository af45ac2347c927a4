using RnnSimd.Simd;

namespace RnnSimd;

/// <summary>
/// Backward over the shards of a batch. Each shard's sums of the parameters' gradients start at zero; they are added up in the order
/// of the shards, whoever computed them, and then once to what the caller has.
/// </summary>
internal sealed class BackwardPass<T> : ShardPass
    where T : unmanaged
{
    private IShardedNetwork<T>? _network;
    private ShardedBatch? _batch;
    private DropoutMasks<T>? _masks;
    private AlignedBuffer<T> _record;
    private Segments<T>? _segments;
    private ForwardPass<T>? _forward;
    private AlignedBuffer<T> _scratch;
    private Layout _layout;
    private PinnedSpan<T> _outputGradients;
    private PinnedSpan<T> _stateGradients;
    private PinnedSpan<T> _inputGradients;
    private int _added;

    /// <summary>The elements of scratch memory that a batch needs.</summary>
    public static long ScratchLength(IShardedNetwork<T> network, ShardedBatch batch, int threads) => Layout.Of(network, batch).Length(threads);

    /// <summary>Differentiates a batch: from the rows on the record or, if there are segments, from what the forward pass makes of them again.</summary>
    public unsafe void Run(
        ShardWorkers workers, IShardedNetwork<T> network, ShardedBatch batch, DropoutMasks<T> masks, AlignedBuffer<T> record, Segments<T>? segments,
        ForwardPass<T> forward, AlignedBuffer<T> scratch,
        ReadOnlySpan<T> outputGradients, Span<T> stateGradients, Span<T> parameterGradients, Span<T> inputGradients)
    {
        (_network, _batch, _masks, _record, _segments, _forward, _scratch, _added) = (network, batch, masks, record, segments, forward, scratch, 0);
        _layout = Layout.Of(network, batch);
        network.Transpose(_layout.Transposed(scratch));
        fixed (T* outputs = outputGradients, states = stateGradients, inputs = inputGradients)
        {
            _outputGradients = new(outputs, outputGradients.Length);
            _stateGradients = new(states, stateGradients.Length);
            _inputGradients = new(inputs, inputGradients.Length);
            workers.Run(this, _layout.Shards);
        }

        RowSum.Add(parameterGradients, _layout.Sums(scratch));
    }

    public override void Run(int place, int shard)
    {
        var sums = _layout.Shards == 1 ? _layout.Sums(_scratch) : _layout.SumsOf(place, _scratch);
        sums.Clear();
        try
        {
            if (_segments is null)
            {
                Run(shard, _batch![shard], _batch.RowsOf(shard, _record.Span, _network!.RowSize), place, sums);
            }
            else
            {
                for (var i = 0; i < _segments.CountOf(shard); i++)
                {
                    Run(shard, _segments.Of(shard, i), _forward!.RunAgain(place, shard, i), place, sums);
                }
            }

            if (_inputGradients.Span.Length > 0)
            {
                _batch![shard].ClearPadding(_inputGradients.Span, _network!.InputSize);
            }
        }
        finally
        {
            // The others wait for this shard's turn even if it failed.
            if (_layout.Shards > 1)
            {
                AddInTurn(shard, sums);
            }
        }
    }

    private void Run(int number, Shard shard, Span<T> rows, int place, Span<T> sums)
    {
        foreach (var part in shard.Backwards)
        {
            _network!.Backward(
                _layout.Transposed(_scratch), _masks!.Of(_batch!, number, part), rows, _layout.GradientsOf(place, _scratch),
                _outputGradients.Span, _stateGradients.Span, sums, _inputGradients.Span, part);
        }
    }

    private void AddInTurn(int shard, Span<T> sums)
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _added) < shard)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        var total = _layout.Sums(_scratch);
        if (shard == 0)
        {
            sums.CopyTo(total);
        }
        else
        {
            RowSum.Add(total, sums);
        }

        Volatile.Write(ref _added, shard + 1);
    }

    /// <summary>The scratch memory: the transposed copies, the sums, and for each thread the rows of gradients and sums of its own.</summary>
    private readonly record struct Layout(int Shards, int Parameters, int Gradients)
    {
        private const int CacheLine = 64;

        private int AlignedParameters => Aligned(Parameters);

        private int OwnLength => Gradients + (Shards > 1 ? AlignedParameters : 0);

        public static Layout Of(IShardedNetwork<T> network, ShardedBatch batch)
        {
            var rows = BackwardParts.MostRows(batch.TimeSteps, batch.StreamsOfShard);
            return new(batch.Shards, network.ParameterCount, Aligned(rows * network.GradientRowSize));
        }

        public long Length(int threads) => 2L * AlignedParameters + (long)Math.Min(threads, Shards) * OwnLength;

        public Span<T> Transposed(AlignedBuffer<T> scratch) => scratch.Span[..Parameters];

        public Span<T> Sums(AlignedBuffer<T> scratch) => scratch.Span.Slice(AlignedParameters, Parameters);

        public Span<T> GradientsOf(int place, AlignedBuffer<T> scratch) => scratch.Span.Slice(2 * AlignedParameters + place * OwnLength, Gradients);

        public Span<T> SumsOf(int place, AlignedBuffer<T> scratch) =>
            scratch.Span.Slice(2 * AlignedParameters + place * OwnLength + Gradients, Parameters);

        private static int Aligned(int length) => (length + CacheLine - 1) / CacheLine * CacheLine;
    }
}
