import type { SparsityPattern } from '@diffjs/runtime';
import type { System } from '../problem/System.js';
import type { JacobianSource } from './JacobianSource.js';
import { jacobianSource } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import { wholeOf } from './Linearised.js';
import type { LinearSystem } from './LinearSystem.js';
import { solverFor } from './linearSystems.js';

/**
 * The linear systems (s − Jᵀ) x = b of a system, which adjoints solve, by elimination over the transposed places. The mass matrix is left out: it is
 * for shifts of 0.
 */
export function transposedSystem(system: System): LinearSystem {
  const whole = wholeOf(system);
  const { hints } = whole;
  const of: Linearised = {
    ...whole,
    mass: undefined,
    hints: {
      ...hints,
      pattern: hints.pattern?.map(([i, j]) => [j, i]),
      bandwidth: hints.bandwidth && [hints.bandwidth[1], hints.bandwidth[0]],
    },
  };
  const never = (): never => {
    throw new RangeError('a transposed system is solved by elimination');
  };
  return solverFor(of).create({
    of,
    jacobian: (pattern) => transposedSource(whole, pattern),
    massSource: undefined,
    direction: never,
    tolerances: undefined,
  });
}

/** The source of Jᵀ over the given entries. */
function transposedSource(of: Linearised, pattern: SparsityPattern | undefined): JacobianSource {
  if (pattern === undefined) return new TransposedRows(of.n, jacobianSource(of, undefined, undefined, false));
  const { own, order } = transposedPattern(pattern, of.n);
  return new TransposedEntries(order, jacobianSource(of, own, undefined, false));
}

class TransposedRows implements JacobianSource {
  constructor(
    private readonly n: number,
    private readonly source: JacobianSource,
  ) {}

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { n } = this;
    this.source.evaluate(J, u, t, du);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const x = J[i * n + j];
        J[i * n + j] = J[j * n + i];
        J[j * n + i] = x;
      }
    }
  }
}

class TransposedEntries implements JacobianSource {
  private readonly values: Float64Array;

  /** @param order  where the entries of the transposed pattern stand in the source's */
  constructor(
    private readonly order: Int32Array,
    private readonly source: JacobianSource,
  ) {
    this.values = new Float64Array(order.length);
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { order, values } = this;
    this.source.evaluate(values, u, t, du);
    for (let e = 0; e < order.length; e++) J[e] = values[order[e]];
  }
}

/** The pattern with rows and columns exchanged, and where the entries of the given one stand in it. */
function transposedPattern(given: SparsityPattern, n: number): { own: SparsityPattern; order: Int32Array } {
  const { rowPointers, columns } = given;
  const starts = new Int32Array(n + 1);
  for (const j of columns) starts[j + 1]++;
  for (let j = 0; j < n; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const rows = new Int32Array(columns.length);
  const order = new Int32Array(columns.length);
  for (let i = 0; i < n; i++) {
    for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
      const at = next[columns[e]]++;
      rows[at] = i;
      order[e] = at;
    }
  }
  return { own: { rowPointers: starts, columns: rows }, order };
}
