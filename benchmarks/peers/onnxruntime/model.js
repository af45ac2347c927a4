// Writes the ONNX model of one LSTM layer. A model is a message of protocol buffers, of which this knows as much as it needs.

const floatType = 1;
const attributeInt = 2;
const attributeString = 3;

/**
 * @param {{inputs: number, units: number, steps: number, batch: number}} shape
 * @param {{inputMatrix: Float32Array, recurrentMatrix: Float32Array, bias: Float32Array}} weights gates in the order i, o, f, g
 * @returns {Buffer} A model with the inputs x, h and c and the outputs y, hNext and cNext.
 */
export function lstmModel({ inputs, units, steps, batch }, { inputMatrix, recurrentMatrix, bias }) {
  const rows = 4 * units;
  const state = [1, batch, units];
  const node = [
    ...['x', 'W', 'R', 'B', '', 'h', 'c'].map(name => text(1, name)),
    ...['y', 'hNext', 'cNext'].map(name => text(2, name)),
    text(4, 'LSTM'),
    message(5, text(1, 'hidden_size'), integer(3, units), integer(20, attributeInt)),
    message(5, text(1, 'direction'), text(4, 'forward'), integer(20, attributeString)),
  ];
  // ONNX adds up a bias of the input's product and one of the state's.
  const bothBiases = new Float32Array(2 * rows);
  bothBiases.set(bias);
  const graph = [
    message(1, ...node),
    text(2, 'lstm'),
    tensor(5, 'W', [1, rows, inputs], inputMatrix),
    tensor(5, 'R', [1, rows, units], recurrentMatrix),
    tensor(5, 'B', [1, 2 * rows], bothBiases),
    value(11, 'x', [steps, batch, inputs]), value(11, 'h', state), value(11, 'c', state),
    value(12, 'y', [steps, 1, batch, units]), value(12, 'hNext', state), value(12, 'cNext', state),
  ];
  const [formatVersion, operatorSet] = [8, 14];
  return Buffer.concat([integer(1, formatVersion), message(7, ...graph), message(8, integer(2, operatorSet))]);
}

function tensor(field, name, dimensions, values) {
  const data = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return message(field, ...dimensions.map(size => integer(1, size)), integer(2, floatType), text(8, name), bytes(9, data));
}

function value(field, name, dimensions) {
  const shape = message(2, ...dimensions.map(size => message(1, integer(1, size))));
  return message(field, text(1, name), message(2, message(1, integer(1, floatType), shape)));
}

const message = (field, ...fields) => bytes(field, Buffer.concat(fields));

const text = (field, string) => bytes(field, Buffer.from(string));

const bytes = (field, content) => Buffer.concat([varint(field << 3 | 2), varint(content.length), content]);

const integer = (field, number) => Buffer.concat([varint(field << 3), varint(number)]);

function varint(number) {
  const groups = [];
  for (; number > 127; number = Math.floor(number / 128)) {
    groups.push(number % 128 | 128);
  }

  return Buffer.from([...groups, number]);
}
