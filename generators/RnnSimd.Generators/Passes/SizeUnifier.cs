namespace RnnSimd.Generators.Passes;

/// <summary>Sizes that are known to be equal, as disjoint sets; a set may hold one number.</summary>
internal sealed class SizeUnifier
{
    private readonly List<int> _parents = [];
    private readonly List<int> _numbers = [];
    private readonly Dictionary<int, int> _byNumber = [];

    /// <summary>A size that is not known yet.</summary>
    public int Unknown()
    {
        _parents.Add(_parents.Count);
        _numbers.Add(0);
        return _parents.Count - 1;
    }

    /// <summary>A known size.</summary>
    public int Number(int value)
    {
        if (!_byNumber.TryGetValue(value, out var size))
        {
            size = Unknown();
            _numbers[size] = value;
            _byNumber.Add(value, size);
        }

        return size;
    }

    /// <summary>The number a size is known to be, or 0.</summary>
    public int Resolve(int size) => _numbers[Find(size)];

    /// <summary>Whether two sizes are known to be equal.</summary>
    public bool AreEqual(int a, int b) => Find(a) == Find(b);

    /// <summary>Makes two sizes equal; false, changing nothing, if they are different numbers.</summary>
    public bool TryUnify(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        if (first == second)
        {
            return true;
        }

        if (_numbers[first] != 0 && _numbers[second] != 0)
        {
            return false;
        }

        var (root, child) = _numbers[first] != 0 ? (first, second) : (second, first);
        _parents[child] = root;
        return true;
    }

    private int Find(int size)
    {
        while (_parents[size] != size)
        {
            size = _parents[size] = _parents[_parents[size]];
        }

        return size;
    }
}
