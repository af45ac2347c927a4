namespace RnnSimd;

#pragma warning disable CA1720 // The members are named after the types that they choose.
/// <summary>The floating-point type that a network's generated code computes in.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>: 16 lanes in a 512-bit vector. The default.</summary>
    Single,

    /// <summary><see cref="double"/>: 8 lanes in a 512-bit vector.</summary>
    Double,
}
#pragma warning restore CA1720
