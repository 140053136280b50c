/** Adjoints of the layers as a person writes them. */

const tape = new Float64Array(1 << 16);
const scratch = new Float64Array(1 << 12);

export function denseLayerAdjoint(
  W: Float64Array,
  b: Float64Array,
  x: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const n = b.length;
  const dW = new Float64Array(n * n);
  const db = new Float64Array(n);
  const dx = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let s = b[i]!;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    tape[i] = Math.tanh(s);
  }
  for (let i = n - 1; i >= 0; i--) {
    const y = tape[i]!;
    const ds = 2 * y * (1 - y * y);
    db[i] = db[i]! + ds;
    for (let j = 0; j < n; j++) {
      dW[i * n + j] = dW[i * n + j]! + ds * x[j]!;
      dx[j] = dx[j]! + ds * W[i * n + j]!;
    }
  }
  return [dW, db, dx];
}

/** Six values a unit and step are kept, and the outputs; the rest of the reverse sweep reads weights and inputs where they stand. */
export function lstmAdjoint(
  W: Float64Array,
  U: Float64Array,
  b: Float64Array,
  x: Float64Array,
  steps: number,
): [Float64Array, Float64Array, Float64Array, Float64Array] {
  const hidden = b.length / 4;
  const inputs = x.length / steps;
  const kept = 7 * hidden; // of a step: the four gates, c before, tanh of c after, h before
  let p = 0;
  tape.fill(0, 4 * hidden, 5 * hidden);
  tape.fill(0, 6 * hidden, 7 * hidden);
  for (let t = 0; t < steps; t++, p += kept) {
    const hAt = p + 6 * hidden;
    for (let g = 0; g < 4 * hidden; g++) {
      let s = b[g]!;
      for (let j = 0; j < inputs; j++) s += W[g * inputs + j]! * x[t * inputs + j]!;
      for (let j = 0; j < hidden; j++) s += U[g * hidden + j]! * tape[hAt + j]!;
      tape[p + g] = s;
    }
    for (let k = 0; k < hidden; k++) {
      const input = 1 / (1 + Math.exp(-tape[p + k]!));
      const forget = 1 / (1 + Math.exp(-tape[p + hidden + k]!));
      const output = 1 / (1 + Math.exp(-tape[p + 2 * hidden + k]!));
      const candidate = Math.tanh(tape[p + 3 * hidden + k]!);
      const c = forget * tape[p + 4 * hidden + k]! + input * candidate;
      const squashed = Math.tanh(c);
      tape[p + k] = input;
      tape[p + hidden + k] = forget;
      tape[p + 2 * hidden + k] = output;
      tape[p + 3 * hidden + k] = candidate;
      tape[p + 5 * hidden + k] = squashed;
      tape[p + kept + 4 * hidden + k] = c;
      tape[p + kept + 6 * hidden + k] = output * squashed;
    }
  }
  const dW = new Float64Array(W.length);
  const dU = new Float64Array(U.length);
  const db = new Float64Array(b.length);
  const dx = new Float64Array(x.length);
  const dh = scratch.subarray(0, hidden);
  const dc = scratch.subarray(hidden, 2 * hidden);
  const dGates = scratch.subarray(2 * hidden, 6 * hidden);
  for (let k = 0; k < hidden; k++) {
    dh[k] = 2 * tape[p + 6 * hidden + k]!;
    dc[k] = 0;
  }
  for (let t = steps - 1; t >= 0; t--) {
    p -= kept;
    const hAt = p + 6 * hidden;
    for (let k = 0; k < hidden; k++) {
      const input = tape[p + k]!;
      const forget = tape[p + hidden + k]!;
      const output = tape[p + 2 * hidden + k]!;
      const candidate = tape[p + 3 * hidden + k]!;
      const squashed = tape[p + 5 * hidden + k]!;
      const d = dh[k]!;
      const dOutput = d * squashed;
      const dCell = dc[k]! + d * output * (1 - squashed * squashed);
      dGates[k] = dCell * candidate * input * (1 - input);
      dGates[hidden + k] = dCell * tape[p + 4 * hidden + k]! * forget * (1 - forget);
      dGates[2 * hidden + k] = dOutput * output * (1 - output);
      dGates[3 * hidden + k] = dCell * input * (1 - candidate * candidate);
      dc[k] = dCell * forget;
      dh[k] = 0;
    }
    for (let g = 0; g < 4 * hidden; g++) {
      const d = dGates[g]!;
      db[g] = db[g]! + d;
      for (let j = 0; j < inputs; j++) {
        dW[g * inputs + j] = dW[g * inputs + j]! + d * x[t * inputs + j]!;
        dx[t * inputs + j] = dx[t * inputs + j]! + d * W[g * inputs + j]!;
      }
      for (let j = 0; j < hidden; j++) {
        dU[g * hidden + j] = dU[g * hidden + j]! + d * tape[hAt + j]!;
        dh[j] = dh[j]! + d * U[g * hidden + j]!;
      }
    }
  }
  return [dW, dU, db, dx];
}

/** The exponentials are kept where the result goes; what flows through the greatest cancels. */
export function softmaxCrossEntropyAdjoint(logits: Float64Array, labels: Int32Array): [Float64Array] {
  const rows = labels.length;
  const classes = logits.length / rows;
  const dLogits = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) {
    const row = i * classes;
    let greatest = logits[row]!;
    for (let j = 1; j < classes; j++) if (logits[row + j]! > greatest) greatest = logits[row + j]!;
    let total = 0;
    for (let j = 0; j < classes; j++) {
      const e = Math.exp(logits[row + j]! - greatest);
      dLogits[row + j] = e;
      total += e;
    }
    const share = 1 / (total * rows);
    for (let j = 0; j < classes; j++) dLogits[row + j] = dLogits[row + j]! * share;
    dLogits[row + labels[i]!] = dLogits[row + labels[i]!]! - 1 / rows;
  }
  return [dLogits];
}
