using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>What became of a cell: its model if it has no errors, and everything there is to say about it.</summary>
internal sealed record CellParse(CellModel? Model, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Parses a class marked <c>[RecurrentCell]</c> whose source is in the compilation.</summary>
internal sealed class CellParser
{
    private readonly INamedTypeSymbol _cell;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly EquationReader _equations;
    private readonly List<(CellParameter Parameter, Location? Location)> _parameters = [];

    private CellParser(INamedTypeSymbol cell, Compilation compilation, CancellationToken cancellation)
    {
        _cell = cell;
        var fields = new Dictionary<IFieldSymbol, (int Index, Shape Shape)>(SymbolEqualityComparer.Default);
        foreach (var field in cell.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsImplicitlyDeclared))
        {
            if (EquationTypes.ShapeOf(field.Type) is { } rank)
            {
                var shape = FieldAttributes.SizeOf(field, rank, _diagnostics);
                fields.Add(field, (_parameters.Count, shape));
                _parameters.Add((
                    new CellParameter(field.Name, shape, FieldAttributes.InitializationOf(field), FieldAttributes.IsFrozen(field)),
                    field.Locations.FirstOrDefault()));
            }
        }

        _equations = new EquationReader(cell, compilation, fields, _diagnostics, cancellation);
    }

    /// <summary>Parses a cell and checks what can be checked without knowing the sizes of a layer.</summary>
    /// <param name="cell">The class, declared in <paramref name="compilation"/>.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Ends the parse early with an <see cref="OperationCanceledException"/>.</param>
    public static CellParse Parse(INamedTypeSymbol cell, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new CellParser(cell, compilation, cancellation);
        return new(parser.Parse(), parser._diagnostics.ToImmutable());
    }

    private CellModel? Parse()
    {
        if (!CheckClass() || FindStep() is not { } step || ReadSignature(step) is not { } signature)
        {
            return null;
        }

        var (input, states) = signature;
        var returned = _equations.ReadBody(step);
        var roles = ReturnedRoles.Of(step, states, _diagnostics);
        if (_diagnostics.HasErrors || roles is null || returned == Value.Invalid)
        {
            return null;
        }

        var elements = returned is TupleValue tuple ? tuple.Elements : [returned];
        var nodes = elements.Select((element, i) => _equations.NodeOf(element, roles.Names[i])).ToArray();
        if (nodes.Contains(-1))
        {
            return null;
        }

        var complete = new CellModel(
            _cell.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            _parameters.Select(p => p.Parameter).ToEquatableArray(),
            input,
            states.Select((state, i) => state with { Next = nodes[roles.ElementOfState[i]] }).ToEquatableArray(),
            _equations.Graph.ToGraph(),
            nodes[roles.OutputElement]);
        var used = UsedParts.Of(complete);
        foreach (var (parameter, location) in _parameters.Where((_, i) => !used.Parameters.Contains(i)))
        {
            _diagnostics.Report(Rules.ParameterNotUsed, location, parameter.Name);
        }

        ReportSizes(used, step);
        return _diagnostics.HasErrors ? null : used.Cell;
    }

    private bool CheckClass()
    {
        var location = _cell.Locations[0];
        if (!EquationTypes.DerivesFromCell(_cell))
        {
            _diagnostics.Report(Rules.NotACell, location, _cell.Name, "derive from RnnSimd.Equations.Cell");
        }
        else if (IsGeneric(_cell))
        {
            _diagnostics.Report(Rules.UnsupportedCellClass, location, _cell.Name, "is generic; a cell and the types it is nested in have no type parameters");
        }
        else if (_cell.IsAbstract)
        {
            _diagnostics.Report(Rules.UnsupportedCellClass, location, _cell.Name, "is abstract; remove 'abstract', or the attribute if it is only a base of cells");
        }

        return !_diagnostics.HasErrors;
    }

    private static bool IsGeneric(INamedTypeSymbol? type) => type is not null && (type.Arity > 0 || IsGeneric(type.ContainingType));

    private IMethodSymbol? FindStep()
    {
        var steps = _cell.GetMembers("Step").OfType<IMethodSymbol>().ToArray();
        var problem = steps switch
        {
            [] => "has no method Step",
            [_, _, ..] => $"has {steps.Length} methods named Step",
            [{ IsStatic: true }] => "has a static Step",
            [{ IsGenericMethod: true }] => "has a generic Step",
            [{ Parameters: [] }] => "has a Step without an input",
            _ => null,
        };
        if (problem is null)
        {
            // The part of a partial method that has the body has parameters of its own.
            return steps[0].PartialImplementationPart ?? steps[0];
        }

        _diagnostics.Report(Rules.NoSingleStep, (steps.LastOrDefault() ?? (ISymbol)_cell).Locations[0], _cell.Name, problem);
        return null;
    }

    private (CellInput Input, CellState[] States)? ReadSignature(IMethodSymbol step)
    {
        var states = new List<CellState>();
        CellInput? input = null;
        foreach (var parameter in step.Parameters)
        {
            if (EquationTypes.ShapeOf(parameter.Type) is not { Rank: < 2 } rank || parameter.RefKind != RefKind.None)
            {
                ReportType(parameter, parameter.Type, $"Parameter '{parameter.Name}' of Step", parameter.RefKind);
            }
            else if (input is null)
            {
                FieldAttributes.RejectSize(parameter, "the size of the input is what the layer below gives", _diagnostics);
                input = new(parameter.Name, rank);
                _equations.Define(parameter, Op.Input, -1, rank);
            }
            else
            {
                var shape = FieldAttributes.SizeOf(parameter, rank, _diagnostics);
                _equations.Define(parameter, Op.State, states.Count, shape);
                states.Add(new(parameter.Name, shape, Next: -1));
            }
        }

        return _diagnostics.HasErrors || input is null ? null : (input, [.. states]);
    }

    private void ReportType(ISymbol at, ITypeSymbol type, string what, RefKind kind)
    {
        // An unknown type is the C# compiler's to report.
        if (type.TypeKind != TypeKind.Error)
        {
            var prefix = kind == RefKind.None ? "" : kind.ToString().ToLowerInvariant() + " ";
            _diagnostics.Report(Rules.UnsupportedType, at.Locations[0], what, prefix + EquationTypes.Display(type), "Vector or Scalar");
        }
        else
        {
            _diagnostics.Fail();
        }
    }

    private void ReportSizes(UsedParts used, IMethodSymbol step)
    {
        foreach (var error in ShapeInference.Infer(used.Cell, inputs: 0, units: 0).Errors)
        {
            var location = error switch
            {
                { Node: >= 0 } => _equations.Locations[used.Nodes[error.Node]],
                { Parameter: >= 0 } => _parameters[used.Parameters[error.Parameter]].Location,
                { State: >= 0 } => step.Parameters[error.State + 1].Locations[0],
                _ => step.Locations[0],
            };
            _diagnostics.Report(error.Kind == ShapeErrorKind.Contradiction ? Rules.SizesContradict : Rules.SizeUnknown, location, error.Message);
        }
    }
}
