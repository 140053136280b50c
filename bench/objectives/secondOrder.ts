/** Objectives of one argument whose Hessians are asked for. */

/* @differentiable */
export function rosenbrock(x: Float64Array): number {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = 1 - x[i]!;
    const b = x[i + 1]! - x[i]! * x[i]!;
    s += a * a + 100 * b * b;
  }
  return s;
}

/* @differentiable */
export function sineChainOf(p: Float64Array): number {
  let x = p[0]!;
  const a = p[1]!;
  const b = p[2]!;
  let s = 0;
  for (let i = 0; i < 1000; i++) {
    x = Math.sin(x) * a + x * b;
    s += x * x;
  }
  return s;
}

/** A dense layer of [n × n] weights, for an input of n numbers behind them. */
/* @differentiable */
export function cubedLayer(Wx: Float64Array): number {
  const n = Math.floor(Math.sqrt(Wx.length));
  const first = n * n;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += Wx[i * n + j]! * Wx[first + j]!;
    const y = Math.tanh(s);
    total += y * y * y;
  }
  return total;
}

export interface Network {
  readonly W1: Float64Array;
  readonly b1: Float64Array;
  readonly W2: Float64Array;
  readonly b2: Float64Array;
}

const inputs = new Float64Array(32 * 4);
const targets = new Float64Array(32 * 2);
for (let i = 0; i < inputs.length; i++) inputs[i] = Math.sin(i);
for (let i = 0; i < targets.length; i++) targets[i] = Math.cos(3 * i);

/** Mean squared error of a network with one hidden layer on 32 rows of 4 numbers. */
/* @differentiable */
export function networkLoss({ W1, b1, W2, b2 }: Network): number {
  const hidden = b1.length;
  const h = new Float64Array(hidden);
  let loss = 0;
  for (let row = 0; row < 32; row++) {
    for (let i = 0; i < hidden; i++) {
      let s = b1[i]!;
      for (let j = 0; j < 4; j++) s += W1[i * 4 + j]! * inputs[row * 4 + j]!;
      h[i] = Math.tanh(s);
    }
    for (let k = 0; k < 2; k++) {
      let s = b2[k]!;
      for (let i = 0; i < hidden; i++) s += W2[k * hidden + i]! * h[i]!;
      const d = s - targets[row * 2 + k]!;
      loss += d * d;
    }
  }
  return loss / 32;
}
