namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks the type that the compiler asks for behind records and init accessors.</summary>
internal static class IsExternalInit;
