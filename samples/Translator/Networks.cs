using RnnSimd;
using RnnSimd.Cells;

namespace Translator;

/// <summary>Reads a string of symbols; what it has understood is its state.</summary>
[RecurrentNetwork(Vocabulary = Symbols.Count), Layer<Lstm>(128)]
internal sealed partial class Encoder;

/// <summary>Goes on from that state, and says the answer, symbol by symbol.</summary>
[RecurrentNetwork(Vocabulary = Symbols.Count), Layer<Lstm>(128), Layer<Dense>(Symbols.Count)]
internal sealed partial class Decoder;
