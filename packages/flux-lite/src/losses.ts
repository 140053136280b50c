import { fluxError } from './errors/fluxError.js';
import type { Vector } from './layers/Layer.js';

/** One sample's numbers, or a batch of rows. */
type Samples = Vector | readonly Vector[];

/**
 * Mean squared error, Σ (ŷ − y)² / n over all n numbers.
 *
 * @shape prediction, target: [n] or [batch][n], alike
 * @throws DIFF6005 if their shapes differ
 */
/* @differentiable */
export function mse(prediction: Samples, target: Samples): number {
  return meanOver(squaredError, prediction, target);
}

/** Mean absolute error, Σ |ŷ − y| / n; its derivative is 0 where ŷ = y. Shapes and errors as in `mse`. */
/* @differentiable */
export function mae(prediction: Samples, target: Samples): number {
  return meanOver(absoluteError, prediction, target);
}

/**
 * Mean Huber loss: d²/2 where |d| ≤ delta, else delta · (|d| − delta/2), with d = ŷ − y. Shapes and errors as in `mse`.
 *
 * @param delta  where the loss turns from quadratic to linear; default 1
 * Reference: Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35(1), 1964.
 */
/* @differentiable */
export function huber(prediction: Samples, target: Samples, delta = 1): number {
  const huberError = (yHat: number, y: number): number => {
    const d = Math.abs(yHat - y);
    return d <= delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
  };
  return meanOver(huberError, prediction, target);
}

/**
 * Binary cross-entropy of logits, mean of softplus(z) − y z; finite for every logit. Shapes and errors as in `mse`.
 *
 * @param logits  z, where sigmoid(z) is the probability of class 1
 * @param target  y, in [0, 1]
 */
/* @differentiable */
export function logitBinaryCrossEntropy(logits: Samples, target: Samples): number {
  return meanOver(logitError, logits, target);
}

/**
 * Cross-entropy of logits against class probabilities, −Σ y log softmax(z), averaged over the rows of a batch; finite for every logit.
 *
 * @shape logits, target: [classes] or [batch][classes]
 * @throws DIFF6005 if their shapes differ
 */
/* @differentiable */
export function logitCrossEntropy(logits: Samples, target: Samples): number {
  checkShapes(logits, target);
  if (!isRows(logits)) return rowCrossEntropy(logits, target as Vector);
  let sum = 0;
  for (let r = 0; r < logits.length; r++) sum += rowCrossEntropy(logits[r], (target as readonly Vector[])[r]);
  return sum / logits.length;
}

/* @differentiable */
function squaredError(yHat: number, y: number): number {
  const d = yHat - y;
  return d * d;
}

/* @differentiable */
function absoluteError(yHat: number, y: number): number {
  return Math.abs(yHat - y);
}

/* @differentiable */
function logitError(z: number, y: number): number {
  // softplus(z) in the form that overflows nowhere
  const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  return softplus - y * z;
}

/* @differentiable */
function rowCrossEntropy(z: Vector, y: Vector): number {
  let top = z[0];
  for (let i = 1; i < z.length; i++) top = z[i] > top ? z[i] : top;
  let total = 0;
  for (let i = 0; i < z.length; i++) total += Math.exp(z[i] - top);
  const logTotal = top + Math.log(total);
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += y[i] * (logTotal - z[i]);
  return sum;
}

/* @differentiable */
function meanOver(error: (yHat: number, y: number) => number, prediction: Samples, target: Samples): number {
  checkShapes(prediction, target);
  let sum = 0;
  if (isRows(prediction)) {
    let count = 0;
    for (let r = 0; r < prediction.length; r++) {
      sum += sumOver(error, prediction[r], (target as readonly Vector[])[r]);
      count += prediction[r].length;
    }
    return sum / count;
  }
  sum = sumOver(error, prediction, target as Vector);
  return sum / prediction.length;
}

/* @differentiable */
function sumOver(error: (yHat: number, y: number) => number, prediction: Vector, target: Vector): number {
  let sum = 0;
  for (let i = 0; i < prediction.length; i++) sum += error(prediction[i], target[i]);
  return sum;
}

/* @nondifferentiable */
function isRows(x: Samples): x is readonly Vector[] {
  return Array.isArray(x) && typeof x[0] === 'object';
}

/* @nondifferentiable */
function checkShapes(prediction: Samples, target: Samples): void {
  const [a, b] = [shapeOf(prediction), shapeOf(target)];
  if (a === b) return;
  throw fluxError('DIFF6005', `The prediction has shape ${a} and the target ${b}; they must be alike.`);
}

function shapeOf(x: Samples): string {
  if (!isRows(x)) return `[${x.length}]`;
  const lengths = new Set(x.map((row) => row.length));
  return `[${x.length}, ${[...lengths].join(' or ')}]`;
}
