using Xunit.Sdk;
using Xunit.v3;

namespace RnnSimd.Testing;

/// <summary>Makes one test case of each method marked <see cref="PropertyAttribute"/>, whatever its parameters.</summary>
public sealed class PropertyDiscoverer : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute)
    {
        var details = TestIntrospectionHelper.GetTestCaseDetails(discoveryOptions, testMethod, factAttribute);

        var testCase = new PropertyTestCase(
            details.ResolvedTestMethod,
            details.TestCaseDisplayName,
            details.UniqueID,
            details.Explicit,
            details.SkipExceptions,
            details.SkipReason,
            details.SkipType,
            details.SkipUnless,
            details.SkipWhen,
            testMethod.Traits.ToDictionary(trait => trait.Key, trait => trait.Value.ToHashSet()),
            details.SourceFilePath,
            details.SourceLineNumber,
            details.Timeout);

        return new([testCase]);
    }
}
