using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Parse;

/// <summary>What the values that Step returns are for.</summary>
/// <param name="Names">The name of each returned value; null where it has none of its own.</param>
/// <param name="ElementOfState">For each state, which returned value is its new value.</param>
/// <param name="OutputElement">Which returned value is the output.</param>
internal sealed record ReturnedRoles(string?[] Names, int[] ElementOfState, int OutputElement)
{
    /// <summary>Matches what Step returns with the states by name; null, with diagnostics, if that is not possible.</summary>
    public static ReturnedRoles? Of(IMethodSymbol step, CellState[] states, DiagnosticBag diagnostics)
    {
        var isTuple = step.ReturnType.IsTupleType;
        ITypeSymbol[] types = isTuple ? [.. ((INamedTypeSymbol)step.ReturnType).TupleElements.Select(element => element.Type)] : [step.ReturnType];
        var names = isTuple ? NamesOf(step, diagnostics) : [states.Length == 1 ? states[0].Name : null];
        if (names is null)
        {
            return null;
        }

        CheckTypes(step, types, names, states, diagnostics);
        var elementOfState = new int[states.Length];
        for (var i = 0; i < states.Length; i++)
        {
            elementOfState[i] = Array.IndexOf(names, states[i].Name);
            if (elementOfState[i] < 0)
            {
                diagnostics.Report(Rules.StateNotReturned, step.Parameters[i + 1].Locations[0], states[i].Name);
            }
        }

        var foreign = Enumerable.Range(0, names.Length).Where(element => !elementOfState.Contains(element)).ToArray();
        if (isTuple)
        {
            var known = states.Length == 0 ? "Step has none" : string.Join(", ", states.Select(state => state.Name));
            foreach (var element in foreign.Skip(1))
            {
                diagnostics.Report(Rules.ElementIsNoState, ElementLocation(step, element), names[element]!, names[foreign[0]]!, known);
            }
        }

        return diagnostics.HasErrors ? null : new(names, elementOfState, foreign is [var output, ..] ? output : 0);
    }

    private static string?[]? NamesOf(IMethodSymbol step, DiagnosticBag diagnostics)
    {
        var elements = ((INamedTypeSymbol)step.ReturnType).TupleElements;
        var unnamed = Enumerable.Range(0, elements.Length).Where(i => !elements[i].IsExplicitlyNamedTupleElement).ToArray();
        foreach (var element in unnamed)
        {
            diagnostics.Report(Rules.UnnamedElement, ElementLocation(step, element), element + 1);
        }

        return unnamed.Length > 0 ? null : [.. elements.Select(element => element.Name)];
    }

    private static void CheckTypes(IMethodSymbol step, ITypeSymbol[] types, string?[] names, CellState[] states, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < types.Length; i++)
        {
            var type = types[i];
            var state = states.FirstOrDefault(candidate => candidate.Name == names[i]);
            var shape = EquationTypes.ShapeOf(type);
            if (type.TypeKind == TypeKind.Error)
            {
                diagnostics.Fail();
            }
            else if (shape is not { Rank: < 2 } || (state is not null && shape.Value.Rank != state.Shape.Rank))
            {
                var expected = state is null ? "Vector or Scalar" : $"{(state.Shape.IsScalar ? "Scalar" : "Vector")}, like the state";
                var what = names[i] is { } name ? $"The new value of '{name}'" : "What Step returns";
                diagnostics.Report(Rules.UnsupportedType, ElementLocation(step, i), what, EquationTypes.Display(type), expected);
            }
        }
    }

    private static Location ElementLocation(IMethodSymbol step, int element) =>
        step.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { ReturnType: var type }
            ? type is TupleTypeSyntax tuple ? tuple.Elements[element].GetLocation() : type.GetLocation()
            : step.Locations[0];
}
