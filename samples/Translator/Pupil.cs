using RnnSimd;
using RnnSimd.Training;

namespace Translator;

/// <summary>An encoder and a decoder that learn one kind of exercise.</summary>
internal sealed class Pupil(string name, int seed)
{
    private const int LongestAnswer = 16;

    private readonly Encoder _encoder = new(seed);
    private readonly Decoder _decoder = new(seed + 1);

    public string Name => name;

    public EncoderDecoder<float> ToObjective() => new(_encoder, _decoder, new CrossEntropy<float>(), Symbols.Start);

    /// <summary>Answers a question: the most probable symbol at each step.</summary>
    public string Answer(string question)
    {
        var state = new float[Encoder.StateSize];
        var inputs = Symbols.Encode(question);
        _encoder.Run(inputs, state, new float[inputs.Length * Encoder.OutputSize]);
        var tokens = new int[LongestAnswer];
        _decoder.Generate(Symbols.Start, state, tokens, new TokenSampler { Temperature = 0 });
        return Symbols.Decode(tokens);
    }

    /// <summary>The share of exercises whose answer is right to the last symbol.</summary>
    public double ShareOfRight(IReadOnlyCollection<Exercise> exercises) =>
        (double)exercises.Count(exercise => Answer(exercise.Question) == exercise.Answer) / exercises.Count;
}
