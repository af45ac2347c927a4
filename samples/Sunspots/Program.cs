using System.Runtime.InteropServices;
using RnnSimd;
using RnnSimd.Interop;
using Spectre.Console;
using Sunspots;

// Forecasts yearly sunspot numbers one year ahead, with two networks, and compares them with what needs no network.
return Sample.Run("sunspots", args, sample =>
{
    using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "data", "sunspots-yearly.csv"));
    var sunspots = YearlySeries.Read(reader);
    var training = sunspots.Between(sunspots.FirstYear, Period.Training.Last).ToArray();
    var scale = ActivityScale.Of(training);
    var epochs = sample.Quick ? TrainingLoop.Epochs / 10 : TrainingLoop.Epochs;

    (string Name, Func<IRecurrentNetwork<float>> Create)[] kinds =
    [
        ("Lstm", () => new LstmForecaster(sample.Seed)),
        ("Relaxation", () => new RelaxationForecaster(sample.Seed)),
    ];

    // Train each network and keep it as a file; the scale goes with it.
    LiveProgress.Show([.. kinds.Select(kind => new Work(kind.Name, epochs, report =>
    {
        var network = kind.Create();
        new TrainingLoop(network, scale, training).Run(epochs, loss => report($"training loss {loss:0.000}"));
        Safetensors.Save(network, ModelPath(kind.Name), scale.ToMetadata());
    }))]);

    // Everything from here on knows the networks from their files alone.
    var networks = kinds.Select(kind => (kind.Name, Forecast: Load(kind).ForecastAll(sunspots))).ToArray();
    var linear = Autoregression.Fit(sunspots, Period.Training);
    var linearInRoots = Autoregression.Fit(sunspots.Select(Math.Sqrt), Period.Training);
    AnsiConsole.Write(Report.Errors(
        sunspots,
        [
            ("Persistence (as last year)", sunspots.Shifted(years: 1)),
            ($"Linear autoregression of order {linear.Order}", linear.Forecast(sunspots)),
            ($"The same of square roots, order {linearInRoots.Order}", linearInRoots.Forecast(sunspots.Select(Math.Sqrt)).Select(root => root * root)),
            .. networks.Select(network => ($"RnnSimd, {network.Name}", network.Forecast)),
        ]));
    sample.Save("forecast.svg", Report.Chart(sunspots, networks));

    // A year at a time, as the numbers come in.
    foreach (var (kind, (name, forecast)) in kinds.Zip(networks))
    {
        var stream = Load(kind);
        double[] streamed = [.. sunspots.Between(sunspots.FirstYear, sunspots.LastYear).ToArray().Select(stream.Next)];
        var whole = forecast.Between(forecast.FirstYear, forecast.LastYear);
        sample.Check(
            MemoryMarshal.AsBytes<double>(streamed).SequenceEqual(MemoryMarshal.AsBytes(whole)),
            $"{name}, loaded and streamed, gives the same bits in all {streamed.Length} forecasts; {forecast.LastYear} is forecast as {streamed[^1]:0.0}.");
    }

    string ModelPath(string name) => sample.PathOf($"{name}.safetensors");

    Forecaster Load((string Name, Func<IRecurrentNetwork<float>> Create) kind)
    {
        var network = kind.Create();
        var metadata = Safetensors.Load(network, ModelPath(kind.Name));
        return new Forecaster(network, ActivityScale.FromMetadata(metadata));
    }
});
