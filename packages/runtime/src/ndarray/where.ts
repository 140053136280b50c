import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { truth } from './comparison.js';
import { type NumberData, promote, unitOf } from './dtype.js';
import { dtypesOf, widened } from './elementwise.js';
import { NDArray } from './NDArray.js';
import { walk } from './rows.js';
import { broadcastShapes, sizeOf } from './shape.js';

/** The elements of x where the condition holds, of y elsewhere. */
export function where(condition: ArrayInput, x: ArrayInput, y: ArrayInput): NDArray {
  const flags = truth(condition, 'where');
  let a = toArray(x, 'where');
  let b = toArray(y, 'where');
  const dtype = promote(...dtypesOf(x, a, y, b));
  const unit = unitOf(dtype);
  if (unit === 2) {
    a = widened(a);
    b = widened(b);
  }
  const shape = broadcastShapes('where', flags.shape, broadcastShapes('where', a.shape, b.shape));
  const data = allocate(dtype, sizeOf(shape) * unit);
  const out = new NDArray(data, shape.slice(), undefined, 0, dtype);
  const choose =
    unit === 1 && isDoubles(a) && isDoubles(b) && isDoubles(out) ? (chooseDoubles as Choose) : chooseAny;
  walk(shape, [flags, a, b, out], (n, at, steps) => {
    choose(
      n,
      unit,
      flags.data,
      at[0]!,
      steps[0]!,
      a.data,
      at[1]!,
      steps[1]!,
      b.data,
      at[2]!,
      steps[2]!,
      data,
      at[3]!,
      steps[3]!,
    );
  });
  return out;
}

function isDoubles(a: NDArray): boolean {
  return a.data instanceof Float64Array;
}

type Choose = (
  n: number,
  unit: number,
  flags: NumberData,
  o: number,
  os: number,
  x: NumberData,
  p: number,
  ps: number,
  y: NumberData,
  q: number,
  qs: number,
  z: NumberData,
  r: number,
  rs: number,
) => void;

function chooseDoubles(
  n: number,
  _unit: number,
  flags: Uint8Array,
  o: number,
  os: number,
  x: Float64Array,
  p: number,
  ps: number,
  y: Float64Array,
  q: number,
  qs: number,
  z: Float64Array,
  r: number,
  rs: number,
): void {
  for (let i = 0; i < n; i++, o += os, p += ps, q += qs, r += rs) z[r] = flags[o] !== 0 ? x[p]! : y[q]!;
}

const chooseAny: Choose = (n, unit, flags, o, os, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, o += os, p += ps, q += qs, r += rs)
    for (let part = 0; part < unit; part++) z[r + part] = flags[o] !== 0 ? x[p + part]! : y[q + part]!;
};
