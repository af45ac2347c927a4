using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators;

/// <summary>Every diagnostic, by its stable number. A number is never used again for something else.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "RNN0001", "A network must be partial",
        "Network '{0}' is not partial; declare it 'partial class {0}', so that its code can be generated into it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedNetworkClass = new(
        "RNN0002", "This kind of class cannot be a network",
        "Network '{0}' is {1}; a network is an ordinary class without type parameters that is not inside another type",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoLayer = new(
        "RNN0003", "A network needs a layer",
        "Network '{0}' has no layer; add at least one, for example [Layer<Lstm>(32)]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor SizeOutOfRange = new(
        "RNN0004", "A size is out of range",
        "{0} is {1}; it must be {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor SizesContradict = new(
        "RNN0005", "Sizes contradict each other",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor SizeUnknown = new(
        "RNN0006", "A size cannot be inferred",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedStatement = new(
        "RNN0007", "This statement cannot be part of a cell's equations",
        "The statement '{0}' cannot be part of a cell's equations; they are made of local variables, assignments and one final return",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedExpression = new(
        "RNN0008", "This expression cannot be part of a cell's equations",
        "'{0}' cannot be part of a cell's equations; {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedCall = new(
        "RNN0009", "This call cannot be part of a cell's equations",
        "'{0}' cannot be called in a cell's equations; {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "RNN0010", "This type cannot be part of a cell's equations",
        "{0} has type '{1}'; expected {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor StateNotReturned = new(
        "RNN0011", "A state is never returned",
        "State '{0}' is never given a new value; Step must return it, as a tuple element named '{0}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ElementIsNoState = new(
        "RNN0012", "A tuple element is no state",
        "The returned element '{0}' is no state: '{1}' is already the output, and every other element must have the name of a state ({2})",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ParameterNotUsed = new(
        "RNN0013", "A parameter is never used",
        "No result of Step depends on parameter '{0}', so the network leaves it out",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoEquationsInReference = new(
        "RNN0014", "A cell from a reference has no equations in its metadata",
        "Assembly '{1}' does not hold the equations of cell '{0}': {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotACell = new(
        "RNN0015", "This class is not a cell",
        "'{0}' is not a cell: it must {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoSingleStep = new(
        "RNN0016", "A cell needs exactly one Step method",
        "Cell '{0}' {1}; a cell has exactly one instance method Step, for example 'public Vector Step(Vector x, Vector h)'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Recursion = new(
        "RNN0017", "A cell's equations cannot call themselves",
        "'{0}' is called from within itself; equations are written out at compile time, so a method cannot be recursive",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnnamedElement = new(
        "RNN0018", "A returned tuple element needs a name",
        "Element {0} of the tuple that Step returns has no name; name it after the state it is the new value of, for example '(Vector h, Vector c)'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MisplacedSize = new(
        "RNN0019", "[Size] does not fit",
        "[Size] on '{0}' does not fit: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotConstant = new(
        "RNN0020", "The value must be constant",
        "The value of '{0}' is not known at compile time; {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedCellClass = new(
        "RNN0021", "This kind of class cannot be a cell",
        "Cell '{0}' {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor LayersWithoutNetwork = new(
        "RNN0022", "Layers need a network",
        "'{0}' has layers but is not marked [RecurrentNetwork(InputSize = ...)], so nothing is generated for it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor TooManyCalls = new(
        "RNN0023", "The equations are too large",
        "Written out, the equations of '{0}' contain more than {1} calls of helper methods",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NetworkTooLarge = new(
        "RNN0024", "The network is too large",
        "Network '{0}' has {1} parameters; at most {2} fit into its buffer",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MemberIsGenerated = new(
        "RNN0025", "A member has the name of a generated one",
        "Network '{0}' is generated with a member '{1}'; give yours another name",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoSingleInput = new(
        "RNN0026", "A network takes either vectors or tokens",
        "Network '{0}' has {1}; give it one of them: [RecurrentNetwork(InputSize = ...)] if its inputs are vectors, [RecurrentNetwork(Vocabulary = ...)] if they are tokens",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor TokenIsNotMultiplied = new(
        "RNN0027", "Only matrices can be applied to tokens",
        "A layer of {0} cannot take tokens: only matrices can be applied to its input '{1}' then, as in 'W * {1}', but the cell has {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor InternalError = new(
        "RNN0099", "The generator failed",
        "RnnSimd failed on '{0}' and generated nothing for it; this is a bug in RnnSimd, please report it: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>All of them, in the order of their numbers.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NotPartial,
        UnsupportedNetworkClass,
        NoLayer,
        SizeOutOfRange,
        SizesContradict,
        SizeUnknown,
        UnsupportedStatement,
        UnsupportedExpression,
        UnsupportedCall,
        UnsupportedType,
        StateNotReturned,
        ElementIsNoState,
        ParameterNotUsed,
        NoEquationsInReference,
        NotACell,
        NoSingleStep,
        Recursion,
        UnnamedElement,
        MisplacedSize,
        NotConstant,
        UnsupportedCellClass,
        LayersWithoutNetwork,
        TooManyCalls,
        NetworkTooLarge,
        MemberIsGenerated,
        NoSingleInput,
        TokenIsNotMultiplied,
        InternalError,
    ];

    private const string Category = "RnnSimd";
}
