using RnnSimd.Cells;

namespace RnnSimd.Benchmarks.Networks;

[RecurrentNetwork(InputSize = 1)]
[Layer<Elman>(8)]
internal sealed partial class Elman1To8;

[RecurrentNetwork(InputSize = 1)]
[Layer<Elman>(16)]
internal sealed partial class Elman1To16;

[RecurrentNetwork(InputSize = 1)]
[Layer<Elman>(20)]
internal sealed partial class Elman1To20;

[RecurrentNetwork(InputSize = 1)]
[Layer<Elman>(32)]
internal sealed partial class Elman1To32;

[RecurrentNetwork(InputSize = 1)]
[Layer<Elman>(40)]
internal sealed partial class Elman1To40;

[RecurrentNetwork(InputSize = 8)]
[Layer<Elman>(64)]
internal sealed partial class Elman8To64;

[RecurrentNetwork(InputSize = 16)]
[Layer<Elman>(128)]
internal sealed partial class Elman16To128;

[RecurrentNetwork(InputSize = 32)]
[Layer<Elman>(256)]
internal sealed partial class Elman32To256;
