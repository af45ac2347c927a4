using System.Globalization;
using System.Runtime.InteropServices;
using RnnSimd;
using RnnSimd.Interop;
using Spectre.Console;
using Sunspots;

// Forecasts yearly sunspot numbers one year ahead, with two networks, and compares them with what needs no network.
//   --quick            a tenth of the training, to see that everything runs
//   --seed <number>    other initial parameters; 0 unless given
//   --output <folder>  where the chart and the models go; artifacts/sunspots unless given
var quick = args.Contains("--quick");
var seed = int.Parse(Option("--seed", "0"), CultureInfo.InvariantCulture);
var output = Option("--output", Path.Combine("artifacts", "sunspots"));
Directory.CreateDirectory(output);
Report.AdaptToOutput();

using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "data", "sunspots-yearly.csv"));
var sunspots = YearlySeries.Read(reader);
var training = sunspots.Between(sunspots.FirstYear, Period.Training.Last).ToArray();
var scale = ActivityScale.Of(training);

(string Name, Func<IRecurrentNetwork<float>> Create)[] kinds =
[
    ("Lstm", () => new LstmForecaster(seed)),
    ("Relaxation", () => new RelaxationForecaster(seed)),
];

// Train each network and keep it as a file; the scale goes with it.
Report.WithProgress([.. kinds.Select(kind => kind.Name)], Epochs(), (name, report) =>
{
    var network = kinds.Single(kind => kind.Name == name).Create();
    new TrainingLoop(network, scale, training).Run(Epochs(), report);
    Safetensors.Save(network, ModelPath(name), scale.ToMetadata());
});

// Everything from here on knows the networks from their files alone.
var networks = kinds.Select(kind => (kind.Name, Forecast: Load(kind).ForecastAll(sunspots))).ToArray();
var linear = Autoregression.Fit(sunspots, Period.Training);
var linearInRoots = Autoregression.Fit(sunspots.Select(Math.Sqrt), Period.Training);
Report.PrintErrors(
    sunspots,
    [
        ("Persistence (as last year)", sunspots.Shifted(years: 1)),
        ($"Linear autoregression of order {linear.Order}", linear.Forecast(sunspots)),
        ($"The same of square roots, order {linearInRoots.Order}", linearInRoots.Forecast(sunspots.Select(Math.Sqrt)).Select(root => root * root)),
        .. networks.Select(network => ($"RnnSimd, {network.Name}", network.Forecast)),
    ]);

var chartPath = Path.Combine(output, "forecast.svg");
File.WriteAllText(chartPath, Report.Chart(sunspots, networks));
AnsiConsole.WriteLine($"Chart and models are in {Path.GetFullPath(output)}.");

// A year at a time, as the numbers come in: the same bits as the whole sequence at once.
var same = true;
foreach (var (kind, network) in kinds.Zip(networks))
{
    var stream = Load(kind);
    double[] streamed = [.. sunspots.Between(sunspots.FirstYear, sunspots.LastYear).ToArray().Select(stream.Next)];
    var whole = network.Forecast.Between(network.Forecast.FirstYear, network.Forecast.LastYear);
    var equal = MemoryMarshal.AsBytes<double>(streamed).SequenceEqual(MemoryMarshal.AsBytes(whole));
    same &= equal;
    AnsiConsole.WriteLine(
        $"{kind.Name}, loaded and streamed: {streamed.Length} forecasts, {(equal ? "the same bits" : "OTHER BITS")}; "
        + FormattableString.Invariant($"{network.Forecast.LastYear} is forecast as {streamed[^1]:0.0}."));
}

return same ? 0 : 1;

string Option(string name, string otherwise) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault(otherwise);

int Epochs() => quick ? TrainingLoop.Epochs / 10 : TrainingLoop.Epochs;

string ModelPath(string name) => Path.Combine(output, $"{name}.safetensors");

Forecaster Load((string Name, Func<IRecurrentNetwork<float>> Create) kind)
{
    var network = kind.Create();
    var metadata = Safetensors.Load(network, ModelPath(kind.Name));
    return new Forecaster(network, ActivityScale.FromMetadata(metadata));
}
