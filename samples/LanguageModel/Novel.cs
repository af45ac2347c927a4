using RnnSimd.Training;

namespace LanguageModel;

/// <summary>A text as tokens: the first nine tenths to learn from, the rest to be held against.</summary>
internal sealed class Novel
{
    private readonly float[] _tokens;
    private readonly int _split;

    public Novel(string path, int length)
    {
        var text = File.ReadAllText(path);
        _tokens = [.. text.Take(length).Select(character => (float)Alphabet.TokenOf(character))];
        _split = _tokens.Length / 10 * 9;
    }

    public ReadOnlyMemory<float> Training => _tokens.AsMemory(0, _split);

    public ReadOnlyMemory<float> Unseen => _tokens.AsMemory(_split);

    /// <summary>The text to learn from, cut into streams that are read side by side; the target of a token is the next one.</summary>
    public SequenceDataset<float> ToStreams(int streams)
    {
        var data = new SequenceDataset<float>(inputSize: 1, targetSize: 1);
        var length = (_split - 1) / streams;
        for (var start = 0; start + length < _split; start += length)
        {
            data.Add(Training.Slice(start, length), Training.Slice(start + 1, length));
        }

        return data;
    }
}
