using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace RnnSimd.Tests.Testing;

public sealed class PropertyAttributeTests : IDisposable
{
    private int _cases;

    [Property(MaxTest = 17)]
    public void Draws_as_many_cases_as_asked(int anything, float[] more)
    {
        _cases++;
        Assert.NotNull(more);
    }

    [Property]
    public bool A_property_may_return_a_bool(int a, int b) => a + b == b + a;

    [Property]
    public Property A_property_may_have_a_condition(int a) => (a > 0).Implies(() => a * 2 > a);

    [Property]
    public async Task A_property_may_be_asynchronous(int a)
    {
        await Task.Yield();
        Assert.Equal(a, -(-a));
    }

    [Property(Arbitrary = [typeof(EvenNumbers)])]
    public void Draws_from_the_given_generators(int even) => Assert.Equal(0, even % 2);

    public void Dispose()
    {
        if (TestContext.Current.TestMethod?.MethodName == nameof(Draws_as_many_cases_as_asked))
        {
            Assert.Equal(17, _cases);
        }
    }

    [Fact]
    public async Task A_false_property_fails_with_its_smallest_counterexample_and_the_seed()
    {
        var failure = await RunToFailure(nameof(Properties.Below20));

        Assert.Equal(typeof(PropertyFailedException).FullName, failure.ExceptionTypes[0]);
        Assert.Matches(@"Shrunk:\s+20\s", failure.Messages[0]);
        Assert.Matches(@"\[Property\(Replay = ""\(\d+,\d+,\d+\)""\)\]", failure.Messages[0]);
    }

    [Fact]
    public async Task The_cause_of_a_failure_is_shown()
    {
        var failure = await RunToFailure(nameof(Properties.ThrowsAsynchronously));

        Assert.Equal(typeof(InvalidTimeZoneException).FullName, failure.ExceptionTypes[1]);
        Assert.Equal("no such zone", failure.Messages[1]);
    }

    [Fact]
    public async Task A_condition_that_is_never_met_fails()
    {
        var failure = await RunToFailure(nameof(Properties.NeverApplies));

        Assert.Contains("exhausted", failure.Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_can_skip_itself()
    {
        var messages = await Run(nameof(Properties.Skips));

        Assert.Equal("no data here", Assert.Single(messages.OfType<ITestSkipped>()).Reason);
        Assert.Empty(messages.OfType<ITestFailed>());
    }

    [Fact]
    public void Replay_starts_with_the_case_that_failed()
    {
        var properties = new Properties();
        var method = typeof(Properties).GetMethod(nameof(Properties.Remembers))!;
        string message = Assert.Throws<PropertyFailedException>(
            () => PropertyCheck.Run(new PropertyAttribute { MaxTest = 1000 }, method, properties)).Message;
        int failed = properties.Seen.First(number => number >= 20);
        string seed = message.Split('"')[1];
        properties.Seen.Clear();

        Assert.Throws<PropertyFailedException>(
            () => PropertyCheck.Run(new PropertyAttribute { Replay = seed }, method, properties));

        Assert.Equal(failed, properties.Seen[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("(1,two)")]
    [InlineData("(1,2,3,4)")]
    public void A_replay_that_is_no_seed_is_refused(string replay)
    {
        var method = typeof(Properties).GetMethod(nameof(Properties.Below20))!;

        var error = Assert.Throws<ArgumentException>(
            () => PropertyCheck.Run(new PropertyAttribute { Replay = replay }, method, new Properties()));

        Assert.Contains($"\"{replay}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("(seed,gamma,size)", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ITestFailed> RunToFailure(string property) =>
        Assert.Single((await Run(property)).OfType<ITestFailed>());

    /// <summary>Discovers and runs a method of <see cref="Properties"/> as xunit would, and returns what it reports.</summary>
    private static async Task<List<IMessageSinkMessage>> Run(string property)
    {
        var collection = (IXunitTestCollection)TestContext.Current.TestCollection!;
        var method = new XunitTestMethod(
            new XunitTestClass(typeof(Properties), collection), typeof(Properties).GetMethod(property)!, []);
        var attribute = method.Method.GetCustomAttribute<PropertyAttribute>()!;
        var cases = await new PropertyDiscoverer().Discover(TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration()), method, attribute);
        using var bus = new RecordingBus();

        await ((ISelfExecutingXunitTestCase)Assert.Single(cases)).Run(
            ExplicitOption.Off, bus, [], ExceptionAggregator.Create(), new CancellationTokenSource());

        return bus.Messages;
    }

    private static class EvenNumbers
    {
        public static Arbitrary<int> Numbers() => Gen.Choose(-1000, 1000).Select(half => 2 * half).ToArbitrary();
    }

    private static class LargeNumbers
    {
        public static Arbitrary<int> Numbers() => Arb.From(Gen.Choose(1000, 2000), ArbMap.Default.ArbFor<int>().Shrinker);
    }

    private sealed class RecordingBus : IMessageBus
    {
        public List<IMessageSinkMessage> Messages { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Messages.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }

#pragma warning disable xUnit1000 // These must fail; xunit finds no tests in a class that is not public.
    private sealed class Properties
#pragma warning restore xUnit1000
    {
        public List<int> Seen { get; } = [];

        [Property(Arbitrary = [typeof(LargeNumbers)])]
        public void Below20(int a) => Assert.True(a < 20);

        [Property]
        public async Task ThrowsAsynchronously(int a)
        {
            await Task.Yield();
            throw new InvalidTimeZoneException("no such zone");
        }

        [Property]
        public Property NeverApplies(int a) => false.Implies(() => a >= 0);

        [Property]
        public void Skips(int a) => Assert.Skip("no data here");

        [Property]
        public void Remembers(int a)
        {
            Seen.Add(a);
            Assert.True(a < 20);
        }
    }
}
