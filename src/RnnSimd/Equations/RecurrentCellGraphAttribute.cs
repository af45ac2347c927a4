using System.ComponentModel;

namespace RnnSimd.Equations;

/// <summary>
/// For generated code: holds the equations of a cell in the metadata of its assembly, so that networks of other assemblies
/// can have layers of it. The source generator writes one for each class marked <see cref="RecurrentCellAttribute"/>.
/// </summary>
/// <param name="cell">The cell's class.</param>
/// <param name="text">The cell's graph, in the generator's text form.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RecurrentCellGraphAttribute(Type cell, string text) : Attribute
{
    /// <summary>The cell's class.</summary>
    public Type Cell { get; } = cell;

    /// <summary>The cell's graph, in the generator's text form.</summary>
    public string Text { get; } = text;
}
