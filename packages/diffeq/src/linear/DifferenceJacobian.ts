import type { SparsityPattern } from '@diffjs/runtime';
import { colourColumns } from '@diffjs/runtime';
import type { JacobianSource } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';

/** Relative increment: where the error of the difference and that of rounding are alike. */
const RELATIVE = Math.sqrt(Number.EPSILON);
/** What a component is taken to measure at least, beside a state of order 1. */
const FLOOR = 1e-5;

/**
 * Jacobians by forward differences, ∂f/∂uⱼ ≈ (f(u + δ eⱼ) − f(u))/δ with δ = √ε max(|uⱼ|, typicalⱼ): n evaluations of f, or as many
 * as the pattern has colours. Where f(u + δ eⱼ) is not finite, −δ is tried.
 *
 * Reference: Curtis, Powell & Reid, J. Inst. Maths Applics 13, 1974; Hairer & Wanner, Solving Ordinary Differential Equations II,
 * 2nd ed., §IV.8.
 */
export class DifferenceJacobian implements JacobianSource {
  private readonly moved: Float64Array;
  private readonly value: Float64Array;
  private readonly increments: Float64Array;
  private readonly coloured: Coloured | undefined;

  /** @param typical  sizes below which components do not count, [n]; default 1e-5, less where the whole state is smaller than 1 */
  constructor(
    private readonly of: Pick<Linearised, 'n' | 'evaluate'>,
    pattern: SparsityPattern | undefined,
    private readonly typical: Float64Array | undefined,
  ) {
    const { n } = of;
    this.moved = new Float64Array(n);
    this.value = new Float64Array(n);
    this.increments = new Float64Array(n);
    this.coloured = pattern && colouredPlaces(pattern, n);
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    this.chooseIncrements(u);
    if (this.coloured === undefined) this.columns(J, u, t, du);
    else this.colours(this.coloured, J, u, t, du);
  }

  private chooseIncrements(u: Float64Array): void {
    const { typical, increments, moved } = this;
    let largest = 0;
    for (let j = 0; j < u.length; j++) {
      const size = Math.abs(u[j]);
      if (size > largest) largest = size;
      moved[j] = u[j];
    }
    const floor = FLOOR * (largest > 0 && largest < 1 ? largest : 1);
    for (let j = 0; j < u.length; j++) {
      const size = Math.abs(u[j]);
      const least = typical === undefined ? floor : typical[j];
      increments[j] = RELATIVE * (size > least ? size : least);
    }
  }

  private columns(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { of, moved, value, increments } = this;
    const { n } = of;
    for (let j = 0; j < n; j++) {
      const x = u[j];
      let sign = 1;
      for (;;) {
        moved[j] = x + sign * increments[j];
        const inverse = 1 / (moved[j] - x); // what was added, to the last bit
        of.evaluate(value, moved, t);
        let total = 0;
        for (let i = 0, at = j; i < n; i++, at += n) {
          J[at] = (value[i] - du[i]) * inverse;
          total += J[at];
        }
        if (Number.isFinite(total) || sign < 0) break;
        sign = -1;
      }
      moved[j] = x;
    }
  }

  private colours(coloured: Coloured, J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { of, moved, value, increments } = this;
    const { starts, columns, entries, rows } = coloured;
    for (const group of columns) {
      let sign = 1;
      for (;;) {
        for (const j of group) moved[j] = u[j] + sign * increments[j];
        of.evaluate(value, moved, t);
        let total = 0;
        for (const j of group) {
          const inverse = 1 / (moved[j] - u[j]);
          for (let e = starts[j]; e < starts[j + 1]; e++) {
            const slope = (value[rows[e]] - du[rows[e]]) * inverse;
            J[entries[e]] = slope;
            total += slope;
          }
        }
        if (Number.isFinite(total) || sign < 0) break;
        sign = -1;
      }
      for (const j of group) moved[j] = u[j];
    }
  }
}

/** The entries of a pattern by columns, and columns that can be moved together. */
interface Coloured {
  /** Column j has the entries starts[j] … starts[j + 1] − 1 of the two below; [n + 1]. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** Where the entry stands in the pattern. */
  readonly entries: Int32Array;
  /** Columns of each colour. */
  readonly columns: readonly Int32Array[];
}

function colouredPlaces(pattern: SparsityPattern, n: number): Coloured {
  const { rowPointers, columns } = pattern;
  const { colours, count } = colourColumns(pattern, n);
  const starts = new Int32Array(n + 1);
  for (const j of columns) starts[j + 1]++;
  for (let j = 0; j < n; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const rows = new Int32Array(columns.length);
  const entries = new Int32Array(columns.length);
  for (let i = 0; i < n; i++) {
    for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
      const at = next[columns[e]]++;
      rows[at] = i;
      entries[at] = e;
    }
  }
  const groups = Array.from({ length: count }, (_, colour) =>
    Int32Array.from([...colours.keys()].filter((j) => colours[j] === colour)),
  );
  return { starts, rows, entries, columns: groups };
}
