using System.Text;

namespace RnnSimd.Generators.Support;

/// <summary>
/// Writes C# with indentation and <c>\n</c> on every machine. A blank line follows a block, unless the next line belongs to it, and
/// none follows the opening of one.
/// </summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isAfterOpening = true;
    private bool _isAfterBlock;

    /// <summary>Writes a line, or several; each is indented.</summary>
    public void Line(string lines = "")
    {
        foreach (var line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            WriteLine(line);
        }
    }

    /// <summary>Writes a comment of a line, or several, with a blank line before it.</summary>
    public void Comment(string lines) => Line("\n// " + lines.Replace("\n", "\n// "));

    /// <summary>
    /// Opens a block, under a header unless that is empty; disposing what it returns closes it with } and <paramref name="end"/>.
    /// </summary>
    public Block Open(string header, string end = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        WriteLine("{");
        _depth++;
        return new(this, end);
    }

    public override string ToString() => _text.ToString();

    private void WriteLine(string line)
    {
        if (line.Length == 0)
        {
            _isAfterBlock |= !_isAfterOpening;
            return;
        }

        if (_isAfterBlock && !line.StartsWith("}", StringComparison.Ordinal) && !line.StartsWith("else", StringComparison.Ordinal))
        {
            _text.Append('\n');
        }

        _text.Append(' ', 4 * _depth).Append(line).Append('\n');
        _isAfterOpening = line == "{";
        _isAfterBlock = line.StartsWith("}", StringComparison.Ordinal);
    }

    /// <summary>A block that is open.</summary>
    internal readonly struct Block(SourceWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.WriteLine("}" + end);
        }
    }
}
