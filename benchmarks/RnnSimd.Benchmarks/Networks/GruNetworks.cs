using RnnSimd.Cells;

namespace RnnSimd.Benchmarks.Networks;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(8)]
internal sealed partial class Gru1To8;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(16)]
internal sealed partial class Gru1To16;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(20)]
internal sealed partial class Gru1To20;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(32)]
internal sealed partial class Gru1To32;

[RecurrentNetwork(InputSize = 1)]
[Layer<Gru>(40)]
internal sealed partial class Gru1To40;

[RecurrentNetwork(InputSize = 8)]
[Layer<Gru>(64)]
internal sealed partial class Gru8To64;

[RecurrentNetwork(InputSize = 16)]
[Layer<Gru>(128)]
internal sealed partial class Gru16To128;

[RecurrentNetwork(InputSize = 32)]
[Layer<Gru>(256)]
internal sealed partial class Gru32To256;
