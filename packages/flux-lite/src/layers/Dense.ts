import type { Activation } from '../activations.js';
import { identity } from '../activations.js';
import { checkOptions } from '../errors/checkOptions.js';
import { fluxError } from '../errors/fluxError.js';
import type { Initialiser } from '../initialisers.js';
import { glorotUniform } from '../initialisers.js';
import type { Random } from '../random/Random.js';
import { denseForward } from './denseForward.js';
import type { Layer, Vector } from './Layer.js';

/** The parameters of a `Dense` layer: `W` row-major [nOut · nIn], `b` [nOut] unless the layer has no bias. */
export type DenseParams = { readonly W: Float64Array; readonly b?: Float64Array };

/** Options of `Dense`. */
export interface DenseOptions {
  /** The generator that draws the starting weights. */
  rng: Random;
  /** `false` leaves `b` out of the trainable parameters. Default true. */
  bias?: boolean;
  /** How the starting weights are drawn. Default `glorotUniform`; `b` starts at zero. */
  init?: Initialiser;
}

/** A fully connected layer; its fields are its parameters. */
export interface DenseLayer extends Layer<DenseParams> {
  readonly W: Float64Array;
  readonly b?: Float64Array;
}

/**
 * Fully connected layer, y = σ(x Wᵀ + b).
 *
 * @shape x: [nIn] or [batch][nIn] → y: [nOut] or [batch][nOut];  W: [nOut · nIn] row-major;  b: [nOut]
 * @param activation  σ, applied to each element; default `identity`
 * @throws DIFF6001 for a size that is not a positive integer, DIFF6004 for a wrong option, DIFF6007 without `rng`;
 * the layer throws DIFF6002 for an input of another size
 * @example
 * const layer = Dense(5, 2, tanh, { rng: seededRandom(1) });
 * layer(new Float64Array(5)).length;   // 2
 */
export function Dense(
  nIn: number,
  nOut: number,
  activation: Activation | undefined,
  options: DenseOptions,
): DenseLayer {
  checkSizes(nIn, nOut);
  const sigma = activation ?? identity;
  if (typeof sigma !== 'function') {
    throw fluxError('DIFF6004', `Dense(${nIn}, ${nOut}): the activation must be a function of one number.`);
  }
  const rng = (options as DenseOptions | undefined)?.rng;
  if (typeof rng?.uniform !== 'function') {
    throw fluxError(
      'DIFF6007',
      `Dense(${nIn}, ${nOut}) needs { rng: seededRandom(seed) } to draw its starting weights.`,
    );
  }
  checkOptions('Dense', options, ['rng', 'bias', 'init']);
  const { bias = true, init = glorotUniform } = options;
  const W = init(nOut, nIn, rng);
  const noBias = new Float64Array(nOut);

  const layer = Object.assign(
    /* @differentiable */ function dense(x: Vector | readonly Vector[], p?: DenseParams) {
      const own = p === undefined ? layer : p;
      const b = bias ? (own.b as Float64Array) : noBias;
      return denseForward(own.W, b, x, sigma, nIn, nOut);
    },
    bias ? { W, b: new Float64Array(nOut) } : { W },
  ) as DenseLayer;
  return layer;
}

function checkSizes(nIn: number, nOut: number): void {
  for (const [name, size] of Object.entries({ nIn, nOut })) {
    if (Number.isInteger(size) && size > 0) continue;
    throw fluxError(
      'DIFF6001',
      `Dense(nIn, nOut): ${name} must be a positive integer, and is ${String(size)}.`,
    );
  }
}
