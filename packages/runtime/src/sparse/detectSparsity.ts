import { isFlat } from '../api/ColumnSweep.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { EntryVisitor, RecordedCall } from '../trace/ReverseTrace.js';
import { type Dependencies, NO_DEPENDENCIES, union } from './Dependencies.js';
import { SlotMemory } from './SlotMemory.js';
import type { SparsityPattern } from './SparsityPattern.js';
import { noPattern, patternOf, tracePattern } from './tracePattern.js';

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
  return tracePattern(f, x, 'detectSparsity', ({ c, tape, trace, slots, value, result }) => {
    if (!isFlat(value) && typeof value !== 'number') {
      throw new DiffError(
        'DIFF3003',
        `detectSparsity needs a function that gives a number, a float array or an array of numbers; \`${c.name}\` gave ${describe(value)}.`,
      );
    }
    const found = new DependencyFinder(slots);
    trace.visit(found);
    return patternOf(
      typeof value === 'number'
        ? [found.ofEntry(result)]
        : Array.from(value, (_, i) => found.ofSlot(tape.late$(value, tape.ret), i)),
    );
  });
}

/** Follows dependencies through the entries of a trace. */
class DependencyFinder implements EntryVisitor {
  private readonly entries: Dependencies[] = [NO_DEPENDENCIES];
  private readonly memory: SlotMemory<Dependencies>;

  /** @param slots  the shadow of the argument */
  constructor(slots: object) {
    this.memory = new SlotMemory<Dependencies>(slots, (column) => [column]);
  }

  ofEntry(i: number): Dependencies {
    return this.entries[i] ?? NO_DEPENDENCIES;
  }

  ofSlot(slots: unknown, key: PropertyKey): Dependencies {
    return this.memory.read(slots, key) ?? NO_DEPENDENCIES;
  }

  sum(i: number, a: number, b: number): void {
    this.entries[i] = union(this.entries[a], this.entries[b]);
  }

  load(i: number, slots: object, key: PropertyKey): void {
    this.entries[i] = this.ofSlot(slots, key);
  }

  store(slots: object, key: PropertyKey, entry: number): void {
    this.memory.write(slots, key, this.entries[entry]);
  }

  call(i: number, { companions, nodes, begin, hasObjects }: RecordedCall): void {
    if (companions.inactive === true) {
      this.entries[i] = NO_DEPENDENCIES;
      return;
    }
    if (hasObjects || begin < i) throw noPattern(companions.name);
    this.entries[i] = nodes.reduce((all, node) => union(all, this.entries[node]), NO_DEPENDENCIES);
  }
}
