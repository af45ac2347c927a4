using RnnSimd.Cells;

// Found by their namespace.
namespace RnnSimd.Tests.Networks.DropoutNetworks;

[RecurrentNetwork(InputSize = 3)]
[Layer<Dropout.DroppingElman>(5)]
public sealed partial class Single5;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Dropout.DroppingElman>(5)]
public sealed partial class Double5;

// As large as the sequences that training is tested on.
[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Dropout.DroppingElman>(13)]
public sealed partial class Double13;

[RecurrentNetwork(InputSize = 3)]
[Layer<Dropout.DroppingLstm>(17)]
[Layer<Dropout.Dropped>(17)]
[Layer<Dropout.DroppingElman>(16)]
[Layer<Dense>(2)]
public sealed partial class SingleStacked;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Dropout.DroppingLstm>(17)]
[Layer<Dropout.Dropped>(17)]
[Layer<Dropout.DroppingElman>(16)]
[Layer<Dense>(2)]
public sealed partial class DoubleStacked;

// Their weights stand in panels, stream in a single step, and are more than one layer's: one stream is run layer by layer.
[RecurrentNetwork(InputSize = 20)]
[Layer<Dropout.DroppingLstm>(64)]
[Layer<Dropout.DroppingLstm>(64)]
public sealed partial class SingleWide;

[RecurrentNetwork(InputSize = 20, Precision = Precision.Double)]
[Layer<Dropout.DroppingLstm>(48)]
[Layer<Dropout.DroppingLstm>(48)]
public sealed partial class DoubleWide;

[RecurrentNetwork(InputSize = 4)]
[Layer<Dropout.DropoutEverywhere>(7)]
[Layer<Dropout.DropoutEverywhere>(16)]
public sealed partial class SingleEverywhere;

[RecurrentNetwork(InputSize = 4, Precision = Precision.Double)]
[Layer<Dropout.DropoutEverywhere>(7)]
[Layer<Dropout.DropoutEverywhere>(16)]
public sealed partial class DoubleEverywhere;
