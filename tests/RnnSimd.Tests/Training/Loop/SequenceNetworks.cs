using RnnSimd.Cells;

namespace RnnSimd.Tests.Training.Loop;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Gru>(4)]
internal sealed partial class Reader;

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double)]
[Layer<Elman>(3)]
internal sealed partial class OtherReader;

[RecurrentNetwork(Vocabulary = 6, Precision = Precision.Double)]
[Layer<Gru>(4)]
[Layer<Dense>(6)]
internal sealed partial class Writer;

[RecurrentNetwork(Vocabulary = 5, Precision = Precision.Double)]
[Layer<Dense>(6)]
internal sealed partial class SaysMoreThanItReads;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double)]
[Layer<Dense>(2)]
internal sealed partial class OfNumbers
{
    // The user's own, which says nothing about inputs.
    public int Vocabulary { get; set; } = OutputSize;
}

[RecurrentNetwork(InputSize = 7, Precision = Precision.Double)]
[Layer<Elman>(5)]
[Layer<Dense>(3)]
internal sealed partial class Head;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Gru>(3)]
internal sealed partial class Loop3;

[RecurrentNetwork(InputSize = 2)]
[Layer<Elman>(3)]
internal sealed partial class SingleReader;
