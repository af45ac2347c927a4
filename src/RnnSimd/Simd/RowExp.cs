using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>Exponentials of rows whose precision is known only when the code is compiled for it.</summary>
internal static class RowExp
{
    /// <summary>Replaces each element by e to its power, with the bits of <see cref="Activation"/> wherever in the row it stands.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="row">Replaced.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<T>(Span<T> row)
        where T : unmanaged
    {
        var vectors = MemoryMarshal.Cast<T, Vector128<T>>(row);
        foreach (ref var vector in vectors)
        {
            vector = Exp(vector);
        }

        var rest = row[(vectors.Length * Vector128<T>.Count)..];
        if (!rest.IsEmpty)
        {
            Span<T> last = stackalloc T[Vector128<T>.Count];
            rest.CopyTo(last);
            Exp(Vector128.Create<T>(last)).CopyTo(last);
            last[..rest.Length].CopyTo(rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Exp<T>(Vector128<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Activation.Exp(x.AsSingle()).As<float, T>() : Activation.Exp(x.AsDouble()).As<double, T>();
}
