import type { Random } from './random/Random.js';

/**
 * Makes the starting values of a weight matrix, row-major.
 *
 * @shape result: [nOut · nIn]
 */
export type Initialiser = (nOut: number, nIn: number, rng: Random) => Float64Array;

/**
 * Uniform on (−a, a) with a = √(6 / (nIn + nOut)): keeps the variance of signals and of gradients alike from layer to layer.
 *
 * Reference: Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010, eq. 16.
 */
export const glorotUniform: Initialiser = (nOut, nIn, rng) => {
  const a = Math.sqrt(6 / (nIn + nOut));
  return fill(nOut * nIn, () => rng.uniform(-a, a));
};

/** Normal with variance 2 / (nIn + nOut).  Reference: Glorot & Bengio 2010, eq. 12. */
export const glorotNormal: Initialiser = (nOut, nIn, rng) => {
  const deviation = Math.sqrt(2 / (nIn + nOut));
  return fill(nOut * nIn, () => rng.normal(0, deviation));
};

/**
 * Normal with variance 2 / nIn, for layers followed by `relu`.
 *
 * Reference: He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV 2015, eq. 10.
 */
export const heNormal: Initialiser = (nOut, nIn, rng) => {
  const deviation = Math.sqrt(2 / nIn);
  return fill(nOut * nIn, () => rng.normal(0, deviation));
};

/** Uniform on (−a, a) with a = √(6 / nIn).  Reference: He et al. 2015. */
export const heUniform: Initialiser = (nOut, nIn, rng) => {
  const a = Math.sqrt(6 / nIn);
  return fill(nOut * nIn, () => rng.uniform(-a, a));
};

/** All zeros. */
export const zeros: Initialiser = (nOut, nIn) => new Float64Array(nOut * nIn);

/** All ones. */
export const ones: Initialiser = (nOut, nIn) => new Float64Array(nOut * nIn).fill(1);

/** `base` with every value multiplied by `factor`; a small last layer lets a model start near zero output. */
export function scaled(base: Initialiser, factor: number): Initialiser {
  return (nOut, nIn, rng) => base(nOut, nIn, rng).map((w) => w * factor);
}

function fill(length: number, draw: () => number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = draw();
  return values;
}
