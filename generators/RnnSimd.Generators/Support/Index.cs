namespace System;

/// <summary>netstandard2.0 lacks the type that the compiler asks for behind list patterns.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
