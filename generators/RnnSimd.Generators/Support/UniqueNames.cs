namespace RnnSimd.Generators.Support;

/// <summary>Numbers names that are wanted more than once.</summary>
/// <param name="taken">Names that are given already.</param>
/// <param name="isReserved">Whether a name must not be given at all.</param>
internal sealed class UniqueNames(IEnumerable<string> taken, Func<string, bool>? isReserved = null)
{
    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>The name, or the name with the first number that is free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 1; IsReserved(name) || !_taken.Add(name); number++)
        {
            var separator = char.IsDigit(wanted[wanted.Length - 1]) || IsReserved(wanted + number) ? "_" : "";
            name = $"{wanted}{separator}{number}";
        }

        return name;
    }

    private bool IsReserved(string name) => isReserved is not null && isReserved(name);
}
