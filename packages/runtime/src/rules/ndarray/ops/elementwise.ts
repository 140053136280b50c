import { isOpsArray, type OpRows, opRows, type OpsArray, placesOf } from '../../../ndarray/ops/opRows.js';
import { withoutLanes } from '../../../ndarray/withoutLanes.js';
import type { Operation, Scalar } from './scalars.js';

/** What an operation on arrays does: `dest[…] = f(operands)`, element by element. */
export interface Elementwise extends Operation {
  readonly name: string;
  /** Which arguments are arrays, the first of which is written into; the others are numbers. */
  readonly arrays: readonly number[];
  /** Which arguments the operands of `f` are. */
  readonly operands: readonly number[];
}

/** What holds elements: a typed array, or an array. */
export type Elements = Record<number, unknown>;

/** One operand, or the target: where its elements lie. A number stands for an array that repeats it. */
export interface Placed {
  readonly data: Elements;
  /** Which of the arrays of the rows it is; −1 for a number. */
  readonly view: number;
  readonly step: number;
}

export function placed(x: unknown, view: number, rows: OpRows): Placed {
  return view < 0
    ? { data: typeof x === 'number' ? Float64Array.of(x) : [x], view, step: 0 }
    : { data: (x as OpsArray).data as Elements, view, step: rows.steps[view]! };
}

/** Where row `row` of an operand begins. */
export function startOf({ view }: Placed, row: number, { starts, steps }: OpRows): number {
  return view < 0 ? 0 : starts[row * steps.length + view]!;
}

/** Target and operands. */
export type Parts = readonly [z: Placed, x: Placed, y: Placed];

/** The target and the operands of a call; the second operand is the first one where `f` has no other. */
export function partsOf({ arrays, operands }: Elementwise, args: readonly unknown[], rows: OpRows): Parts {
  const part = (i: number): Placed => placed(args[i], arrays.indexOf(i), rows);
  const z = part(0);
  const x = operands.length > 0 ? part(operands[0]!) : z;
  return [z, x, operands.length > 1 ? part(operands[1]!) : x];
}

export function arraysOf({ arrays }: Pick<Elementwise, 'arrays'>, args: readonly unknown[]): unknown[] {
  return arrays.map((i) => args[i]);
}

/** Are the arguments arrays of one shape whose elements can be reached by number? */
export function isPlainCall(arrays: readonly unknown[]): arrays is readonly OpsArray[] {
  const [first] = arrays;
  return arrays.every(
    (x) =>
      isOpsArray(x) &&
      (ArrayBuffer.isView(x.data) || Array.isArray(x.data)) &&
      x.shape.length === (first as OpsArray).shape.length &&
      x.shape.every((n, i) => n === (first as OpsArray).shape[i]),
  );
}

/** Does the operation, in the order of cwise. */
export function apply({ f, row: quick }: Operation, [z, x, y]: Parts, rows: OpRows): void {
  if (
    quick !== undefined &&
    z.data instanceof Float64Array &&
    x.data instanceof Float64Array &&
    y.data instanceof Float64Array
  ) {
    for (let row = 0; row < rows.count; row++)
      quick(
        rows.lengths[row]!,
        z.data,
        startOf(z, row, rows),
        z.step,
        x.data,
        startOf(x, row, rows),
        x.step,
        y.data,
        startOf(y, row, rows),
        y.step,
      );
    return;
  }
  for (let row = 0; row < rows.count; row++)
    applyRow(
      f,
      rows.lengths[row]!,
      z.data,
      startOf(z, row, rows),
      z.step,
      x.data,
      startOf(x, row, rows),
      x.step,
      y.data,
      startOf(y, row, rows),
      y.step,
    );
}

function applyRow(
  f: Scalar,
  n: number,
  z: Elements,
  r: number,
  rs: number,
  x: Elements,
  p: number,
  ps: number,
  y: Elements,
  q: number,
  qs: number,
): void {
  for (let i = 0; i < n; i++, r += rs, p += ps, q += qs) z[r] = f(x[p] as never, y[q] as never);
}

/** The same where an array keeps its elements in an object with the methods `get` and `set`. */
export function applyThroughMethods(spec: Elementwise, args: readonly unknown[], rows: OpRows): void {
  const places = spec.arrays.map((_, v) => placesOf(rows, v));
  const element = (i: number, k: number): unknown => {
    const view = spec.arrays.indexOf(i);
    return view < 0 ? args[i] : readFrom((args[i] as OpsArray).data, places[view]![k]!);
  };
  for (let k = 0; k < rows.size; k++) {
    const [x, y] = spec.operands.map((i) => element(i, k));
    const { data } = args[0] as OpsArray;
    const value = spec.f(x as never, y as never);
    if (isStore(data)) data.set(places[0]![k]!, value);
    else (data as Elements)[places[0]![k]!] = value;
  }
}

interface Store {
  get(i: number): unknown;
  set(i: number, value: unknown): void;
}

/** Does something keep elements behind methods? Those of typed arrays do other things. */
export function isStore(data: unknown): data is Store {
  return (
    !ArrayBuffer.isView(data) && !Array.isArray(data) && typeof (data as { get?: unknown }).get === 'function'
  );
}

export function readFrom(data: unknown, i: number): unknown {
  return isStore(data) ? data.get(i) : (data as Elements)[i];
}

/** Where the elements of each operand stand, the target first. */
const places = /* @__PURE__ */ withoutLanes(function places(
  spec: Elementwise,
  args: readonly unknown[],
): readonly Int32Array[] {
  const rows = opRows(arraysOf(spec, args) as OpsArray[]);
  const { arrays } = spec;
  return [0, ...spec.operands].map((i) => {
    const view = arrays.indexOf(i);
    return view < 0 ? new Int32Array(rows.size) : placesOf(rows, view);
  });
});

/** The operation as code that can be differentiated any number of times. */
/* @differentiable */
export function applyInTrace(spec: Elementwise, ...args: unknown[]): unknown {
  const at = places(spec, args);
  const z = elementsOf(args[0]);
  const zAt = at[0]!;
  const f = spec.f as (x: unknown, y: unknown) => unknown;
  const x = spec.operands.length > 0 ? elementsOf(args[spec.operands[0]!]) : z;
  const xAt = spec.operands.length > 0 ? at[1]! : zAt;
  const y = spec.operands.length > 1 ? elementsOf(args[spec.operands[1]!]) : x;
  const yAt = spec.operands.length > 1 ? at[2]! : xAt;
  for (let i = 0; i < zAt.length; i++) z[zAt[i]!] = f(x[xAt[i]!], y[yAt[i]!]);
  return args[0];
}

/** What holds the elements of an array; a list of one element for a number. */
/* @differentiable */
export function elementsOf(x: unknown): Elements {
  return typeof x === 'object' && x !== null ? ((x as OpsArray).data as Elements) : [x];
}
