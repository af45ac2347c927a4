using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnSimd.Generators.Parse;

/// <summary>Arithmetic on numbers that are known at compile time, with the results that C# would compute at run time.</summary>
internal static class ConstantArithmetic
{
    /// <summary>The result of an operator of C# on two numbers, or null if there is none.</summary>
    public static double? Evaluate(BinaryOperatorKind kind, double left, double right, ITypeSymbol? type)
    {
        double? result = kind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide => left / right,
            BinaryOperatorKind.Remainder => left % right,
            _ => null,
        };

        // Conversion is what makes integer arithmetic of it: a quotient loses its fraction, and one by zero has no integer.
        return result is { } number ? Convert(number, type) : null;
    }

    /// <summary>The number converted to a numeric type, or null if the type cannot hold it or is none that equations know.</summary>
    public static double? Convert(double number, ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Double => number,
        SpecialType.System_Single => (float)number,
        SpecialType.System_Int32 => Integer(number, int.MinValue, int.MaxValue),

        // Up to here every integer is a double.
        SpecialType.System_Int64 => Integer(number, -(1L << 53), 1L << 53),
        _ => null,
    };

    /// <summary>The value of a function of <see cref="Math"/>, or null if it is none of those that constants are usually made with.</summary>
    public static double? Evaluate(string function, double[] args) => (function, args) switch
    {
        (nameof(Math.Abs), [var a]) => Math.Abs(a),
        (nameof(Math.Sqrt), [var a]) => Math.Sqrt(a),
        (nameof(Math.Exp), [var a]) => Math.Exp(a),
        (nameof(Math.Log), [var a]) => Math.Log(a),
        (nameof(Math.Sin), [var a]) => Math.Sin(a),
        (nameof(Math.Cos), [var a]) => Math.Cos(a),
        (nameof(Math.Tanh), [var a]) => Math.Tanh(a),
        (nameof(Math.Pow), [var a, var b]) => Math.Pow(a, b),
        (nameof(Math.Min), [var a, var b]) => Math.Min(a, b),
        (nameof(Math.Max), [var a, var b]) => Math.Max(a, b),
        _ => null,
    };

    private static double? Integer(double number, long smallest, long largest)
    {
        var whole = Math.Truncate(number);
        return whole >= smallest && whole <= largest ? whole : null;
    }
}
