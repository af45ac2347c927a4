using System.Text;

namespace RnnSimd.Generators.Support;

/// <summary>Writes C# with indentation and <c>\n</c> on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or several; each is indented.</summary>
    public void Line(string lines = "")
    {
        foreach (var line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _depth).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Opens a block, under a header unless that is empty; disposing what it returns closes it with } and <paramref name="end"/>.</summary>
    public Block Open(string header, string end = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        return new(this, end);
    }

    public override string ToString() => _text.ToString();

    /// <summary>A block that is open.</summary>
    internal readonly struct Block(SourceWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}" + end);
        }
    }
}
