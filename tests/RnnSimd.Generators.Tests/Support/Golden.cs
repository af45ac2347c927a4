namespace RnnSimd.Generators.Tests;

/// <summary>
/// Text that was read once and found right, in the folder Goldens. Where a change is meant, run the tests with RNNSIMD_UPDATE_GOLDENS=1,
/// which writes the files anew, and read the difference before it is committed.
/// </summary>
internal static class Golden
{
    private const string UpdateVariable = "RNNSIMD_UPDATE_GOLDENS";
    private const int MostLines = 30;

    /// <summary>Asserts that a text is the one in the file of that name.</summary>
    public static void Equal(string name, string actual)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            $"{name} is not what it was. If the change is meant, set {UpdateVariable}=1 and run the test once more.\n{Difference(expected, actual)}");
    }

    /// <summary>The lines that only one of two texts has, by a longest common subsequence of lines.</summary>
    public static string Difference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (var (i, j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add($"{i + 1}: - {old[i++]}");
            }
            else
            {
                lines.Add($"{i + 1}: + {now[j++]}");
            }
        }

        return string.Join("\n", lines.Count <= MostLines ? lines : lines.Take(MostLines).Append($"… and {lines.Count - MostLines} more"));
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("RnnSimd.Generators.Tests.csproj").Length == 0)
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run in a folder of their project.");
        }

        return Path.Combine(folder.FullName, "Goldens");
    }
}
