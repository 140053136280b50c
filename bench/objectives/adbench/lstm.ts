/**
 * ADBench LSTM: the loss of a character model whose cells have diagonal weights.
 *
 * Reference: the objective `lstm` of microsoft/ADBench, which came to the three of the article (see gmm.ts) later.
 */

/**
 * Mean cross-entropy of the predictions of each character from the ones before it.
 *
 * @param main  per layer 4 gates' weights and 4 gates' biases: forget, ingate, outgate, change, [layers × 8 × b]
 * @param extra  weights of the input, weights and biases of the output, [3 × b]
 * @param state  hidden and cell states at the beginning, [layers × 2 × b]
 * @param sequence  characters as 0 and 1, [c × b] by rows
 */
/* @differentiable */
export function lstmLoss(
  main: Float64Array,
  extra: Float64Array,
  state: Float64Array,
  sequence: Float64Array,
): number {
  const b = extra.length / 3;
  const layers = state.length / (2 * b);
  const steps = sequence.length / b - 1;
  const states = Float64Array.from(state);
  const x = new Float64Array(b);
  let total = 0;
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < b; i++) x[i] = sequence[t * b + i]! * extra[i]!;
    for (let layer = 0; layer < layers; layer++) {
      const weights = 8 * b * layer;
      const biases = weights + 4 * b;
      const hiddens = 2 * b * layer;
      const cells = hiddens + b;
      for (let i = 0; i < b; i++) {
        const input = x[i]!;
        const hidden = states[hiddens + i]!;
        const forget = sigmoid(input * main[weights + i]! + main[biases + i]!);
        const ingate = sigmoid(hidden * main[weights + b + i]! + main[biases + b + i]!);
        const outgate = sigmoid(input * main[weights + 2 * b + i]! + main[biases + 2 * b + i]!);
        const change = Math.tanh(hidden * main[weights + 3 * b + i]! + main[biases + 3 * b + i]!);
        const cell = states[cells + i]! * forget + ingate * change;
        states[cells + i] = cell;
        const output = outgate * Math.tanh(cell);
        states[hiddens + i] = output;
        x[i] = output;
      }
    }
    let sum = 2;
    for (let i = 0; i < b; i++) {
      const y = x[i]! * extra[b + i]! + extra[2 * b + i]!;
      x[i] = y;
      sum += Math.exp(y);
    }
    const logSum = Math.log(sum);
    for (let i = 0; i < b; i++) total += sequence[(t + 1) * b + i]! * (x[i]! - logSum);
  }
  return -total / (steps * b);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
