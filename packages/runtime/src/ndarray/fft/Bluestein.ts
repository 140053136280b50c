import { MixedRadix } from './MixedRadix.js';
import { rootsOfUnity } from './roots.js';
import type { Transform } from './Transform.js';

/**
 * The transform of a length with a large prime factor: jk = (j² + k² − (k − j)²)/2 makes it a convolution with exp(πij²/n), which is done with
 * transforms of a length that has small factors.
 * Reference: Bluestein, IEEE Trans. Audio Electroacoust. 18, 1970.
 */
export class Bluestein implements Transform {
  readonly n: number;
  private readonly longer: MixedRadix;
  /** exp(−πij²/n) */
  private readonly chirpRe: Float64Array;
  private readonly chirpIm: Float64Array;
  /** The transform of its conjugate, over the length of the convolution. */
  private readonly kernelRe: Float64Array;
  private readonly kernelIm: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  constructor(n: number) {
    const length = smoothLength(2 * n - 1);
    this.n = n;
    this.longer = new MixedRadix(length);
    this.chirpRe = new Float64Array(n);
    this.chirpIm = new Float64Array(n);
    this.kernelRe = new Float64Array(length);
    this.kernelIm = new Float64Array(length);
    this.re = new Float64Array(length);
    this.im = new Float64Array(length);
    const roots = rootsOfUnity(2 * n, 2 * n);
    for (let j = 0, square = 0; j < n; j++) {
      this.chirpRe[j] = roots.re[square];
      this.chirpIm[j] = roots.im[square];
      // j² mod 2n, without large numbers.
      square = (square + 2 * j + 1) % (2 * n);
    }
    for (let j = 0; j < n; j++) {
      const mirrored = (length - j) % length;
      this.kernelRe[j] = this.kernelRe[mirrored] = this.chirpRe[j] / length;
      this.kernelIm[j] = this.kernelIm[mirrored] = -this.chirpIm[j] / length;
    }
    this.longer.run(this.kernelRe, this.kernelIm);
  }

  run(re: Float64Array, im: Float64Array): void {
    const { n, longer, chirpRe, chirpIm, kernelRe, kernelIm, re: aRe, im: aIm } = this;
    aRe.fill(0, n);
    aIm.fill(0, n);
    for (let j = 0; j < n; j++) {
      aRe[j] = re[j] * chirpRe[j] - im[j] * chirpIm[j];
      aIm[j] = re[j] * chirpIm[j] + im[j] * chirpRe[j];
    }
    longer.run(aRe, aIm);
    for (let j = 0; j < longer.n; j++) {
      const x = aRe[j];
      aRe[j] = x * kernelRe[j] - aIm[j] * kernelIm[j];
      aIm[j] = x * kernelIm[j] + aIm[j] * kernelRe[j];
    }
    longer.run(aIm, aRe);
    for (let j = 0; j < n; j++) {
      re[j] = aRe[j] * chirpRe[j] - aIm[j] * chirpIm[j];
      im[j] = aRe[j] * chirpIm[j] + aIm[j] * chirpRe[j];
    }
  }
}

/** The least number from `least` on whose prime factors are 2, 3 and 5. */
function smoothLength(least: number): number {
  let best = Infinity;
  for (let fives = 1; fives < best; fives *= 5) {
    for (let threes = fives; threes < best; threes *= 3) {
      let n = threes;
      while (n < least) n *= 2;
      best = Math.min(best, n);
    }
  }
  return best;
}
