import { ravel, unravel } from '../tree/ravel.js';
import { zerosLike } from '../tree/zerosLike.js';
import type { Lane } from '../trace/Lane.js';
import { laneAt, noteAt } from '../trace/nested/Lifted.js';
import { registers } from '../trace/registers.js';
import type { Trace } from '../trace/Trace.js';

/** F(x, …θ) as traced code; leaves the lane of a number. */
export type TracedResidual = (args: readonly unknown[], lanes: readonly Lane[]) => unknown;

/**
 * Gives a solution x of F(x, θ) = 0, as the solver gave it, its derivatives of all orders that are asked for: those of steps of the simplified Newton
 * method, y ← y − A⁻¹·F(y, θ) with the constant matrix A = ∂F/∂x at the solution. Each step makes the derivatives by θ right to one order more, since
 * the error e of y as a series in θ becomes e − A⁻¹·F(y, θ) = O(θ)·e.
 *
 * @param inverse  A⁻¹, by rows
 * @returns x; the lane of a number is left in the register
 */
export function nestedSolution(
  trace: Trace,
  x: unknown,
  params: readonly unknown[],
  lanes: readonly Lane[],
  { residual, isStep = false }: { readonly residual: TracedResidual; readonly isStep?: boolean },
  inverse: Float64Array,
): unknown {
  const shape: unknown = zerosLike(x);
  const values = ravel(x);
  const n = values.length;
  let own = new Array<Lane>(n).fill(undefined);
  for (let step = orderOf(trace); step > 0; step--) {
    const y: unknown = unravel(values, shape);
    noteLanes(trace, y, own);
    const given = residual([y, ...params], [typeof y === 'number' ? own[0] : undefined, ...lanes]);
    const found = typeof given === 'number' ? [registers.m] : lanesOf(trace, given);
    const r = isStep ? own.map((lane, j) => trace.two(lane, 1, found[j], -1)) : found;
    own = own.map((lane, i) => {
      let sum = lane;
      for (let j = 0; j < n; j++) if (r[j] !== undefined) sum = trace.two(sum, 1, r[j], -inverse[i * n + j]);
      return sum;
    });
  }
  noteLanes(trace, x, own);
  registers.m = typeof x === 'number' ? own[0] : undefined;
  return x;
}

/** How many traces stand on one another. */
function orderOf(trace: Trace): number {
  let order = 0;
  for (let t: Trace | null = trace; t !== null; t = t.outer) order++;
  return order;
}

function lanesOf(trace: Trace, tree: unknown): Lane[] {
  const lanes: Lane[] = [];
  forEachNumber(tree, (holder, key, i) => {
    lanes[i] =
      holder instanceof Map ? trace.loadEntry(holder, key) : laneAt(trace, holder, key as PropertyKey);
  });
  return lanes;
}

function noteLanes(trace: Trace, tree: unknown, lanes: readonly Lane[]): void {
  forEachNumber(tree, (holder, key, i, value) => {
    if (lanes[i] === undefined) return;
    if (holder instanceof Map) trace.storeEntry(holder, key, value, lanes[i]);
    else noteAt(trace, holder, key as PropertyKey, value, lanes[i]);
  });
}

/** Every number in a tree, with its place in the order of `ravel`. */
function forEachNumber(
  tree: unknown,
  visit: (holder: object, key: unknown, i: number, value: number) => void,
): void {
  const places: unknown = unravel(
    Float64Array.from({ length: ravel(tree).length }, (_, i) => i),
    zerosLike(tree),
  );
  const seen = new Set<object>();
  const walk = (part: unknown, place: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    const each = (key: unknown, value: unknown, at: unknown): void => {
      if (typeof value === 'number') visit(part, key, at as number, value);
      else walk(value, at);
    };
    if (part instanceof Map) {
      for (const [key, value] of part) each(key, value, (place as Map<unknown, unknown>).get(key));
      return;
    }
    const isList = Array.isArray(part) || ArrayBuffer.isView(part);
    for (const [key, value] of Object.entries(part))
      each(isList ? Number(key) : key, value, (place as Record<string, unknown>)[key]);
  };
  walk(tree, places);
}
