namespace LanguageModel;

/// <summary>The characters of the text; a token is the place of a character among them.</summary>
internal static class Alphabet
{
    public const int Size = 75;

    private const string Characters = "\n !\"'(),-.0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The token of a character.</summary>
    /// <exception cref="InvalidDataException">The character is none of the alphabet.</exception>
    public static int TokenOf(char character) =>
        Characters.IndexOf(character) is >= 0 and var token
            ? token
            : throw new InvalidDataException($"The text has the character '{character}', which is none of the alphabet.");

    /// <summary>The characters of tokens.</summary>
    public static string Decode(IEnumerable<int> tokens) => string.Concat(tokens.Select(token => Characters[token]));
}
