using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the sums of products of a single step, for one or more vectors of lanes at a time.</summary>
internal sealed class SumEmitter(
    SourceWriter writer, LayerPlan layer, FusedStage stage, LaneCode lanes, StepTile tile, PlaceNames references)
{
    private bool HasLanes => stage.Loop.LaneCount > 1;

    /// <summary>The name of an accumulator for one of the vectors.</summary>
    public static string NameOf(LayerPlan layer, Accumulator sum, int block, int blocks) =>
        blocks == 1 ? layer.Names[sum.Node] : $"{layer.Names[sum.Node]}_{block}";

    public void Emit()
    {
        EmitLaneReferences();
        foreach (var sum in stage.Accumulators)
        {
            for (var block = 0; block < tile.Blocks; block++)
            {
                var start = sum.Start is { } location
                    ? lanes.Load(LanesOf(location.Place), location.Offset + block * lanes.Kind.Count)
                    : $"{lanes.Type}.Zero";
                writer.Line($"var {NameOf(layer, sum, block, tile.Blocks)} = {start};");
            }
        }

        foreach (var term in stage.Terms)
        {
            writer.Comment(term.Equation);
            using (writer.Open(""))
            {
                EmitTerm(term);
            }
        }
    }

    private void EmitLaneReferences()
    {
        if (HasLanes)
        {
            var places = stage.Accumulators.Where(sum => sum.Start is not null).Select(sum => sum.Start!.Value.Place)
                .Concat(stage.Terms.Count > 0 ? [Place.Parameters] : []).Distinct().OrderBy(place => place);
            foreach (var place in places)
            {
                writer.Line($"ref {lanes.Element} {LanesOf(place)} = ref Unsafe.Add(ref {references[place]}, j);");
            }
        }
    }

    private void EmitTerm(FusedTerm term)
    {
        var origin = term.Factors.Min(factor => factor.Offset);
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
            for (var block = 0; block < tile.Blocks; block++)
            {
                var sum = ChainName(factor, block, chain);
                var weight = lanes.Load("weightRow", factor.Offset - origin + shift + block * lanes.Kind.Count);
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
                for (var block = 0; block < tile.Blocks; block++)
                {
                    writer.Line($"var {ChainName(factor, block, chain)} = {lanes.Type}.Zero;");
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
                    for (var block = 0; block < tile.Blocks; block++)
                    {
                        writer.Line($"{ChainName(factor, block, chain)} += {ChainName(factor, block, chain + distance)};");
                    }
                }
            }
        }
    }

    private string ChainName(Factor factor, int block, int chain)
    {
        var name = NameOf(layer, stage.Accumulators[factor.Accumulator], block, tile.Blocks);
        return chain == 0 ? name : $"{name}_chain{chain}";
    }

    private string LanesOf(Place place) => HasLanes ? ElementEmitter.LanesOf(references[place]) : references[place];
}
