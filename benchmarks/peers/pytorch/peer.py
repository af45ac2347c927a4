"""PyTorch: reads the cases in a folder, holds each result against ours, then times it. One line of JSON for each case."""

import array
import ctypes
import json
import pathlib
import sys
import time

import torch

TOLERANCE = 1e-4


class Case:
    """A case as our program writes it (../README.md)."""

    def __init__(self, folder, line):
        self.name, self.kind, *sizes = line.split()
        self.inputs, self.units, self.steps, self.batch = map(int, sizes)
        self._folder = folder / self.name

    def read(self, tensor, *shape):
        values = array.array("f", (self._folder / f"{tensor}.f32").read_bytes())
        return torch.tensor(values).reshape(shape)

    def difference(self, tensor, actual):
        """The largest difference, as a share of the largest magnitude that was expected; fails if it is more than rounding explains."""
        expected = self.read(tensor, *actual.shape)
        share = ((actual - expected).abs().max() / expected.abs().max()).item()
        if not share <= TOLERANCE:  # Also false for NaN.
            sys.exit(f"{self.name}: {tensor} differ by {share:.1e} of their largest magnitude")
        return share


def set_weights(layer, case, suffix=""):
    """The gates are in our order; of the two biases that PyTorch adds up, one is zero."""
    rows = 4 * case.units
    with torch.no_grad():
        getattr(layer, "weight_ih" + suffix).copy_(case.read("input-matrix", rows, case.inputs))
        getattr(layer, "weight_hh" + suffix).copy_(case.read("recurrent-matrix", rows, case.units))
        getattr(layer, "bias_ih" + suffix).copy_(case.read("bias", rows))
        getattr(layer, "bias_hh" + suffix).zero_()
    return layer


def step(case):
    """One step, the state carried from call to call."""
    cell = set_weights(torch.nn.LSTMCell(case.inputs, case.units), case)
    state = None
    outputs = []
    for x in case.read("inputs", case.steps, 1, case.inputs):
        state = cell(x, state)
        outputs.append(state[0])

    def call():
        nonlocal state
        state = cell(x, state)

    return call, case.difference("outputs", torch.stack(outputs))


def run(case):
    """Whole sequences, forwards."""
    layer = set_weights(torch.nn.LSTM(case.inputs, case.units), case, "_l0")
    inputs = case.read("inputs", case.steps, case.batch, case.inputs)
    return lambda: layer(inputs), case.difference("outputs", layer(inputs)[0])


def train(case):
    """Whole sequences, forwards and backwards; gradients of weights add up, as ours do, and nobody wants those of the inputs."""
    layer = set_weights(torch.nn.LSTM(case.inputs, case.units), case, "_l0")
    inputs = case.read("inputs", case.steps, case.batch, case.inputs)
    output_gradients = case.read("output-gradients", case.steps, case.batch, case.units)

    def call():
        outputs, _ = layer(inputs)
        outputs.backward(output_gradients)
        return outputs

    return call, max(
        case.difference("outputs", call().detach()),
        case.difference("input-matrix-gradients", layer.weight_ih_l0.grad),
        case.difference("recurrent-matrix-gradients", layer.weight_hh_l0.grad),
        case.difference("bias-gradients", layer.bias_ih_l0.grad))


def time_of(call):
    """The minimum and the median time of one call in nanoseconds, as our own program measures them: samples of at least 100 microseconds, up to
    201 of them in a second."""

    def nanoseconds(calls):
        start = time.perf_counter_ns()
        for _ in range(calls):
            call()
        return time.perf_counter_ns() - start

    start = time.perf_counter_ns()
    while time.perf_counter_ns() - start < 5e8:
        call()

    calls = 1
    while nanoseconds(calls) < 1e5:
        calls *= 2

    times, start = [], time.perf_counter_ns()
    while len(times) < 201 and time.perf_counter_ns() - start < 1e9:
        times.append(nanoseconds(calls) / calls)
    times.sort()
    return times[0], times[len(times) // 2]


def blas():
    """What PyTorch multiplies matrices with: with Debian's reference BLAS, which has the same file name, its times would mean nothing."""
    try:
        config = ctypes.CDLL("libblas.so.3").openblas_get_config
    except AttributeError:
        sys.exit("PyTorch does not run on OpenBLAS: see ../install")
    config.restype = ctypes.c_char_p
    name, version, *_, core, _ = config().decode().split()
    return f"{name} {version} for {core}"


def main(folder):
    torch.set_num_threads(1)
    notes = blas()
    for line in (folder / "cases.txt").read_text().splitlines():
        case = Case(folder, line)
        with torch.inference_mode(case.kind != "train"):
            call, difference = {"step": step, "run": run, "train": train}[case.kind](case)
            minimum, median = time_of(call)
        print(json.dumps({
            "peer": "PyTorch", "version": torch.__version__, "threads": torch.get_num_threads(), "case": case.name,
            "minimum": minimum, "median": median, "difference": difference, "notes": notes}), flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
