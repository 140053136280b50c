import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { type Curvature, GENERAL, LINEAR, PRODUCT, QUOTIENT } from './Curvature.js';
import type { EntryVisitor, RecordedCall } from '../trace/ReverseTrace.js';
import { type Dependencies, NO_DEPENDENCIES, union } from './Dependencies.js';
import type { PatternTrace } from './PatternTrace.js';
import { SlotMemory } from './SlotMemory.js';
import type { SparsityPattern } from './SparsityPattern.js';
import { noPattern, patternOf, tracePattern } from './tracePattern.js';

/**
 * The pattern of the Hessian of a function that gives a number: which pairs of numbers of `x` interact in it other than linearly.
 *
 * The function runs once, on a copy of `x`, as traced code. The inputs of each operation on the way to the result are followed through the record and through
 * memory; an operation with curvature pairs those of its operands: a product those of one with those of the other, a quotient those of the divisor with all,
 * anything else all with all. Sums, multiples, `abs`, `max`, `min` and remainders have none. Entries that happen to be zero at `x`, or cancel, are
 * in the pattern; what the function does not run at this `x` (other branches, other elements) is not: where that depends on `x`, unite the patterns of
 * several points.
 *
 * @param f  a function of one argument that was compiled, from numbers in a row to a number
 * @param x  a float array or an array of numbers
 * @returns the pattern, symmetric, [numbers of x] × [numbers of x]
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 for other arguments and results; DIFF3006 where the function, or one that it calls with active
 *   numbers in objects, has a rule; what `f` throws
 * Reference: Walther, ACM TOMS 34(1), 2008, algorithm 2 (index domains and nonlinear interaction domains).
 * @example
 * const f = /* @differentiable *\/ (x) => x[0] * x[1] + Math.exp(x[2]) + 5 * x[3];
 * hessianSparsity(f, [1, 2, 3, 4]).columns       // Int32Array.of(1, 0, 2)
 * hessianSparsity(f, [1, 2, 3, 4]).rowPointers   // Int32Array.of(0, 1, 2, 3, 3)
 */
export function hessianSparsity(f: unknown, x: unknown): SparsityPattern {
  return tracePattern(f, x, 'hessianSparsity', ({ c, trace, slots, value, result }) => {
    if (typeof value !== 'number') {
      throw new DiffError(
        'DIFF3003',
        `hessianSparsity needs a function that gives a number; \`${c.name}\` gave ${describe(value)}.`,
      );
    }
    const found = new OperationGraph(trace, slots);
    trace.visit(found);
    return patternOf(new Interactions(found, (x as ArrayLike<number>).length).towards(result));
  });
}

/** Where the operands of an entry come from: other entries, or, −1 − j, number j of the argument. 0 stands for a constant. */
interface Operation {
  readonly operands: readonly number[];
  readonly curvature: Curvature;
}

/** The operations of a trace; loads stand for what was stored last. */
class OperationGraph implements EntryVisitor {
  readonly operations: (Operation | undefined)[] = [];
  private readonly memory: SlotMemory<number>;

  constructor(
    private readonly trace: PatternTrace,
    slots: object,
  ) {
    this.memory = new SlotMemory<number>(slots, (column) => -1 - column);
  }

  sum(i: number, a: number, b: number): void {
    this.operations[i] = { operands: [a, b], curvature: this.trace.curvatureOf(i) };
  }

  load(i: number, slots: object, key: PropertyKey): void {
    this.operations[i] = { operands: [this.memory.read(slots, key) ?? 0], curvature: LINEAR };
  }

  store(slots: object, key: PropertyKey, entry: number): void {
    this.memory.write(slots, key, entry);
  }

  call(i: number, { companions, nodes, begin, hasObjects }: RecordedCall): void {
    if (companions.inactive === true) return;
    if (hasObjects || begin < i) throw noPattern(companions.name);
    this.operations[i] = { operands: nodes, curvature: GENERAL };
  }
}

class Interactions {
  private readonly rows: Set<number>[];
  private readonly entries: Dependencies[] = [];
  /** Sets all of whose members are paired already: many operations have the same inputs. */
  private readonly paired = new Set<Dependencies>();
  private readonly inputs: Dependencies[];

  constructor(
    private readonly graph: OperationGraph,
    size: number,
  ) {
    this.rows = Array.from({ length: size }, () => new Set());
    this.inputs = Array.from({ length: size }, (_, j) => [j]);
  }

  /** The columns of each row, in increasing order, as far as an entry depends on them. */
  towards(result: number): number[][] {
    const { operations } = this.graph;
    const isUseful = this.usefulFor(result);
    for (let i = 1; i <= result; i++) {
      const operation = operations[i];
      if (operation === undefined || isUseful[i] === 0) continue;
      const operands = operation.operands.map((each) => this.dependenciesOf(each));
      this.pair(operation.curvature, operands);
      this.entries[i] = operands.reduce(union, NO_DEPENDENCIES);
    }
    return this.rows.map((row) => [...row].sort((a, b) => a - b));
  }

  private usefulFor(result: number): Uint8Array {
    const isUseful = new Uint8Array(result + 1);
    isUseful[result] = 1;
    for (let i = result; i > 0; i--)
      if (isUseful[i] === 1)
        for (const operand of this.graph.operations[i]?.operands ?? [])
          if (operand > 0) isUseful[operand] = 1;
    return isUseful;
  }

  private dependenciesOf(operand: number): Dependencies {
    if (operand < 0) return this.inputs[-1 - operand];
    return this.entries[operand] ?? NO_DEPENDENCIES;
  }

  private pair(curvature: Curvature, operands: readonly Dependencies[]): void {
    const [a, b = NO_DEPENDENCIES] = operands;
    if (curvature === PRODUCT || curvature === QUOTIENT) this.cross(a, b);
    if (curvature === QUOTIENT) this.crossAll(b);
    if (curvature === GENERAL) this.crossAll(operands.reduce(union, NO_DEPENDENCIES));
  }

  private crossAll(all: Dependencies): void {
    if (this.paired.has(all)) return;
    this.paired.add(all);
    this.cross(all, all);
  }

  private cross(a: Dependencies, b: Dependencies): void {
    for (const i of a) {
      for (const j of b) {
        this.rows[i].add(j);
        this.rows[j].add(i);
      }
    }
  }
}
