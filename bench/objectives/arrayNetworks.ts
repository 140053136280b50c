import { add, matmul, mul, type NDArray, sigmoid, square, sub, sum, tanh } from '@diffjs/runtime';

/** Σ (W₂ᵀ·tanh(W₁ᵀ·x + b₁) + b₂ − y)² over a batch, on functions of arrays.  x: [batch, nIn], W₁: [nIn, hidden], W₂: [hidden, nOut] */
/* @differentiable */
export function arrayPerceptron(
  W1: NDArray,
  b1: NDArray,
  W2: NDArray,
  b2: NDArray,
  x: NDArray,
  y: NDArray,
): number {
  const h = tanh(add(matmul(x, W1), b1));
  return sum(square(sub(add(matmul(h, W2), b2), y)));
}

/** How many functions of arrays each step of `arrayLstm` calls. */
export const LSTM_CALLS = 4 * 4 + 4 + 5;

/** The gates of an LSTM cell: an input, a recurrent matrix and a bias for each of four. */
export interface LstmGates {
  readonly input: readonly NDArray[];
  readonly recurrent: readonly NDArray[];
  readonly bias: readonly NDArray[];
}

/** Σ h over the last state of an LSTM cell (Hochreiter & Schmidhuber 1997) that is given the same input again and again. */
/* @differentiable */
export function arrayLstm(gates: LstmGates, x: NDArray, h0: NDArray, c0: NDArray, steps: number): number {
  const { input, recurrent, bias } = gates;
  let h = h0;
  let c = c0;
  for (let i = 0; i < steps; i++) {
    const forget = sigmoid(add(add(matmul(input[0]!, x), matmul(recurrent[0]!, h)), bias[0]!));
    const update = sigmoid(add(add(matmul(input[1]!, x), matmul(recurrent[1]!, h)), bias[1]!));
    const output = sigmoid(add(add(matmul(input[2]!, x), matmul(recurrent[2]!, h)), bias[2]!));
    const cell = tanh(add(add(matmul(input[3]!, x), matmul(recurrent[3]!, h)), bias[3]!));
    c = add(mul(forget, c), mul(update, cell));
    h = mul(output, tanh(c));
  }
  return sum(h);
}
