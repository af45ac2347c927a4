using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>A piece of work that kernels do for a number of rows.</summary>
internal abstract record Work;

/// <summary>Destination = start + weights applied to the operand, for every row.</summary>
/// <param name="Destination">Where the result goes.</param>
/// <param name="Start">What the sum starts with.</param>
/// <param name="Bias">The parameters that it starts with, if that is a bias.</param>
/// <param name="Operand">The vector.</param>
/// <param name="Inner">The length of the vector.</param>
/// <param name="Weights">Element (0, 0) of the weights: one row for each element of the operand.</param>
/// <param name="WeightStride">The distance between those rows.</param>
/// <param name="PanelRows">If the weights stand in <see cref="Panels"/> when that pays: the number of rows of the matrix; else 0.</param>
/// <param name="Columns">The length of the result.</param>
/// <param name="Chains">Into how many partial sums the sum is cut.</param>
/// <param name="Equation">What it computes, for a comment.</param>
/// <param name="IsToken">Whether the vector is the one-hot vector of a token: at its place stands only the token's number.</param>
/// <param name="FirstPart">
/// A product before the loop that starts this sum, and whose weights come before these. Where the weights stand in panels, it is left out and done with this one.
/// </param>
internal sealed record ProductCall(
    Location Destination,
    SumStart Start,
    Location Bias,
    Location Operand,
    int Inner,
    Location Weights,
    int WeightStride,
    int PanelRows,
    int Columns,
    int Chains,
    string Equation,
    bool IsToken = false,
    ProductCall? FirstPart = null) : Work
{
    /// <summary>The elements at the operand's place.</summary>
    public int OperandLength => IsToken ? 1 : Inner;
}

/// <summary>What a sum of products starts with.</summary>
internal enum SumStart
{
    Zero,
    Bias,

    /// <summary>What stands at the destination.</summary>
    Destination,
}

/// <summary>A reduction of vectors in memory to a scalar in memory, for every row.</summary>
internal sealed record ReductionCall(
    Op Op, Location First, Location Second, Location Destination, int Length, string Equation) : Work;

/// <summary>Elementwise equations on vectors of one size, for every row.</summary>
/// <param name="Name">The name of its method.</param>
/// <param name="Size">The length of the vectors; 0 for scalars.</param>
/// <param name="Sources">The values that it reads from memory.</param>
/// <param name="Nodes">The values that it computes, in order.</param>
/// <param name="Stores">The values that it writes.</param>
internal sealed record ElementLoop(
    string Name,
    int Size,
    EquatableArray<Source> Sources,
    EquatableArray<int> Nodes,
    EquatableArray<Store> Stores) : Work
{
    /// <summary>Whether it reads masks, of which there is a row for each stream: then it goes over the rows of one time step at a time.</summary>
    public bool ReadsMasks => Sources.Any(source => source.Location.Place == Place.Masks);

    /// <summary>The number of lanes: scalars are computed in one.</summary>
    public int LaneCount => Size == 0 ? 1 : Size;
}

/// <summary>A value that is read from memory.</summary>
internal sealed record Source(int Node, Location Location);

/// <summary>A value that is written to memory.</summary>
internal sealed record Store(int Node, Location Location);

/// <summary>A single step's products and the elementwise equations that follow on registers.</summary>
/// <param name="Loop">The elementwise equations. The accumulators are among its inputs.</param>
/// <param name="Accumulators">The sums of products.</param>
/// <param name="Terms">The products that are added to them, in order.</param>
/// <param name="Tiles">How the sums are kept in registers, for each run of equal vectors.</param>
internal sealed record FusedStage(
    ElementLoop Loop, EquatableArray<Accumulator> Accumulators, EquatableArray<FusedTerm> Terms, EquatableArray<StepTile> Tiles) : Work
{
    /// <summary>The tile for a run of equal vectors.</summary>
    public StepTile TileOf(LaneBlock block) => Tiles.First(tile => tile.Kind == block.Kind && tile.Repeat == block.Repeat);
}

/// <summary>A sum of products in a register.</summary>
/// <param name="Node">The value.</param>
/// <param name="Start">What it starts with, if that is in memory; a zero otherwise.</param>
internal sealed record Accumulator(int Node, Location? Start);

/// <summary>One vector's products with the matrices of several accumulators.</summary>
/// <param name="Operand">The vector.</param>
/// <param name="Inner">Its length.</param>
/// <param name="Chains">Into how many partial sums the sum is cut.</param>
/// <param name="Stride">The distance between rows of the weights.</param>
/// <param name="Factors">The matrices.</param>
/// <param name="Equation">The products, for a comment.</param>
/// <param name="IsToken">Whether the vector is the one-hot vector of a token: at its place stands only the token's number.</param>
internal sealed record FusedTerm(
    Location Operand, int Inner, int Chains, int Stride, EquatableArray<Factor> Factors, string Equation, bool IsToken);

/// <summary>A matrix of a term: the index of its accumulator and its place in the parameters.</summary>
internal sealed record Factor(int Accumulator, int Offset);

/// <summary>Sums of products of a single step that stand side by side and have the same terms.</summary>
/// <param name="Name">The name of its methods.</param>
/// <param name="Destination">Where they go.</param>
/// <param name="Columns">Their number.</param>
/// <param name="Start">What they start with; zero if there is nothing.</param>
/// <param name="Terms">The products that are added, in order, each with one matrix.</param>
/// <param name="Covers">How they are kept in registers, for each width of vectors.</param>
/// <param name="Equation">What they compute, for a comment.</param>
internal sealed record StepSums(
    string Name,
    Location Destination,
    int Columns,
    Location? Start,
    EquatableArray<FusedTerm> Terms,
    EquatableArray<SumCover> Covers,
    string Equation) : Work;

/// <summary>The sum over all rows of outer products, added to the gradient of matrices. <see cref="ProductCall.IsToken"/> says what a token is.</summary>
internal sealed record MatrixGradient(
    Location Gradient, int Columns, Location Operand, int Inner, int Offset, int Stride, string Equation, bool IsToken) : Work;

/// <summary>The sum over all rows, added to the gradient of vectors or scalars.</summary>
internal sealed record VectorGradient(Location Gradient, int Columns, int Offset, string Equation) : Work;

/// <summary>A transposed copy of matrices that stand side by side.</summary>
internal sealed record TransposedCopy(Location Destination, int Offset, int Stride, int Rows, int Columns, bool InPanels);

/// <summary>A copy in panels of matrices that stand side by side. It starts as far into the copies as they do into the parameters.</summary>
internal sealed record PackedCopy(int Offset, int Rows, int Columns)
{
    /// <summary>The copy that a product reads, if its weights stand in panels.</summary>
    public static PackedCopy Of(ProductCall call) => new((call.FirstPart ?? call).Weights.Offset, call.PanelRows, call.Columns);
}
