/** Layers of neural networks on typed arrays, in plain loops. */

/** Sum of squares of a dense layer's outputs; W is [n × n] by rows. */
/* @differentiable */
export function denseLayer(W: Float64Array, b: Float64Array, x: Float64Array): number {
  const n = b.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let s = b[i]!;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    const y = Math.tanh(s);
    total += y * y;
  }
  return total;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/**
 * Sum of squares of the last output of an LSTM cell, run over `steps` rows of x from a state of zeros.
 * W is [4·hidden × inputs], U [4·hidden × hidden], by rows; gates in the order input, forget, output, candidate.
 */
/* @differentiable */
export function lstm(
  W: Float64Array,
  U: Float64Array,
  b: Float64Array,
  x: Float64Array,
  steps: number,
): number {
  const hidden = b.length / 4;
  const inputs = x.length / steps;
  const h = new Float64Array(hidden);
  const c = new Float64Array(hidden);
  const gates = new Float64Array(4 * hidden);
  for (let t = 0; t < steps; t++) {
    for (let g = 0; g < 4 * hidden; g++) {
      let s = b[g]!;
      for (let j = 0; j < inputs; j++) s += W[g * inputs + j]! * x[t * inputs + j]!;
      for (let j = 0; j < hidden; j++) s += U[g * hidden + j]! * h[j]!;
      gates[g] = s;
    }
    for (let k = 0; k < hidden; k++) {
      const input = sigmoid(gates[k]!);
      const forget = sigmoid(gates[hidden + k]!);
      const output = sigmoid(gates[2 * hidden + k]!);
      const candidate = Math.tanh(gates[3 * hidden + k]!);
      c[k] = forget * c[k]! + input * candidate;
      h[k] = output * Math.tanh(c[k]!);
    }
  }
  let total = 0;
  for (let k = 0; k < hidden; k++) total += h[k]! * h[k]!;
  return total;
}

/** Mean cross-entropy of the softmax of rows of logits. */
/* @differentiable */
export function softmaxCrossEntropy(logits: Float64Array, labels: Int32Array): number {
  const rows = labels.length;
  const classes = logits.length / rows;
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    let greatest = -Infinity;
    for (let j = 0; j < classes; j++) greatest = Math.max(greatest, logits[i * classes + j]!);
    let total = 0;
    for (let j = 0; j < classes; j++) total += Math.exp(logits[i * classes + j]! - greatest);
    loss += Math.log(total) + greatest - logits[i * classes + labels[i]!]!;
  }
  return loss / rows;
}
