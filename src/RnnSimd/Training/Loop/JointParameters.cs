using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>The parameters of an objective's networks as one buffer: those of the first network, then those of the next.</summary>
internal sealed class JointParameters<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IRecurrentNetwork<T>[] _networks;

    public JointParameters(IEnumerable<IRecurrentNetwork<T>> networks)
    {
        // An array: loops over it allocate nothing.
        _networks = [.. networks];
        var infos = new List<ParameterInfo>();
        foreach (var (index, network) in _networks.Index())
        {
            // Of several networks each has a layer 0.
            var prefix = _networks.Length == 1 ? "" : $"{index}/";
            infos.AddRange(network.ParameterInfos.Select(info => info with { Name = prefix + info.Name, Offset = info.Offset + Count }));
            Count += network.ParameterCount;
        }

        Infos = infos;
    }

    /// <summary>The number of parameters.</summary>
    public int Count { get; }

    /// <summary>Which element is which; of several networks the names begin with the network's number, as in <c>"1/0.Wi"</c>.</summary>
    public IReadOnlyList<ParameterInfo> Infos { get; }

    /// <summary>Copies the networks' parameters.</summary>
    public void CopyTo(Span<T> buffer)
    {
        foreach (var network in _networks)
        {
            network.Parameters.CopyTo(buffer);
            buffer = buffer[network.ParameterCount..];
        }
    }

    /// <summary>Gives the networks other parameters.</summary>
    public void CopyFrom(ReadOnlySpan<T> buffer)
    {
        foreach (var network in _networks)
        {
            buffer[..network.ParameterCount].CopyTo(network.Parameters);
            buffer = buffer[network.ParameterCount..];
        }
    }

    /// <summary>The name of the first parameter that has an element that is not finite in a buffer; null if there is none.</summary>
    public string? FirstNotFinite(ReadOnlySpan<T> buffer)
    {
        // The largest magnitude is NaN if any element is.
        if (buffer.IsEmpty || T.IsFinite(TensorPrimitives.MaxMagnitude(buffer)))
        {
            return null;
        }

        foreach (var info in Infos)
        {
            for (var row = 0; row < info.Rows; row++)
            {
                for (var column = 0; column < info.Columns; column++)
                {
                    if (!T.IsFinite(buffer[info.Offset + row * info.RowStride + column * info.ColumnStride]))
                    {
                        return info.Name;
                    }
                }
            }
        }

        return null;
    }
}
