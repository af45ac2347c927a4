namespace RnnSimd.Testing;

/// <summary>A property has a counterexample; the message holds the arguments and the seed, the inner exception what they caused.</summary>
public sealed class PropertyFailedException(string message, Exception? innerException) : Exception(message, innerException);
