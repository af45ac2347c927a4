using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>A sum of products: the name of its variable, and what it starts with, if that is in memory.</summary>
internal sealed record SumVariable(string Name, Location? Start);

/// <summary>Prints the sums of products of a single step, for one or more vectors of lanes at a time.</summary>
/// <param name="writer">Where to.</param>
/// <param name="sums">The sums, to which the factors of terms refer.</param>
/// <param name="terms">The products that are added to them, in order.</param>
/// <param name="lanes">The vector.</param>
/// <param name="tile">The vectors that are summed together.</param>
/// <param name="references">The name of the reference to each place.</param>
/// <param name="hasLanes">Whether the method has a lane that it starts at.</param>
internal sealed class SumEmitter(
    SourceWriter writer, IReadOnlyList<SumVariable> sums, IEnumerable<FusedTerm> terms, LaneCode lanes, SumTile tile, PlaceNames references, bool hasLanes)
{
    private readonly int _vectors = tile.Offsets.Count;

    /// <summary>The name of a sum for one of the vectors.</summary>
    public static string NameOf(string sum, int vector, int vectors) => vectors == 1 ? sum : $"{sum}_{vector}";

    public void Emit()
    {
        foreach (var sum in sums)
        {
            for (var vector = 0; vector < _vectors; vector++)
            {
                var start = sum.Start is { } location
                    ? lanes.Load(LanesOf(location.Place), location.Offset + tile.Offsets[vector])
                    : $"{lanes.Type}.Zero";
                writer.Line($"var {NameOf(sum.Name, vector, _vectors)} = {start};");
            }
        }

        foreach (var term in terms)
        {
            writer.Comment(term.Equation);
            using (writer.Open(""))
            {
                EmitTerm(term);
            }
        }
    }

    private void EmitTerm(FusedTerm term)
    {
        var origin = term.Factors.Min(factor => factor.Offset);
        if (term.IsToken)
        {
            EmitRow(term, origin);
            return;
        }

        var chainLength = (term.Inner + term.Chains - 1) / term.Chains;
        var lastLength = term.Inner - (term.Chains - 1) * chainLength;
        writer.Line($"ref {lanes.Element} weightRow = ref {LaneCode.At(LanesOf(Place.Parameters), origin)};");
        if (term.Inner == 1)
        {
            EmitElement(term, origin, "factor", references.At(term.Operand), shift: 0, chain: 0);
            return;
        }

        EmitChainStarts(term);
        EmitLoop(term, origin, chainLength, 0, lastLength, term.Chains);
        if (lastLength < chainLength)
        {
            EmitLoop(term, origin, chainLength, lastLength, chainLength, term.Chains - 1);
        }

        EmitChainSums(term);
    }

    // A token's one-hot vector picks one row of the weights.
    private void EmitRow(FusedTerm term, int origin)
    {
        var row = $"TokenProduct.Number({references.At(term.Operand)}, {term.Inner}) * {term.Stride}";
        writer.Line($"ref {lanes.Element} weightRow = ref Unsafe.Add(ref {LanesOf(Place.Parameters)}, {(origin == 0 ? row : $"{row} + {origin}")});");
        foreach (var factor in term.Factors)
        {
            for (var vector = 0; vector < _vectors; vector++)
            {
                writer.Line($"{ChainName(factor, vector, chain: 0)} += {lanes.Load("weightRow", factor.Offset - origin + tile.Offsets[vector])};");
            }
        }
    }

    // All chains advance together: each is a range of the operand of its own.
    private void EmitLoop(FusedTerm term, int origin, int chainLength, int start, int end, int chains)
    {
        var unroll = (end - start) % tile.Unroll == 0 ? tile.Unroll : 1;
        using (writer.Open($"for (nint k = {start}; k < {end}; k{(unroll == 1 ? "++" : $" += {unroll}")})"))
        {
            for (var u = 0; u < unroll; u++)
            {
                for (var chain = 0; chain < chains; chain++)
                {
                    var shift = chain * chainLength + u;
                    var index = term.Operand.Offset + shift == 0 ? "k" : $"k + {term.Operand.Offset + shift}";
                    var name = unroll * chains == 1 ? "factor" : $"factor{u * chains + chain}";
                    EmitElement(term, origin, name, $"Unsafe.Add(ref {references[term.Operand.Place]}, {index})", shift * term.Stride, chain);
                }
            }

            writer.Line($"weightRow = ref Unsafe.Add(ref weightRow, {unroll * term.Stride});");
        }
    }

    private void EmitElement(FusedTerm term, int origin, string name, string element, int shift, int chain)
    {
        writer.Line($"var {name} = {lanes.Broadcast(element)};");
        foreach (var factor in term.Factors)
        {
            for (var vector = 0; vector < _vectors; vector++)
            {
                var sum = ChainName(factor, vector, chain);
                var weight = lanes.Load("weightRow", factor.Offset - origin + shift + tile.Offsets[vector]);
                writer.Line($"{sum} = {lanes.Class}.MultiplyAddEstimate({name}, {weight}, {sum});");
            }
        }
    }

    private void EmitChainStarts(FusedTerm term)
    {
        for (var chain = 1; chain < term.Chains; chain++)
        {
            foreach (var factor in term.Factors)
            {
                for (var vector = 0; vector < _vectors; vector++)
                {
                    writer.Line($"var {ChainName(factor, vector, chain)} = {lanes.Type}.Zero;");
                }
            }
        }
    }

    // In pairs, so that the last additions do not wait for each other.
    private void EmitChainSums(FusedTerm term)
    {
        for (var distance = 1; distance < term.Chains; distance *= 2)
        {
            for (var chain = 0; chain < term.Chains; chain += 2 * distance)
            {
                foreach (var factor in term.Factors)
                {
                    for (var vector = 0; vector < _vectors; vector++)
                    {
                        writer.Line($"{ChainName(factor, vector, chain)} += {ChainName(factor, vector, chain + distance)};");
                    }
                }
            }
        }
    }

    private string ChainName(Factor factor, int vector, int chain)
    {
        var name = NameOf(sums[factor.Accumulator].Name, vector, _vectors);
        return chain == 0 ? name : $"{name}_chain{chain}";
    }

    private string LanesOf(Place place) => hasLanes ? LanesEmitter.NameOf(references[place]) : references[place];
}
