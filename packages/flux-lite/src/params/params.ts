import type { Layer } from '../layers/Layer.js';
import type { ParamTree } from './ParamTree.js';

/** The type of the parameters of a model. */
export type ParamsOf<M> = M extends Layer<infer P> ? P : ParamTree;

/**
 * The plain tree of a model's parameters: the model's own enumerable fields, callable layers turned into plain objects.
 *
 * The arrays are the model's own, not copies; optimisers give new ones and leave them alone. It has the shape of a gradient with
 * respect to the model, and a tied array stands in it at both places. A part without parameters (a plain function) is `null`.
 *
 * @param model  a layer, or an array or object of layers
 * @example
 * const model = Chain(Dense(2, 8, tanh, { rng }), Dense(8, 1, identity, { rng }));
 * params(model);   // { layers: [{ W, b }, { W, b }] }
 */
export function params<M>(model: M): ParamsOf<M> {
  return plain(model, new Map()) as ParamsOf<M>;
}

function plain(part: unknown, seen: Map<object, ParamTree>): ParamTree {
  if (typeof part === 'number') return part;
  if (part instanceof Float64Array || part instanceof Float32Array) return part;
  if (part === null || (typeof part !== 'object' && typeof part !== 'function') || ArrayBuffer.isView(part))
    return null;
  const known = seen.get(part);
  if (known !== undefined) return known;
  if (Array.isArray(part)) {
    const copy: ParamTree[] = [];
    seen.set(part, copy);
    for (const item of part) copy.push(plain(item, seen));
    return copy;
  }
  const names = Object.keys(part);
  if (typeof part === 'function' && names.length === 0) return null;
  const copy: { [name: string]: ParamTree } = {};
  seen.set(part, copy);
  for (const name of names) copy[name] = plain((part as { [name: string]: unknown })[name], seen);
  return copy;
}
