using System.ComponentModel;

namespace RnnSimd;

/// <summary>For generated code: a value that can saturate, and where it stands in a shard's rows.</summary>
/// <param name="Name">Layer index and the value's name, for example <c>"0.f"</c>.</param>
/// <param name="Lower">What its elements do not go below.</param>
/// <param name="Upper">What its elements do not go above.</param>
/// <param name="RowStart">The elements of a row that belong to earlier layers, whose rows come first.</param>
/// <param name="RowSize">The elements of a row that belong to its layer.</param>
/// <param name="Offset">Where it stands among them.</param>
/// <param name="Length">The number of its elements.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TapeGate(string Name, int Lower, int Upper, int RowStart, int RowSize, int Offset, int Length);
