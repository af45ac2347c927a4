using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnSimd.Generators.Parse;

/// <summary>The names of what is generated into a network, which the user's part of the class cannot declare again.</summary>
internal static class GeneratedMembers
{
    private static readonly HashSet<string> Names =
    [
        "InputSize", "OutputSize", "StateSize", "ParameterCount", "TapeBytesPerStep", "Parameters", "ParameterInfos",
        "RowSize", "GradientRowSize", "MaskSize", "DropoutMasks", "Infos", "_memory",
    ];

    // Generated into networks of tokens only, whose attribute has it, too.
    private const string Vocabulary = "Vocabulary";

    // Methods of the user may have these names too, with other parameters.
    private static readonly HashSet<string> Methods = ["Step", "Run", "Forward", "Backward", "RunStream"];

    /// <summary>Reports every member of the user that has a name of a generated one.</summary>
    public static void Check(INamedTypeSymbol network, DiagnosticBag diagnostics)
    {
        foreach (var member in network.GetMembers().Where(member => !member.IsImplicitlyDeclared && Clashes(network, member) && !IsGenerated(member)))
        {
            diagnostics.Report(Rules.MemberIsGenerated, member.Locations[0], network.Name, member.Name);
        }
    }

    /// <summary>Whether a member that is generated into a network has that name.</summary>
    public static bool Contains(INamedTypeSymbol network, string name) => IsAlone(network, name) || Methods.Contains(name);

    private static bool Clashes(INamedTypeSymbol network, ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } ? IsAlone(network, member.Name) : Contains(network, member.Name);

    private static bool IsAlone(INamedTypeSymbol network, string name) =>
        Names.Contains(name) || IsLayer(name) || (name == Vocabulary && TakesTokens(network));

    private static bool TakesTokens(INamedTypeSymbol network) =>
        NetworkParser.MarkOf(network)?.NamedArguments.Any(argument => argument.Key == Vocabulary) == true;

    // The analyzer sees the generated part of the class, too, whose attribute may have its namespace.
    private static bool IsGenerated(ISymbol member) => member.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax().Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } part
        && part.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().EndsWith("GeneratedCode", StringComparison.Ordinal)));

    private static bool IsLayer(string name) =>
        name.Length > 5 && name.StartsWith("Layer", StringComparison.Ordinal) && name.Skip(5).All(char.IsDigit);
}
