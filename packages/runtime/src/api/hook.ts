import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { checkOptions } from '../errors/checkOptions.js';
import { carryRecord } from '../records/attach.js';
import type { AnyFunction } from '../records/Companions.js';
import { ruleRecord } from '../records/ruleRecord.js';
import { ravel } from '../tree/ravel.js';
import { treeMap } from '../tree/treeMap.js';
import type { Gradient } from './derivativeTypes.js';

/**
 * `x` itself; in reverse mode its cotangent passes through `onCotangent`, which may look at it or give another one.
 *
 * Of a number, that is the cotangent of the value that `hook` returns. Of an array or object, which stays the same object, it is that of its contents
 * here: of everything that is computed from them after this call, through whichever reference, and before this call nothing is different.
 * The callback is called once in each reverse sweep, unless the cotangent is zero. In forward mode `hook` is the identity, and the callback is not called.
 * A cotangent that is replaced is no derivative any more, so that derivatives of derivatives through a hook are refused.
 *
 * @param x  a number, array, typed array, plain object or Map
 * @param onCotangent  gets the cotangent, a tree of the shape of `x`, and gives the one that goes on, in the same shape (null: zero), or undefined to
 *   leave it, with what was changed in it, as it is
 * @returns `x`
 * @throws DIFF3003 if `onCotangent` is no function; DIFF3005, in the reverse sweep, for a cotangent of another shape
 * @example
 * const f = /* @differentiable *\/ (x) => hook(3 * x, (d) => d / 4) ** 2;
 * gradient(f, 2)   // [9]   (36 without the hook)
 */
export const hook: <T>(x: T, onCotangent: (cotangent: Gradient<T>) => unknown) => T =
  /* @__PURE__ */ passingThrough(
    function hook<T>(x: T, onCotangent: (cotangent: Gradient<T>) => unknown): T {
      checkCallback(onCotangent);
      return x;
    },
    (d, onCotangent: (cotangent: never) => unknown) => onCotangent(d as never),
  );

/** How `clipGradient` limits a cotangent: one of the two. */
export interface ClipOptions {
  /** It is scaled down to this Euclidean norm, all of its numbers together, where its norm is greater. Positive, in units of the cotangent. */
  readonly norm?: number;
  /** Each of its numbers is brought between −value and value. Positive, in units of the cotangent. */
  readonly value?: number;
}

/**
 * `x` itself; in reverse mode its cotangent d is limited: to d·min(1, norm/‖d‖₂), or to min(max(dᵢ, −value), value) each. A `hook` for the
 * explosion of gradients in recurrences; where and in which mode it acts is said there.
 *
 * @param x  a number, array, typed array, plain object or Map
 * @param options  `{ norm }` or `{ value }`
 * @returns `x`
 * @throws DIFF3003 for other options
 * Reference: Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1.
 * @example
 * const f = /* @differentiable *\/ (x) => 100 * clipGradient(x, { norm: 1 });
 * gradient(f, 2)   // [1]
 */
export const clipGradient: <T>(x: T, options: ClipOptions) => T = /* @__PURE__ */ passingThrough(
  function clipGradient<T>(x: T, options: ClipOptions): T {
    checkClip(options);
    return x;
  },
  (d, options: ClipOptions) => {
    const { norm, value } = checkClip(options);
    if (value !== undefined) return treeMap((each) => Math.min(Math.max(each, -value), value), d);
    const length = normOf(ravel(d));
    return length > norm! ? treeMap((each) => (each / length) * norm!, d) : d;
  },
);

/** Gives an identity with a second argument the rule of a hook. */
function passingThrough<F extends AnyFunction, O>(f: F, through: (cotangent: unknown, how: O) => unknown): F {
  const vjp = (x: unknown, how: O): readonly [unknown, (d: unknown) => readonly unknown[]] => {
    Reflect.apply(f, undefined, [x, how]);
    const back = (d: unknown): readonly unknown[] => {
      const given = through(d, how);
      return [given === undefined ? d : given];
    };
    return [x, back];
  };
  const jvp = ([x, how]: readonly unknown[], [x_]: readonly unknown[]): readonly unknown[] => [
    Reflect.apply(f, undefined, [x, how]),
    x_,
  ];
  carryRecord(ruleRecord(f, f.name, { vjp, jvp, method: false, surrogate: true }));
  return f;
}

/** √Σx², scaled by the greatest so that no square overflows. */
function normOf(xs: Float64Array): number {
  let greatest = 0;
  for (const x of xs) greatest = Math.max(greatest, Math.abs(x));
  if (greatest === 0 || !Number.isFinite(greatest)) return greatest;
  let sum = 0;
  for (const x of xs) sum += (x / greatest) ** 2;
  return greatest * Math.sqrt(sum);
}

function checkCallback(onCotangent: unknown): void {
  if (typeof onCotangent === 'function') return;
  throw new DiffError(
    'DIFF3003',
    `hook was given ${describe(onCotangent)} as its second argument, where a function of the cotangent is needed: hook(x, (d) => …).`,
  );
}

function checkClip(options: ClipOptions): ClipOptions {
  const given = checkOptions('clipGradient', options, { norm: 0, value: 0 }, (_key, x) =>
    typeof x === 'number' && x > 0 ? undefined : 'a positive number',
  );
  if ((given.norm === undefined) === (given.value === undefined))
    throw new DiffError('DIFF3003', 'clipGradient needs one of the options { norm } and { value }.');
  return given;
}
