import { attach } from '../records/attach.js';
import { type AnyFunction, PROTOCOL_VERSION } from '../records/Companions.js';

/** Marks a function that looks at arrays but gives nothing that carries a derivative: shapes, places, kinds, errors. */
export function withoutLanes<F extends AnyFunction>(f: F): F {
  return attach(f, f.name, PROTOCOL_VERSION, () => ({ inactive: true }));
}
