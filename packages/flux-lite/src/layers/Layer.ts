import type { ParamTree } from '../params/ParamTree.js';

/** The features of one sample. */
export type Vector = Float64Array | readonly number[];

/**
 * A callable layer: `layer(x)` uses its own parameters, `layer(x, p)` those of the tree `p`, which has the shape of `params(layer)`.
 *
 * @shape x: [nIn] → y: [nOut], or a batch of rows x: [batch][nIn] → y: [batch][nOut]
 */
export interface Layer<P = ParamTree> {
  (x: Vector, p?: P): Float64Array;
  (x: readonly Vector[], p?: P): Float64Array[];
}
