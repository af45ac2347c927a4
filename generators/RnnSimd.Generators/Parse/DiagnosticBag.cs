using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators.Parse;

/// <summary>Collects the diagnostics of one parse. The analyzer reports them; the generator only asks whether there are errors.</summary>
internal sealed class DiagnosticBag
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly HashSet<(DiagnosticDescriptor, Location?, string)> _reported = [];

    public bool HasErrors { get; private set; }

    /// <summary>Says that there is an error which the C# compiler reports.</summary>
    public void Fail() => HasErrors = true;

    public void Report(DiagnosticDescriptor rule, Location? location, params object[] arguments)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;

        // A helper method that is called twice is read twice: its author needs to hear of a mistake once.
        if (_reported.Add((rule, location, string.Join("\n", arguments))))
        {
            _diagnostics.Add(Diagnostic.Create(rule, location, arguments));
        }
    }

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
