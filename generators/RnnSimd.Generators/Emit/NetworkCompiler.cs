using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>From a network's model to its source text.</summary>
internal static class NetworkCompiler
{
    /// <summary>Compiles a network whose shapes fit.</summary>
    public static string Compile(NetworkModel model) => QualifiedNames.Write(NetworkEmitter.Emit(Planner.Plan(model)), model.HiddenTypes);
}
