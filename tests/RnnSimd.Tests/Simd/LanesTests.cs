using System.Runtime.Intrinsics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>Partial vectors next to memory that cannot be touched and between elements that must not change.</summary>
public sealed class LanesTests
{
    private const float Outside = -99;

    private delegate Vector128<float> Load(ref readonly float source);

    private delegate void Store(Vector128<float> value, ref float destination);

    [Fact]
    public void LoadsFillTheFirstLanes()
    {
        using var memory = new GuardedMemory<float>(3);
        Assert.Equal(Vector128.Create(1f, 0, 0, 0), LoadFrom(memory, 1, Lanes.Load1));
        Assert.Equal(Vector128.Create(1f, 2, 0, 0), LoadFrom(memory, 2, Lanes.Load2));
        Assert.Equal(Vector128.Create(1f, 2, 3, 0), LoadFrom(memory, 3, Lanes.Load3));
    }

    [Fact]
    public void StoresWriteTheFirstLanesOnly()
    {
        using var memory = new GuardedMemory<float>(4);
        Assert.Equal([Outside, 1], StoreTo(memory, 1, Lanes.Store1));
        Assert.Equal([Outside, 1, 2], StoreTo(memory, 2, Lanes.Store2));
        Assert.Equal([Outside, 1, 2, 3], StoreTo(memory, 3, Lanes.Store3));
    }

    [Fact]
    public void StoresLeaveWhatFollows()
    {
        float[] row = [Outside, Outside, Outside, Outside];
        Lanes.Store1(Vector128.Create(1f, 2, 3, 4), ref row[0]);
        Assert.Equal([1, Outside, Outside, Outside], row);
        Lanes.Store2(Vector128.Create(1f, 2, 3, 4), ref row[0]);
        Assert.Equal([1, 2, Outside, Outside], row);
        Lanes.Store3(Vector128.Create(1f, 2, 3, 4), ref row[0]);
        Assert.Equal([1, 2, 3, Outside], row);
    }

    [Fact]
    public void AWholeVectorOfDoublesLacksOneLane()
    {
        using var memory = new GuardedMemory<double>(1);
        var last = memory.AtEnd(1);
        last[0] = 7;
        Assert.Equal(Vector128.Create(7d, 0), Lanes.Load1(in last[0]));
        Lanes.Store1(Vector128.Create(8d, 9), ref last[0]);
        Assert.Equal(8, last[0]);

        double[] row = [1, Outside];
        Lanes.Store1(Vector128.Create(8d, 9), ref row[0]);
        Assert.Equal([8, Outside], row);
    }

    private static Vector128<float> LoadFrom(GuardedMemory<float> memory, int length, Load load)
    {
        var end = memory.AtEnd(length);
        for (var i = 0; i < length; i++)
            end[i] = i + 1;

        return load(in end[0]);
    }

    private static float[] StoreTo(GuardedMemory<float> memory, int length, Store store)
    {
        var end = memory.AtEnd(length + 1);
        end.Fill(Outside);
        store(Vector128.Create(1f, 2, 3, 4), ref end[1]);
        return end.ToArray();
    }
}
