import { fluxError } from '../errors/fluxError.js';
import type { ParamsOf } from '../params/params.js';
import type { Layer, Vector } from './Layer.js';

/** The parameters of a `Chain`: those of its layers, in their order. */
export type ChainParams<L extends readonly unknown[]> = {
  readonly layers: { readonly [K in keyof L]: ParamsOf<L[K]> };
};

/** Layers applied one after the other; its field `layers` holds them. */
export interface ChainLayer<L extends readonly unknown[]> extends Layer<ChainParams<L>> {
  readonly layers: L;
}

/** What a chain is made of: layers, and plain functions of a sample or batch. */
type Link = (x: never, p?: never) => unknown;

/**
 * Layers applied one after the other: Chain(f, g)(x) = g(f(x)).
 *
 * @shape that of the first layer's input → that of the last one's output
 * @param layers  layers, or compiled functions of a sample (they have no parameters: `null` in the tree)
 * @throws DIFF6004 if there is none, or one that cannot be called
 * @example
 * const model = Chain(Dense(2, 8, tanh, { rng }), Dense(8, 2, identity, { rng }));
 * model([0.5, 1]);                  // with its own parameters
 * model([0.5, 1], params(model));   // the same, with parameters from outside
 */
export function Chain<L extends readonly Link[]>(...layers: L): ChainLayer<L> {
  if (layers.length === 0) throw fluxError('DIFF6004', 'Chain() needs at least one layer.');
  layers.forEach((layer, i) => {
    if (typeof layer !== 'function') throw fluxError('DIFF6004', `Chain: layer ${i + 1} is not a function.`);
  });
  // each link takes what the one before gives; the types of a chain of any length cannot say so
  const links = layers as unknown as readonly ((x: unknown, p?: unknown) => unknown)[];

  const chain = Object.assign(
    /* @differentiable */ function chain(x: Vector | readonly Vector[], p?: ChainParams<L>) {
      let y: unknown = x;
      if (p === undefined) {
        for (let i = 0; i < links.length; i++) y = links[i](y);
      } else {
        const own = p.layers;
        for (let i = 0; i < links.length; i++) y = links[i](y, own[i]);
      }
      return y;
    },
    { layers },
  );
  return chain as unknown as ChainLayer<L>;
}
