namespace RnnSimd.Generators.Ir;

/// <summary>The operations of a graph. <see cref="Operations"/> says of each what it is and what it computes.</summary>
internal enum Op
{
    // Leaves: what a step is given. A Token is an input of which only the number of its one element that is 1 is given; all others are 0.
    Input,
    Token,
    State,
    Parameter,
    Constant,
    Mask,
    OutputGradient,
    StateGradient,

    // Products of a matrix parameter and a vector. The Add… forms accumulate onto their last argument.
    Product,
    AddProduct,
    TransposedProduct,
    AddTransposedProduct,

    // Elementwise.
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    MultiplyAdd,
    MultiplySubtract,
    NegatedMultiplyAdd,
    Min,
    Max,
    Sigmoid,
    Tanh,
    Relu,
    LeakyRelu,
    Elu,
    Softplus,
    Silu,
    Exp,
    Log,
    Sqrt,
    Abs,
    Square,
    Sin,
    Cos,
    HardSigmoid,
    HardTanh,
    Sign,
    Broadcast,
    Masked,

    // Reductions of a vector to a scalar.
    Sum,
    Mean,
    Dot,
    Largest,

    // Whole-vector functions, which Lower expresses in the operations above.
    Softmax,
    LayerNorm,
    Dropout,
}
