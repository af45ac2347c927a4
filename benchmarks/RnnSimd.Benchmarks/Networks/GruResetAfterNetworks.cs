using RnnSimd.Cells;

namespace RnnSimd.Benchmarks.Networks;

[RecurrentNetwork(InputSize = 1)]
[Layer<GruResetAfter>(8)]
internal sealed partial class GruResetAfter1To8;

[RecurrentNetwork(InputSize = 1)]
[Layer<GruResetAfter>(16)]
internal sealed partial class GruResetAfter1To16;

[RecurrentNetwork(InputSize = 1)]
[Layer<GruResetAfter>(20)]
internal sealed partial class GruResetAfter1To20;

[RecurrentNetwork(InputSize = 1)]
[Layer<GruResetAfter>(32)]
internal sealed partial class GruResetAfter1To32;

[RecurrentNetwork(InputSize = 1)]
[Layer<GruResetAfter>(40)]
internal sealed partial class GruResetAfter1To40;

[RecurrentNetwork(InputSize = 8)]
[Layer<GruResetAfter>(64)]
internal sealed partial class GruResetAfter8To64;

[RecurrentNetwork(InputSize = 16)]
[Layer<GruResetAfter>(128)]
internal sealed partial class GruResetAfter16To128;

[RecurrentNetwork(InputSize = 32)]
[Layer<GruResetAfter>(256)]
internal sealed partial class GruResetAfter32To256;
