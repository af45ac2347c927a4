namespace Translator;

/// <summary>The symbols that strings are made of, as token ids.</summary>
internal static class Symbols
{
    public const int Plus = 10;
    public const int End = 11;
    public const int Start = 12;
    public const int Count = 13;

    /// <summary>The tokens of digits and plus signs.</summary>
    public static float[] Encode(string text) => [.. text.Select(symbol => symbol == '+' ? Plus : symbol - '0')];

    /// <summary>What tokens say, up to their end.</summary>
    public static string Decode(IEnumerable<int> tokens) =>
        string.Concat(tokens.TakeWhile(token => token != End).Select(token => token switch { Plus => '+', Start => '?', _ => (char)('0' + token) }));
}
