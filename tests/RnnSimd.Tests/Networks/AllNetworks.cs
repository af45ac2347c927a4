namespace RnnSimd.Tests.Networks;

/// <summary>Every network of these tests in one precision: those of the cells that ship, and those of the user cells, found by their namespace.</summary>
internal static class AllNetworks
{
    private const string Namespace = "RnnSimd.Tests.Networks";

    public static SortedDictionary<string, Func<int, IRecurrentNetwork<T>>> Of<T>()
        where T : unmanaged =>
        Add(Shipped<T>(), DeclaredIn<T>(Namespace + ".UserCells"));

    public static SortedDictionary<string, Func<int, IRecurrentNetwork<T>>> WithEverySize<T>()
        where T : unmanaged =>
        Add(Of<T>(), DeclaredIn<T>(Namespace + ".EverySize"));

    public static SortedDictionary<string, Func<int, IRecurrentNetwork<T>>> DeclaredIn<T>(string @namespace)
        where T : unmanaged
    {
        var types = typeof(AllNetworks).Assembly.GetTypes()
            .Where(type => type.Namespace == @namespace && type.IsAssignableTo(typeof(IRecurrentNetwork<T>)));
        var networks = new SortedDictionary<string, Func<int, IRecurrentNetwork<T>>>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            networks.Add(type.Name, seed => (IRecurrentNetwork<T>)Activator.CreateInstance(type, seed)!);
        }

        return networks;
    }

    private static SortedDictionary<string, Func<int, IRecurrentNetwork<T>>> Add<T>(
        IDictionary<string, Func<int, IRecurrentNetwork<T>>> first, IDictionary<string, Func<int, IRecurrentNetwork<T>>> second)
        where T : unmanaged =>
        new(first.Concat(second).ToDictionary(), StringComparer.Ordinal);

    private static Dictionary<string, Func<int, IRecurrentNetwork<T>>> Shipped<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? (Dictionary<string, Func<int, IRecurrentNetwork<T>>>)(object)TestNetworks.Singles
            : (Dictionary<string, Func<int, IRecurrentNetwork<T>>>)(object)TestNetworks.Doubles;
}
