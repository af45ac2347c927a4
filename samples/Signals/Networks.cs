using RnnSimd;
using RnnSimd.Cells;

namespace Signals;

/// <summary>Reads a signal from its start, and says at each step what it is made of: the network without the other direction.</summary>
[RecurrentNetwork(InputSize = 1), Layer<Gru>(32), Layer<Dense>(SignalData.Kinds)]
internal sealed partial class OneWay;

/// <summary>Half of the units read from the start, …</summary>
[RecurrentNetwork(InputSize = 1), Layer<Gru>(20)]
internal sealed partial class FromStart;

/// <summary>… half from the end, …</summary>
[RecurrentNetwork(InputSize = 1), Layer<Gru>(20)]
internal sealed partial class FromEnd;

/// <summary>… and this hears both.</summary>
[RecurrentNetwork(InputSize = 2 * 20), Layer<Dense>(SignalData.Kinds)]
internal sealed partial class Head;
