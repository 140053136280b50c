import type { Activation } from '../activations.js';
import { fluxError } from '../errors/fluxError.js';
import type { Vector } from './Layer.js';

/**
 * y = σ(W x + b) for one sample or for each row of a batch.
 *
 * @shape W: [nOut · nIn] row-major;  b: [nOut];  x: [nIn] or [batch][nIn] → [nOut] or [batch][nOut]
 * @throws DIFF6002 if a sample does not have nIn numbers
 */
/* @differentiable */
export function denseForward(
  W: Float64Array,
  b: Float64Array,
  x: Vector | readonly Vector[],
  activation: Activation,
  nIn: number,
  nOut: number,
): Float64Array | Float64Array[] {
  if (isBatch(x)) {
    const rows: Float64Array[] = [];
    for (let r = 0; r < x.length; r++) rows[r] = denseRow(W, b, x[r], activation, nIn, nOut);
    return rows;
  }
  return denseRow(W, b, x, activation, nIn, nOut);
}

/* @differentiable */
function denseRow(
  W: Float64Array,
  b: Float64Array,
  x: Vector,
  activation: Activation,
  nIn: number,
  nOut: number,
): Float64Array {
  if (x.length !== nIn) rejectInput(x.length, nIn, nOut);
  const y = new Float64Array(nOut);
  for (let i = 0; i < nOut; i++) {
    let s = b[i];
    for (let j = 0; j < nIn; j++) s += W[i * nIn + j] * x[j];
    y[i] = activation(s);
  }
  return y;
}

/* @nondifferentiable */
function isBatch(x: Vector | readonly Vector[]): x is readonly Vector[] {
  return Array.isArray(x) && typeof x[0] === 'object';
}

/* @nondifferentiable */
function rejectInput(length: number, nIn: number, nOut: number): never {
  throw fluxError(
    'DIFF6002',
    `Dense(${nIn}, ${nOut}) was given ${length === 0 ? 'an empty sample' : `a sample of ${length} numbers`}, and takes ${nIn}. ` +
      'A batch is an array of samples.',
  );
}
