using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Interop;

/// <summary>Files hold parameters, so that is all their tests need of a network.</summary>
internal sealed class ParametersOnly<T>(int parameterCount, params ParameterInfo[] infos) : DescribedNetwork<T>(1, 1, 1, parameterCount, infos)
    where T : unmanaged;
