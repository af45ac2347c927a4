using System.Diagnostics.CodeAnalysis;

namespace RnnSimd;

/// <summary>The floating-point type that a network's generated code computes in.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The members are named after the types they choose.")]
public enum Precision
{
    /// <summary><see cref="float"/>: 16 lanes in a 512-bit vector. The default.</summary>
    Single,

    /// <summary><see cref="double"/>: 8 lanes in a 512-bit vector.</summary>
    Double,
}
