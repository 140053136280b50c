import { expectAlike, type OpsArray, opRows } from '../../../ndarray/ops/opRows.js';
import { carryLater } from '../../../records/attach.js';
import { withoutLanes } from '../../../ndarray/withoutLanes.js';
import { knowScijs } from '../scijs.js';
import {
  apply,
  applyThroughMethods,
  arraysOf,
  type Elementwise,
  isPlainCall,
  partsOf,
} from './elementwise.js';
import { elementwiseRecord } from './elementwiseRecord.js';
import { argExtreme, gather, reduce, type Reduction, reductions } from './reductions.js';
import { reductionRecord } from './reductionRecord.js';
import type { arithmetic, functions, logic, signs, UnaryFunction } from './scalars.js';
import { elementwiseTable } from './table.js';

type TwoOperands = keyof typeof arithmetic | keyof typeof logic | keyof typeof functions;
type Exchanged = 'atan2op' | 'powop';
type OneOperand = keyof typeof signs | UnaryFunction;
type ToNumber = 'sum' | 'prod' | 'norm2squared' | 'norm2' | 'norminf' | 'norm1' | 'sup' | 'inf';

/**
 * The functions of ndarray-ops. Those that write do so into their first argument, and return it; arrays must have equal shapes.
 */
export type Ops = {
  readonly [Name in TwoOperands | Exchanged]: <Z extends OpsArray>(z: Z, x: OpsArray, y: OpsArray) => Z;
} & {
  readonly [Name in TwoOperands | Exchanged as `${Name}s`]: <Z extends OpsArray>(
    z: Z,
    x: OpsArray,
    s: number,
  ) => Z;
} & {
  readonly [Name in TwoOperands | Exchanged as `${Name}eq`]: <Z extends OpsArray>(z: Z, x: OpsArray) => Z;
} & {
  readonly [Name in TwoOperands | Exchanged as `${Name}seq`]: <Z extends OpsArray>(z: Z, s: number) => Z;
} & {
  readonly [Name in OneOperand | 'assign']: <Z extends OpsArray>(z: Z, x: OpsArray) => Z;
} & {
  readonly [Name in OneOperand as `${Name}eq`]: <Z extends OpsArray>(z: Z) => Z;
} & {
  readonly assigns: <Z extends OpsArray>(z: Z, s: number) => Z;
  readonly random: <Z extends OpsArray>(z: Z) => Z;
} & {
  readonly [Name in ToNumber]: (x: OpsArray) => number;
} & {
  readonly [Name in 'any' | 'all']: (x: OpsArray) => boolean;
} & {
  readonly equals: (x: OpsArray, y: OpsArray) => boolean;
} & {
  readonly [Name in 'argmin' | 'argmax']: (x: OpsArray) => number[];
};

type AnyFunction = (...args: never[]) => unknown;

/** Gives the functions of a library with the names of `ops` their derivatives. */
export function defineOps(library: Readonly<Record<string, AnyFunction | undefined>>): void {
  for (const spec of elementwiseTable()) {
    const fn = library[spec.name];
    if (fn !== undefined) carryLater(fn, spec.name, () => elementwiseRecord(fn, spec));
  }
  for (const reduction of reductions) {
    const fn = library[reduction.name];
    if (fn !== undefined) carryLater(fn, reduction.name, () => reductionRecord(fn, reduction));
  }
  for (const name of ['any', 'all', 'equals', 'argmin', 'argmax']) {
    const fn = library[name];
    if (fn !== undefined) withoutLanes(fn);
  }
}

function elementwise(spec: Elementwise): AnyFunction {
  const fn = (...args: readonly unknown[]): unknown => {
    const arrays = arraysOf(spec, args);
    expectAlike(spec.name, arrays);
    const rows = opRows(arrays);
    if (isPlainCall(arrays)) apply(spec, partsOf(spec, args, rows), rows);
    else applyThroughMethods(spec, args, rows);
    return args[0];
  };
  return named(fn, spec.name);
}

function reducing(reduction: Reduction): AnyFunction {
  const fn = (x: unknown): number => {
    expectAlike(reduction.name, [x]);
    return reduce(reduction, x as OpsArray);
  };
  return named(fn, reduction.name);
}

function named<F extends AnyFunction>(fn: F, name: string): F {
  return Object.defineProperty(fn, 'name', { value: name, configurable: true });
}

function checks(): Record<string, AnyFunction> {
  const elements = (name: string, x: OpsArray): readonly unknown[] => {
    expectAlike(name, [x]);
    return gather(x).elements;
  };
  return {
    any: (x: OpsArray) => elements('any', x).some(Boolean),
    all: (x: OpsArray) => elements('all', x).every(Boolean),
    equals: (x: OpsArray, y: OpsArray) => {
      expectAlike('equals', [x, y]);
      const other = gather({ ...laidOut(y), order: laidOut(x).order }).elements;
      return gather(laidOut(x)).elements.every((element, i) => element === other[i]);
    },
    argmin: (x: OpsArray) => {
      expectAlike('argmin', [x]);
      return argExtreme(x, Infinity, (a, b) => a < b);
    },
    argmax: (x: OpsArray) => {
      expectAlike('argmax', [x]);
      return argExtreme(x, -Infinity, (a, b) => a > b);
    },
  };
}

/** The array with an order of its axes that another one can be given too. */
function laidOut({
  data,
  shape,
  stride,
  offset,
}: OpsArray): OpsArray & { readonly order: readonly number[] } {
  return { data, shape, stride, offset, order: shape.map((_, i) => shape.length - 1 - i) };
}

function makeOps(): Ops {
  knowScijs();
  const all: Record<string, AnyFunction> = checks();
  for (const spec of elementwiseTable()) all[spec.name] = elementwise(spec);
  for (const reduction of reductions) all[reduction.name] = reducing(reduction);
  defineOps(all);
  return all as unknown as Ops;
}

/**
 * What `ndarray-ops` does, under the same names and bit for bit, without code from text, on `NDArray`s and ndarrays of scijs, with derivatives in both
 * modes and of any order. Functions write into their first argument: `ops.add(z, x, y)` is z = x + y, `ops.addeq(z, y)` z += y, and
 * `ops.adds(z, x, s)`, `ops.addseq(z, s)` take a number. Arrays may overlap.
 *
 * To differentiate programs that import ndarray-ops itself, import `@diffjs/runtime/ndarray-ops` once.
 *
 * @example
 * const f = /* @differentiable *\/ (x) => {
 *   const y = asarray(new Float64Array(3));
 *   ops.sin(y, x);
 *   ops.muleq(y, x);
 *   return ops.sum(y);
 * };
 * String(gradient(f, asarray(Float64Array.of(0, Math.PI / 2, Math.PI)))[0].get(1))   // '1'
 */
export const ops: Ops = /* @__PURE__ */ makeOps();
