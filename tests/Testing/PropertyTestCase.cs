using System.ComponentModel;
using Xunit.Sdk;
using Xunit.v3;

namespace RnnSimd.Testing;

/// <summary>A test case that checks a property: xunit makes, fills and disposes the test class, FsCheck calls the method.</summary>
public sealed class PropertyTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    /// <summary>For deserialization only.</summary>
    [Obsolete("Called by the deserializer; use the constructor with arguments.")]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PropertyTestCase()
    {
    }

    /// <summary>Makes the case; the arguments are those of <see cref="XunitTestCase"/>, without test method arguments.</summary>
    public PropertyTestCase(
        IXunitTestMethod testMethod,
        string testCaseDisplayName,
        string uniqueID,
        bool @explicit,
        Type[]? skipExceptions,
        string? skipReason,
        Type? skipType,
        string? skipUnless,
        string? skipWhen,
        Dictionary<string, HashSet<string>> traits,
        string? sourceFilePath,
        int? sourceLineNumber,
        int? timeout)
        : base(
            testMethod, testCaseDisplayName, uniqueID, @explicit, skipExceptions, skipReason, skipType, skipUnless, skipWhen,
            traits, UndrawnArguments(testMethod), sourceFilePath, sourceLineNumber, timeout)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        await CaseRunner.Instance.Run(
            this, await CreateTests(), messageBus, aggregator, cancellationTokenSource,
            TestCaseDisplayName, SkipReason, explicitOption, constructorArguments);

    /// <summary>xunit calls no method without one value per parameter; these stand for the ones that FsCheck will draw.</summary>
    private static object?[] UndrawnArguments(IXunitTestMethod testMethod) => new object?[testMethod.Parameters.Count];

    private sealed class CaseRunner : XunitTestCaseRunner
    {
        public static new readonly CaseRunner Instance = new();

        protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
            new TestRunner().Run(
                test, ctxt.MessageBus, ctxt.ConstructorArguments, ctxt.ExplicitOption, ctxt.Aggregator.Clone(),
                ctxt.CancellationTokenSource, ctxt.BeforeAfterTestAttributes);
    }

    private sealed class TestRunner : XunitTestRunner
    {
        protected override object? InvokeTestMethod(XunitTestRunnerContext ctxt, object? testClassInstance)
        {
            var settings = ctxt.Test.TestMethod.FactAttributes.OfType<PropertyAttribute>().Single();
            PropertyCheck.Run(settings, ctxt.TestMethod, testClassInstance);
            return null;
        }
    }
}
