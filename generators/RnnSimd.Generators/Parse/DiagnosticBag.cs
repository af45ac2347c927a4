using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators.Parse;

/// <summary>Collects the diagnostics of one parse. The analyzer reports them; the generator only asks whether there are errors.</summary>
internal sealed class DiagnosticBag
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public bool HasErrors { get; private set; }

    /// <summary>Says that there is an error which the C# compiler reports.</summary>
    public void Fail() => HasErrors = true;

    public void Report(DiagnosticDescriptor rule, Location? location, params object[] arguments)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        var diagnostic = Diagnostic.Create(rule, location, arguments);

        // A helper method that is called twice is read twice: its author needs to hear of a mistake once.
        if (!_diagnostics.Contains(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
