using RnnSimd.Cells;

namespace RnnSimd.Benchmarks.Networks;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(8)]
internal sealed partial class Lstm1To8;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(16)]
internal sealed partial class Lstm1To16;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(20)]
internal sealed partial class Lstm1To20;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(32)]
internal sealed partial class Lstm1To32;

[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(40)]
internal sealed partial class Lstm1To40;

[RecurrentNetwork(InputSize = 8)]
[Layer<Lstm>(64)]
internal sealed partial class Lstm8To64;

[RecurrentNetwork(InputSize = 16)]
[Layer<Lstm>(128)]
internal sealed partial class Lstm16To128;

[RecurrentNetwork(InputSize = 32)]
[Layer<Lstm>(256)]
internal sealed partial class Lstm32To256;

[RecurrentNetwork(InputSize = 32)]
[Layer<Lstm>(128)]
internal sealed partial class Lstm32To128;

[RecurrentNetwork(InputSize = 64)]
[Layer<Lstm>(256)]
internal sealed partial class Lstm64To256;

[RecurrentNetwork(InputSize = 8)]
[Layer<Lstm>(64)]
[Layer<Lstm>(64)]
internal sealed partial class Lstm8To64To64;
