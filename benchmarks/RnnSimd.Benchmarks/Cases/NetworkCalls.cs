namespace RnnSimd.Benchmarks.Cases;

/// <summary>Calls of a network on data of its own.</summary>
internal static class NetworkCalls
{
    /// <summary>A step of a stream.</summary>
    public delegate void StepOperation(ReadOnlySpan<float> input, Span<float> state, Span<float> output);

    /// <summary>Makes the data of a case, and what calls as often as it is told.</summary>
    public static Action<int> Prepare(NetworkCase what)
    {
        var (network, batch) = (what.Network, what.Batch);
        var rows = what.Steps * batch;
        var (inputs, state) = (what.Inputs(rows), Data.Random(batch * network.StateSize));
        var outputs = new float[rows * network.OutputSize];
        if (what.Call == NetworkCall.Step)
        {
            return Steps(network.Step, inputs, state, outputs, what.Steps);
        }

        if (what.Call == NetworkCall.Run)
        {
            return Repeat(() => network.Run(inputs, state, outputs, batch));
        }

        var (tape, outputGradients) = (new Tape<float> { Threads = what.Threads, Checkpointing = what.Checkpointing }, Data.Random(outputs.Length));
        var (stateGradients, parameterGradients) = (new float[state.Length], new float[network.ParameterCount]);
        Forward();
        return what.Call switch
        {
            NetworkCall.Forward => Repeat(Forward),
            NetworkCall.Backward => Repeat(Backward),
            _ => Repeat(() =>
            {
                Forward();
                Backward();
            }),
        };

        void Forward() => network.Forward(inputs, state, outputs, batch, tape);

        void Backward() => network.Backward(tape, outputGradients, stateGradients, parameterGradients, []);
    }

    /// <summary>Calls a step as often as there are steps, and that as often as it is told.</summary>
    /// <param name="step">A delegate: it is bound to the network's own method, so that no table pays for the dispatch of an interface.</param>
    /// <param name="inputs">The inputs of all steps.</param>
    /// <param name="state">The state.</param>
    /// <param name="outputs">The outputs of all steps.</param>
    /// <param name="steps">The number of steps.</param>
    public static Action<int> Steps(StepOperation step, float[] inputs, float[] state, float[] outputs, int steps)
    {
        if (steps == 1)
        {
            return calls =>
            {
                for (var call = 0; call < calls; call++)
                {
                    step(inputs, state, outputs);
                }
            };
        }

        var (inputSize, outputSize) = (inputs.Length / steps, outputs.Length / steps);
        return Repeat(() =>
        {
            for (var t = 0; t < steps; t++)
            {
                step(inputs.AsSpan(t * inputSize, inputSize), state, outputs.AsSpan(t * outputSize, outputSize));
            }
        });
    }

    /// <summary>Calls as often as it is told.</summary>
    public static Action<int> Repeat(Action run) => calls =>
    {
        for (var call = 0; call < calls; call++)
        {
            run();
        }
    };
}
