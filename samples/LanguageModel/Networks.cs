using RnnSimd;
using RnnSimd.Cells;

namespace LanguageModel;

/// <summary>Reads a character at a time, and says of each how probable it is to be the next.</summary>
[RecurrentNetwork(Vocabulary = Alphabet.Size), Layer<Lstm>(192), Layer<Dense>(Alphabet.Size)]
internal sealed partial class CharacterModel;
