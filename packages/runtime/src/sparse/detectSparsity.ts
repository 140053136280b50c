import { isFlat } from '../api/ColumnSweep.js';
import { companionsOf } from '../api/differentiable.js';
import { planArguments } from '../api/forwardSweep.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Companions } from '../records/Companions.js';
import { shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import { type EntryVisitor, type RecordedCall, ReverseTrace } from '../trace/ReverseTrace.js';
import type { SparsityPattern } from './SparsityPattern.js';

/** The inputs that a number depends on: columns in increasing order. */
type Dependencies = readonly number[];

const NONE: Dependencies = [];

/**
 * The pattern of the Jacobian of a function: for each number of `f(x)` the numbers of `x` that it was computed from.
 *
 * The function runs once, on a copy of `x`, as traced code, which records every operation on numbers that depend on `x`; the inputs of each
 * are followed through the record and through memory. An operation counts whatever its derivative is at `x`, so that entries which happen to be zero are
 * in the pattern. What the function does not run at this `x` (other branches, other elements) is not: where that depends on `x`,
 * unite the patterns of several points. `jacobian` and `prepareJacobian` look for entries that a pattern does not have.
 *
 * @param f  a function of one argument that was compiled, from numbers in a row to such or to a number
 * @param x  a float array or an array of numbers
 * @returns the pattern, [numbers of f(x)] × [numbers of x]
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 for other arguments and results; DIFF3006 where the function, or one that it calls with
 *   active numbers in objects, has a rule; what `f` throws
 * @example
 * const differences = /* @differentiable *\/ (x) => [x[1] - x[0], x[2] - x[1]];
 * detectSparsity(differences, [1, 2, 4]).columns   // Int32Array.of(0, 1, 1, 2)
 */
export function detectSparsity(f: unknown, x: unknown): SparsityPattern {
  const c = companionsOf(f, 'detectSparsity');
  if (!isFlat(x)) {
    throw new DiffError(
      'DIFF3003',
      `detectSparsity was given ${describe(x)}, where a float array or an array of numbers is needed.`,
    );
  }
  return traceDependencies(c, x.slice());
}

function traceDependencies(c: Companions, x: object): SparsityPattern {
  const { forward } = c.slow ?? c;
  if (c.traced === undefined) throw noPattern(c.name);
  const t = acquireTape();
  try {
    const planned = planArguments(t, [x], c.name);
    const slots = shadowOfEntry(planned.entries[0]);
    t.state = 'forward';
    t.keepsAll = true;
    const value = forward(t, undefined, undefined, x, slots);
    if (!isFlat(value) && typeof value !== 'number') {
      throw new DiffError(
        'DIFF3003',
        `detectSparsity needs a function that gives a number, a float array or an array of numbers; \`${c.name}\` gave ${describe(value)}.`,
      );
    }
    const found = new DependencyFinder(slots as object);
    if (t.trace instanceof ReverseTrace) t.trace.visit(found);
    const rows =
      typeof value === 'number'
        ? [found.ofEntry(resultEntry(t))]
        : Array.from(value, (_, i) => found.ofSlot(t.late$(value, t.ret), i));
    return patternOf(rows);
  } finally {
    releaseTape(t);
  }
}

/** The entry of the number that the traced call at the top of the tape gave. */
function resultEntry(t: Tape): number {
  return (t.o[t.m - 1] as { readonly result: number }).result;
}

function patternOf(rows: readonly Dependencies[]): SparsityPattern {
  const rowPointers = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (rowPointers[i + 1] = rowPointers[i] + row.length));
  return { rowPointers, columns: Int32Array.from(rows.flat()) };
}

function noPattern(name: string): DiffError {
  return new DiffError(
    'DIFF3006',
    `the sparsity pattern cannot be found through \`${name}\`, of which only derivatives are known. Give the pattern: { sparsity: { rowPointers, columns } }.`,
  );
}

/** Follows dependencies through the entries of a trace. Slots are known by their place in memory, since views overlap. */
class DependencyFinder implements EntryVisitor {
  private readonly entries: Dependencies[] = [NONE];
  private readonly memory = new Map<object, Map<PropertyKey, Dependencies>>();

  /** @param slots  the shadow of the argument */
  constructor(private readonly slots: object) {}

  ofEntry(i: number): Dependencies {
    return this.entries[i] ?? NONE;
  }

  ofSlot(slots: unknown, key: PropertyKey): Dependencies {
    if (typeof slots !== 'object' || slots === null) return NONE;
    const stored = this.memory.get(ownerOf(slots))?.get(placeOf(slots, key));
    if (stored !== undefined) return stored;
    if (ownerOf(slots) !== ownerOf(this.slots)) return NONE;
    const column = Number(placeOf(slots, key)) - Number(placeOf(this.slots, 0));
    return column >= 0 && column < (this.slots as ArrayLike<unknown>).length ? [column] : NONE;
  }

  sum(i: number, a: number, b: number): void {
    this.entries[i] = union(this.entries[a], this.entries[b]);
  }

  load(i: number, slots: object, key: PropertyKey): void {
    this.entries[i] = this.ofSlot(slots, key);
  }

  store(slots: object, key: PropertyKey, entry: number): void {
    const owner = ownerOf(slots);
    let places = this.memory.get(owner);
    if (places === undefined) this.memory.set(owner, (places = new Map()));
    places.set(placeOf(slots, key), this.entries[entry]);
  }

  call(i: number, { companions, nodes, begin, hasObjects }: RecordedCall): void {
    if (companions.inactive === true) {
      this.entries[i] = NONE;
      return;
    }
    if (hasObjects || begin < i) throw noPattern(companions.name);
    this.entries[i] = nodes.reduce((all, node) => union(all, this.entries[node]), NONE);
  }
}

function ownerOf(slots: object): object {
  return slots instanceof Float64Array ? slots.buffer : slots;
}

/** A slot's place in its owner. Keys of plain arrays come as numbers and as text. */
function placeOf(slots: object, key: PropertyKey): PropertyKey {
  return slots instanceof Float64Array ? slots.byteOffset / 8 + Number(key) : String(key);
}

/** Both, in increasing order; one of the two where it holds the other. */
function union(a: Dependencies, b: Dependencies): Dependencies {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const all: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i] ?? Infinity, b[j] ?? Infinity];
    all.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return all.length === a.length ? a : all.length === b.length ? b : all;
}
