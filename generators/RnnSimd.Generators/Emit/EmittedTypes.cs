namespace RnnSimd.Generators.Emit;

/// <summary>The types that emitted files name, as short as their usings allow.</summary>
internal static class EmittedTypes
{
    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["ArgumentNullException"] = "System",
        ["ReadOnlySpan"] = "System",
        ["Span"] = "System",
        ["GeneratedCode"] = "System.CodeDom.Compiler",
        ["IReadOnlyList"] = "System.Collections.Generic",
        ["MethodImpl"] = "System.Runtime.CompilerServices",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices",
        ["Unsafe"] = "System.Runtime.CompilerServices",
        ["MemoryMarshal"] = "System.Runtime.InteropServices",
        ["Vector128"] = "System.Runtime.Intrinsics",
        ["Vector256"] = "System.Runtime.Intrinsics",
        ["Vector512"] = "System.Runtime.Intrinsics",
        ["IRecurrentNetwork"] = "RnnSimd",
        ["DropoutMask"] = "RnnSimd",
        ["NetworkMemory"] = "RnnSimd",
        ["ParameterInfo"] = "RnnSimd",
        ["Part"] = "RnnSimd",
        ["ParameterInitializer"] = "RnnSimd",
        ["RowCopy"] = "RnnSimd",
        ["RowSpan"] = "RnnSimd",
        ["StackRow"] = "RnnSimd",
        ["SequenceCheck"] = "RnnSimd",
        ["IShardedNetwork"] = "RnnSimd",
        ["Tape"] = "RnnSimd",
        ["TapeGate"] = "RnnSimd",
        ["Initializer"] = "RnnSimd.Equations",
        ["Activation"] = "RnnSimd.Simd",
        ["Lanes"] = "RnnSimd.Simd",
        ["MatrixProduct"] = "RnnSimd.Simd",
        ["Reduction"] = "RnnSimd.Simd",
        ["RowProduct"] = "RnnSimd.Simd",
        ["TokenProduct"] = "RnnSimd.Simd",
        ["Weights"] = "RnnSimd.Simd",
    };

    // Emitted without the end of their names.
    private static readonly HashSet<string> Attributes = ["GeneratedCode", "MethodImpl"];

    /// <summary>Their names as they are written.</summary>
    public static IEnumerable<string> Names => Namespaces.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The names that must mean a type for <paramref name="name"/> to mean it: an attribute has two.</summary>
    public static IEnumerable<string> SpellingsOf(string name) => Attributes.Contains(name) ? [name, name + "Attribute"] : [name];

    /// <summary>The name that means the same type wherever it stands.</summary>
    public static string Qualified(string name) => $"global::{Namespaces[name]}.{name}";

    /// <summary>The namespace of a type.</summary>
    public static string NamespaceOf(string name) => Namespaces[name];
}
