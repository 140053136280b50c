import type { AnyFunction, SecondEntries } from '../records/Companions.js';
import {
  type BinaryName,
  binaryPartials,
  type BinaryPartial,
  type UnaryName,
  unaryPartials,
  type UnaryPartial,
} from '../rules/math.js';
import { binarySeconds, unarySeconds } from '../rules/mathSecond.js';
import type { Tape } from '../tape/Tape.js';

let entries: ReadonlyMap<AnyFunction, SecondEntries> | undefined;

/** The second-order companions of a function of `Math` with one or two arguments, for calls through a value; undefined for others. */
export function mathSecond(f: AnyFunction): SecondEntries | undefined {
  entries ??= new Map<AnyFunction, SecondEntries>([
    ...(Object.keys(unaryPartials) as UnaryName[]).map(
      (name) => [Math[name], unary(Math[name], unaryPartials[name], unarySeconds[name])] as const,
    ),
    ...(Object.keys(binaryPartials) as BinaryName[]).map(
      (name) => [Math[name], binary(Math[name], binaryPartials[name], binarySeconds[name])] as const,
    ),
  ]);
  return entries.get(f);
}

/** `factor · partial`, zero if the factor is. */
function scaled(factor: number, partial: number): number {
  return factor === 0 ? 0 : factor * partial;
}

function push(t: Tape, value: number, tangent: number): void {
  if (t.n + 1 > t.f.length) t.grow(t.n + 1);
  t.f[t.n] = value;
  t.lanes[1].f[t.n++] = tangent;
}

function giveNumber(t: Tape, tangent: number): void {
  t.ret = t.lanes[1].ret = undefined;
  t.ret_ = tangent;
}

const numberOr = (x: unknown, otherwise: number): number => (typeof x === 'number' ? x : otherwise);

function unary(fn: (x: number) => number, partial: UnaryPartial, second: UnaryPartial): SecondEntries {
  return {
    arity: 1,
    forward(t, _self, _self_, _self$, _self$_, ...given) {
      const out = given.length === 0 ? (fn as () => number)() : fn(given[0] as number);
      const x = numberOr(given[0], NaN);
      const x_ = numberOr(given[1], 0);
      push(t, x, x_);
      push(t, out, 0);
      giveNumber(t, scaled(x_, partial(x, out)));
      return out;
    },
    reverse(t, dy, dy_) {
      const tangents = t.lanes[1];
      const out = t.f[--t.n];
      const x = t.f[--t.n];
      const x_ = tangents.f[t.n];
      tangents.r[0] = scaled(dy_, partial(x, out)) + scaled(dy, scaled(x_, second(x, out)));
      return scaled(dy, partial(x, out));
    },
  };
}

function binary(
  fn: (x: number, y: number) => number,
  [partialX, partialY]: readonly [BinaryPartial, BinaryPartial],
  [secondX, mixed, secondY]: readonly [BinaryPartial, BinaryPartial, BinaryPartial],
): SecondEntries {
  return {
    arity: 2,
    forward(t, _self, _self_, _self$, _self$_, ...given) {
      const out = fn(given[0] as number, given[4] as number);
      const [x, y] = [numberOr(given[0], NaN), numberOr(given[4], NaN)];
      const [x_, y_] = [numberOr(given[1], 0), numberOr(given[5], 0)];
      push(t, x, x_);
      push(t, y, y_);
      push(t, out, 0);
      giveNumber(t, scaled(x_, partialX(x, y, out)) + scaled(y_, partialY(x, y, out)));
      return out;
    },
    reverse(t, dy, dy_) {
      const tangents = t.lanes[1];
      const out = t.f[--t.n];
      const y = t.f[--t.n];
      const y_ = tangents.f[t.n];
      const x = t.f[--t.n];
      const x_ = tangents.f[t.n];
      const xTangent = scaled(x_, secondX(x, y, out)) + scaled(y_, mixed(x, y, out));
      const yTangent = scaled(x_, mixed(x, y, out)) + scaled(y_, secondY(x, y, out));
      tangents.r[0] = scaled(dy_, partialX(x, y, out)) + scaled(dy, xTangent);
      tangents.r[1] = scaled(dy_, partialY(x, y, out)) + scaled(dy, yTangent);
      t.r[1] = scaled(dy, partialY(x, y, out));
      return scaled(dy, partialX(x, y, out));
    },
  };
}
