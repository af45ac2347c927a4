namespace RnnSimd.Equations;

/// <summary>
/// The base of every cell. A cell is a class marked <see cref="RecurrentCellAttribute"/> whose fields of type <see cref="Matrix"/>,
/// <see cref="Vector"/> and <see cref="Scalar"/> are its trainable parameters and whose <c>Step</c> method is one time step:
/// its first parameter is the input, the others are the states by name, and it returns the new state.
/// </summary>
/// <remarks>
/// If <c>Step</c> returns a tuple, the elements named like a state are that state's new value; the output is the element that is
/// named like no state, else the first. The functions that this class offers are, beside the operators of vectors, what
/// equations are made of. They can be called like any C#, and then compute in <see cref="double"/>.
/// </remarks>
/// <example>
/// <code>
/// [RecurrentCell]
/// public sealed class Elman : Cell
/// {
///     Matrix W, U;
///     Vector b;
///
///     public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
/// }
/// </code>
/// </example>
public abstract partial class Cell;
