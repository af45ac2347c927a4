using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>Every rule of the table on its own, and every rule broken: the check must tell one from the other.</summary>
public sealed class DerivativeRuleTests
{
    // Their derivative is zero wherever there is one, and their rules say nothing.
    private static readonly Op[] s_flat = [Op.Sign, Op.Largest];

    public static TheoryData<string> Rules => [.. DerivativeRules.Table.Keys.Except(s_flat).Select(op => op.ToString())];

    [Fact]
    public void Every_operation_but_leaves_and_products_and_composites_has_a_rule()
    {
        var expected = Operations.All.Where(o => o.Kind is OpKind.Elementwise or OpKind.Reduction).Select(o => o.Op).Except([Op.Mean]);

        Assert.Equal(expected.Order(), DerivativeRules.Table.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_agrees_with_differences(string name)
    {
        var op = Enum.Parse<Op>(name);

        Assert.All(ValuesOf(op), value => Assert.True(RuleCheck.Agrees(op, DerivativeRules.Table, value)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_broken_rule_is_found(string name)
    {
        var op = Enum.Parse<Op>(name);
        foreach (var (what, mutant) in MutantsOf(op))
        {
            var rules = DerivativeRules.Table.ToDictionary(rule => rule.Key, rule => rule.Value);
            rules[op] = mutant;

            Assert.False(ValuesOf(op).All(value => RuleCheck.Agrees(op, rules, value)), $"The rule of {op}, {what}, was not found.");
        }
    }

    private static double[] ValuesOf(Op op) => op switch
    {
        Op.LeakyRelu => [0.01, 0.3],
        Op.Elu => [1, 0.4],
        _ => [0],
    };

    // For each argument: its gradient lost, doubled, with the other sign, and with the gradient of the value forgotten.
    private static IEnumerable<(string What, DerivativeRule Mutant)> MutantsOf(Op op)
    {
        var rule = DerivativeRules.Table[op];
        for (var i = 0; i < RuleCheck.Variables(op); i++)
        {
            var arg = i;
            yield return ($"argument {arg} lost", Changed(arg, (gradient, g) => null));
            yield return ($"argument {arg} doubled", Changed(arg, (gradient, g) => 2 * gradient));
            yield return ($"argument {arg} negated", Changed(arg, (gradient, g) => -gradient));
            yield return ($"argument {arg} with the gradient twice", Changed(arg, (gradient, g) => gradient * g));
        }

        DerivativeRule Changed(int arg, Func<Expr, Expr, Expr?> change) => (y, g, a) =>
        {
            var gradients = rule(y, g, a);
            gradients[arg] = change(gradients[arg]!.Value, g);
            return gradients;
        };
    }
}
