using System.Numerics;

namespace RnnSimd.Training;

/// <summary>The tensors of a checkpoint, one behind the other in a buffer: the parameters, the best parameters if they are kept, the optimizer's state,
/// what the objective goes on from.</summary>
internal sealed class CheckpointLayout<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _count;
    private readonly int _bestCount;
    private readonly int _carriedStart;

    public CheckpointLayout(JointParameters<T> parameters, bool hasBest, Optimizer<T> optimizer, int carried)
    {
        (_count, _bestCount) = (parameters.Count, hasBest ? parameters.Count : 0);
        var infos = new List<ParameterInfo>();
        infos.AddRange(Moved(parameters.Infos, "parameters", 0));
        if (hasBest)
        {
            infos.AddRange(Moved(parameters.Infos, "best", _count));
        }

        foreach (var (index, state) in optimizer.State.Index())
        {
            infos.AddRange(Moved(parameters.Infos, $"optimizer.{state.Name}", OptimizerStart(index)));
        }

        _carriedStart = OptimizerStart(optimizer.State.Count);
        if (carried > 0)
        {
            infos.Add(new("carried", carried, Columns: 1, _carriedStart, RowStride: 1, ColumnStride: 1, Rank: 1));
        }

        Infos = infos;
        Length = _carriedStart + carried;
    }

    /// <summary>The tensors.</summary>
    public IReadOnlyList<ParameterInfo> Infos { get; }

    /// <summary>The length of the buffer.</summary>
    public int Length { get; }

    /// <summary>The parameters.</summary>
    public Span<T> Parameters(T[] elements) => elements.AsSpan(0, _count);

    /// <summary>The best parameters, if there are any.</summary>
    public Span<T> Best(T[] elements) => elements.AsSpan(_count, _bestCount);

    /// <summary>One of the numbers that an optimizer remembers of each parameter.</summary>
    public Span<T> OptimizerState(T[] elements, int index) => elements.AsSpan(OptimizerStart(index), _count);

    /// <summary>What the objective goes on from.</summary>
    public Span<T> Carried(T[] elements) => elements.AsSpan(_carriedStart..);

    private static IEnumerable<ParameterInfo> Moved(IEnumerable<ParameterInfo> infos, string prefix, int distance) =>
        infos.Select(info => info with { Name = $"{prefix}/{info.Name}", Offset = info.Offset + distance });

    private int OptimizerStart(int index) => _count + _bestCount + index * _count;
}
