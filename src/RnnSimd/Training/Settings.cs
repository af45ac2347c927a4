using System.Globalization;

namespace RnnSimd.Training;

/// <summary>
/// Writes an object and its settings as records are written, <c>Adam { Beta1 = 0.9, Beta2 = 0.999 }</c>, the same in every culture and with every digit:
/// two objects of this library with the same text do the same.
/// </summary>
internal static class Settings
{
    public static string Text(object owner, params ReadOnlySpan<(string Name, object? Value)> settings)
    {
        var name = owner.GetType().Name.Split('`')[0];
        return settings.IsEmpty ? name : $"{name} {{ {string.Join(", ", settings.ToArray().Select(Text))} }}";
    }

    private static string Text((string Name, object? Value) setting) =>
        string.Create(CultureInfo.InvariantCulture, $"{setting.Name} = {setting.Value ?? "none"}");
}
