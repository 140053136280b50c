import type { Companions } from '../records/Companions.js';
import type {
  BinaryName,
  BinaryPartial,
  UnaryName,
  UnaryPartial,
  VariadicName,
  VariadicPartial,
} from '../rules/math.js';
import { binaryPartials, unaryPartials, variadicPartials } from '../rules/math.js';
import { native } from './native.js';

/** Records of the `Math` functions for calls through a value, such as `apply(Math.sin, x)`. */
export function mathRecords(): Companions[] {
  return [
    ...(Object.keys(unaryPartials) as UnaryName[]).map((name) =>
      unary(`Math.${name}`, Math[name], unaryPartials[name]),
    ),
    ...(Object.keys(binaryPartials) as BinaryName[]).map((name) =>
      binary(`Math.${name}`, Math[name], binaryPartials[name]),
    ),
    ...(Object.keys(variadicPartials) as VariadicName[]).map((name) =>
      variadic(`Math.${name}`, Math[name], variadicPartials[name]),
    ),
    unary('Number', Number, () => 1),
    // A number comes out of its text as it was.
    unary('parseFloat', parseFloat as (x: unknown) => number, () => 1),
  ];
}

/** What is no number is converted by the function itself, once; the derivative ends there. */
const orNaN = (x: unknown): number => (typeof x === 'number' ? x : NaN);

function unary(name: string, fn: (x: number) => number, partial: UnaryPartial): Companions {
  return native(fn, name, {
    arity: 1,
    forward(t, _self, _self$, ...pairs) {
      const out = pairs.length === 0 ? (fn as () => number)() : fn(pairs[0] as number);
      if (t.n + 2 > t.f.length) t.grow(t.n + 2);
      t.f[t.n++] = orNaN(pairs[0]);
      t.f[t.n++] = out;
      t.ret = undefined;
      return out;
    },
    reverse(t, dy) {
      const out = t.f[--t.n];
      const x = t.f[--t.n];
      return dy === 0 ? 0 : dy * partial(x, out);
    },
    tangent(t, _self, _self_, ...pairs) {
      const out = pairs.length === 0 ? (fn as () => number)() : fn(pairs[0] as number);
      const x_ = pairs[1];
      t.ret_ = typeof x_ === 'number' && x_ !== 0 ? x_ * partial(orNaN(pairs[0]), out) : 0;
      return out;
    },
  });
}

function binary(
  name: string,
  fn: (x: number, y: number) => number,
  [partialX, partialY]: readonly [BinaryPartial, BinaryPartial],
): Companions {
  return native(fn, name, {
    arity: 2,
    forward(t, _self, _self$, x, _x$, y) {
      const out = fn(x as number, y as number);
      if (t.n + 3 > t.f.length) t.grow(t.n + 3);
      t.f[t.n++] = orNaN(x);
      t.f[t.n++] = orNaN(y);
      t.f[t.n++] = out;
      t.ret = undefined;
      return out;
    },
    reverse(t, dy) {
      const out = t.f[--t.n];
      const y = t.f[--t.n];
      const x = t.f[--t.n];
      t.r[1] = dy === 0 ? 0 : dy * partialY(x, y, out);
      return dy === 0 ? 0 : dy * partialX(x, y, out);
    },
    tangent(t, _self, _self_, x, x_, y, y_) {
      const out = fn(x as number, y as number);
      let d = 0;
      if (typeof x_ === 'number' && x_ !== 0) d += x_ * partialX(orNaN(x), orNaN(y), out);
      if (typeof y_ === 'number' && y_ !== 0) d += y_ * partialY(orNaN(x), orNaN(y), out);
      t.ret_ = d;
      return out;
    },
  });
}

function variadic(name: string, fn: (...xs: number[]) => number, partial: VariadicPartial): Companions {
  const countOf = (xs: readonly number[], out: number): number => {
    let count = 0;
    for (let i = 0; i < xs.length; i++) if (xs[i] === out) count++;
    return count;
  };
  return native(fn, name, {
    forward(t, _self, _self$, ...pairs) {
      const length = pairs.length >> 1;
      const xs = new Array<number>(length);
      for (let i = 0; i < length; i++) xs[i] = pairs[2 * i] as number;
      const out = fn(...xs);
      if (t.n + length + 2 > t.f.length) t.grow(t.n + length + 2);
      for (let i = 0; i < length; i++) t.f[t.n++] = orNaN(xs[i]);
      t.f[t.n++] = out;
      t.f[t.n++] = length;
      t.ret = undefined;
      return out;
    },
    reverse(t, dy) {
      const length = t.f[--t.n];
      const out = t.f[--t.n];
      t.n -= length;
      if (length > t.r.length) t.clearRegisters(length);
      const xs = Array.from(t.f.subarray(t.n, t.n + length));
      const count = countOf(xs, out);
      for (let i = 1; i < length; i++) t.r[i] = dy === 0 ? 0 : dy * partial(xs[i], out, count);
      return dy === 0 || length === 0 ? 0 : dy * partial(xs[0], out, count);
    },
    tangent(t, _self, _self_, ...pairs) {
      const length = pairs.length >> 1;
      const xs = new Array<number>(length);
      for (let i = 0; i < length; i++) xs[i] = pairs[2 * i] as number;
      const out = fn(...xs);
      const count = countOf(xs, out);
      let d = 0;
      for (let i = 0; i < length; i++) {
        const x_ = pairs[2 * i + 1];
        if (typeof x_ === 'number' && x_ !== 0) d += x_ * partial(orNaN(xs[i]), out, count);
      }
      t.ret_ = d;
      return out;
    },
  });
}
