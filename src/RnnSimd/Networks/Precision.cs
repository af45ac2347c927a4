using System.Diagnostics.CodeAnalysis;

namespace RnnSimd;

/// <summary>The floating-point type that a network's generated code computes in.</summary>
// The members are named after the types that they choose.
[SuppressMessage("Naming", "CA1720:Identifier contains type name")]
public enum Precision
{
    /// <summary><see cref="float"/>: 16 lanes in a 512-bit vector. The default.</summary>
    Single,

    /// <summary><see cref="double"/>: 8 lanes in a 512-bit vector.</summary>
    Double,
}
