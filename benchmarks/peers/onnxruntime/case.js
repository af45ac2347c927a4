// Cases as our program writes them (../README.md), and the comparison of results with what it wrote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tolerance = 1e-4;

export function readCases(folder) {
  return readFileSync(join(folder, 'cases.txt'), 'utf8').trim().split('\n').map(line => {
    const [name, kind, ...sizes] = line.split(' ');
    const [inputs, units, steps, batch] = sizes.map(Number);
    return { folder: join(folder, name), name, kind, inputs, units, steps, batch };
  });
}

export function readTensor(one, tensor) {
  const data = readFileSync(join(one.folder, `${tensor}.f32`));
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}

/** The largest difference, as a share of the largest magnitude that was expected; throws if it is more than rounding explains. */
export function difference(one, tensor, actual) {
  const expected = readTensor(one, tensor);
  if (actual.length !== expected.length) {
    throw new Error(`${one.name}: ${actual.length} ${tensor}, but ${expected.length} were expected`);
  }

  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const share = actual.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i])), 0) / scale;
  // Also false for NaN.
  if (!(share <= tolerance)) {
    throw new Error(`${one.name}: ${tensor} differ by ${share.toExponential(1)} of their largest magnitude`);
  }

  return share;
}
