using System.Runtime.InteropServices;

namespace RnnSimd.Tests.Simd;

/// <summary>
/// Memory between two pages that cannot be touched: a read or write one element past either end ends the process. Where there is
/// no mmap (Windows), it is plain memory, and only writes into the gaps that a test fills itself are found.
/// </summary>
internal sealed unsafe partial class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly nuint _bytes;
    private readonly byte* _mapping;

    public GuardedMemory(int capacity)
    {
        _bytes = ((nuint)capacity * (nuint)sizeof(T) + _page - 1) / _page * _page;
        Capacity = (int)(_bytes / (nuint)sizeof(T));
        if (OperatingSystem.IsWindows())
        {
            _mapping = (byte*)NativeMemory.AlignedAlloc(_bytes + 2 * _page, _page);
            return;
        }

        _mapping = GuardedPages.Map(_bytes + 2 * _page);
        GuardedPages.Forbid(_mapping, _page);
        GuardedPages.Forbid(_mapping + _page + _bytes, _page);
    }

    public int Capacity { get; }

    /// <summary>The first elements behind the lower guard page.</summary>
    public Span<T> AtStart(int length) => new Span<T>(_mapping + _page, Capacity)[..length];

    /// <summary>The last elements before the upper guard page.</summary>
    public Span<T> AtEnd(int length) => new Span<T>(_mapping + _page, Capacity)[(Capacity - length)..];

    public Span<T> At(bool end, int length) => end ? AtEnd(length) : AtStart(length);

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            NativeMemory.AlignedFree(_mapping);
        }
        else
        {
            GuardedPages.Unmap(_mapping, _bytes + 2 * _page);
        }
    }
}

/// <summary>The system calls behind <see cref="GuardedMemory{T}"/>.</summary>
internal static unsafe partial class GuardedPages
{
    private const int NoAccess = 0;
    private const int ReadWrite = 1 | 2;
    private const int Private = 2;
    private static readonly int s_anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    public static byte* Map(nuint length)
    {
        var address = MemoryMap(null, length, ReadWrite, Private | s_anonymous, -1, 0);
        return (nint)address == -1 ? throw new InvalidOperationException($"mmap of {length} bytes failed.") : (byte*)address;
    }

    public static void Forbid(byte* address, nuint length)
    {
        if (MemoryProtect(address, length, NoAccess) != 0)
        {
            throw new InvalidOperationException($"mprotect failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    public static void Unmap(byte* address, nuint length) => _ = MemoryUnmap(address, length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryProtect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryUnmap(void* address, nuint length);
}
