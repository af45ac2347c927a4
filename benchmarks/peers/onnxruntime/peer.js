// ONNX Runtime: reads the cases in a folder, holds each result against ours, then times it. One line of JSON for each case.
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { difference, readCases, readTensor } from './case.js';
import { lstmModel } from './model.js';
import { timeOf } from './timing.js';

const oneThread = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' };

// From i, f, g, o to the order of ONNX.
function reorderGates(values) {
  const size = values.length / 4;
  const reordered = new Float32Array(values.length);
  [0, 3, 1, 2].forEach((gate, place) => reordered.set(values.subarray(gate * size, (gate + 1) * size), place * size));
  return reordered;
}

/** One step, the state carried from call to call, or a whole sequence from zero. */
async function prepare(one) {
  const steps = one.kind === 'step' ? 1 : one.steps;
  const model = lstmModel({ ...one, steps }, {
    inputMatrix: reorderGates(readTensor(one, 'input-matrix')),
    recurrentMatrix: reorderGates(readTensor(one, 'recurrent-matrix')),
    bias: reorderGates(readTensor(one, 'bias')),
  });
  const session = await InferenceSession.create(model, oneThread);
  const inputs = readTensor(one, 'inputs');
  const size = inputs.length * steps / one.steps;
  const zeros = () => new Tensor('float32', new Float32Array(one.batch * one.units), [1, one.batch, one.units]);
  const feeds = { h: zeros(), c: zeros() };
  const outputs = new Float32Array(one.steps * one.batch * one.units);
  for (let start = 0; start < inputs.length; start += size) {
    feeds.x = new Tensor('float32', inputs.subarray(start, start + size), [steps, one.batch, one.inputs]);
    outputs.set((await run()).y.data, start / one.inputs * one.units);
  }

  return { run, difference: difference(one, 'outputs', outputs) };

  async function run() {
    const results = await session.run(feeds);
    if (one.kind === 'step') {
      feeds.h = results.hNext;
      feeds.c = results.cNext;
    }

    return results;
  }
}

for (const one of readCases(process.argv[2])) {
  if (one.kind !== 'train') {
    const { run, difference } = await prepare(one);
    const { minimum, median } = await timeOf(run);
    console.log(JSON.stringify({
      peer: 'ONNX Runtime', version: env.versions.node, threads: oneThread.intraOpNumThreads, case: one.name, minimum, median, difference,
      notes: `Node.js ${process.versions.node}`,
    }));
  }
}
