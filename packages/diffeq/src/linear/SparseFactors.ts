import type { SparsityPattern } from '@diffjs/runtime';
import type { RealFactors } from './DoubledFactors.js';
import { eliminationOrder } from './eliminationOrder.js';

/** The diagonal is the pivot where it is at least this share of the greatest entry. */
const DIAGONAL = 0.1;
/** Kept pivots are given up where they are less than this share. */
const KEPT = 1e-3;

/**
 * P A Q = L U of sparse matrices of one pattern: left-looking elimination, column by column in an order that fills in little, with
 * partial pivoting that prefers the diagonal. Pivots and places of the factors are kept for the matrices that follow, as long as the
 * pivots stay large enough.
 *
 * Reference: Gilbert & Peierls, SIAM J. Sci. Stat. Comput. 9(5), 1988; Davis, Direct Methods for Sparse Linear Systems, 2006, §6.2;
 * Davis & Natarajan, ACM Trans. Math. Software 37(3), 2010 (refactorisation).
 */
export class SparseFactors implements RealFactors {
  private readonly n: number;
  /** Column of A that each step eliminates. */
  private readonly order: Int32Array;
  /** A by columns: rows, and places of the entries in the pattern. */
  private readonly starts: Int32Array;
  private readonly rows: Int32Array;
  private readonly entries: Int32Array;
  /** Step whose pivot a row is; −1 for none yet. */
  private readonly stepOf: Int32Array;
  private readonly L: FactorColumns;
  private readonly U: FactorColumns;
  private readonly diagonal: Float64Array;
  private readonly x: Float64Array;
  private readonly marks: Int32Array;
  private readonly reached: Int32Array;
  private readonly path: Int32Array;
  private readonly positions: Int32Array;
  private isAnalysed = false;

  constructor(pattern: SparsityPattern) {
    const { rowPointers, columns } = pattern;
    const n = rowPointers.length - 1;
    this.n = n;
    this.order = eliminationOrder(pattern);
    this.starts = new Int32Array(n + 1);
    this.rows = new Int32Array(columns.length);
    this.entries = new Int32Array(columns.length);
    for (const j of columns) this.starts[j + 1]++;
    for (let j = 0; j < n; j++) this.starts[j + 1] += this.starts[j];
    const next = this.starts.slice();
    for (let i = 0; i < n; i++) {
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
        const at = next[columns[e]]++;
        this.rows[at] = i;
        this.entries[at] = e;
      }
    }
    this.stepOf = new Int32Array(n);
    this.L = new FactorColumns(n, 4 * columns.length);
    this.U = new FactorColumns(n, 4 * columns.length);
    this.diagonal = new Float64Array(n);
    this.x = new Float64Array(n);
    this.marks = new Int32Array(n);
    this.reached = new Int32Array(n);
    this.path = new Int32Array(n);
    this.positions = new Int32Array(n);
  }

  factor(W: Float64Array): boolean {
    if (this.isAnalysed && this.factorAgain(W)) return true;
    this.isAnalysed = this.factorAnew(W);
    return this.isAnalysed;
  }

  /** With the pivots of before; false where one has become too small. */
  private factorAgain(W: Float64Array): boolean {
    const { n, order, starts, rows, entries, stepOf, L, U, diagonal, x } = this;
    x.fill(0);
    for (let k = 0; k < n; k++) {
      const column = order[k];
      for (let e = starts[column]; e < starts[column + 1]; e++) x[stepOf[rows[e]]] = W[entries[e]];
      for (let p = U.starts[k]; p < U.starts[k + 1]; p++) {
        const i = U.rows[p];
        const value = x[i];
        x[i] = 0;
        U.values[p] = value;
        for (let q = L.starts[i]; q < L.starts[i + 1]; q++) x[L.rows[q]] -= L.values[q] * value;
      }
      const pivot = x[k];
      x[k] = 0;
      let most = 0;
      for (let q = L.starts[k]; q < L.starts[k + 1]; q++) most = Math.max(most, Math.abs(x[L.rows[q]]));
      const size = Math.abs(pivot);
      if (!(size > 0 && size < Infinity && size >= KEPT * most)) return false;
      const inverse = 1 / pivot;
      diagonal[k] = inverse;
      for (let q = L.starts[k]; q < L.starts[k + 1]; q++) {
        L.values[q] = x[L.rows[q]] * inverse;
        x[L.rows[q]] = 0;
      }
    }
    return true;
  }

  /** With a search for pivots; false if there is none. */
  private factorAnew(W: Float64Array): boolean {
    const { n, order, stepOf, L, U, diagonal, x, reached } = this;
    stepOf.fill(-1);
    this.marks.fill(-1);
    x.fill(0);
    L.clear();
    U.clear();
    for (let k = 0; k < n; k++) {
      const top = this.solveColumn(W, k);
      const row = this.choosePivot(order[k], top);
      const pivot = row < 0 ? 0 : x[row];
      if (!(pivot !== 0 && Math.abs(pivot) < Infinity)) return false;
      const inverse = 1 / pivot;
      for (let at = top; at < n; at++) {
        const i = reached[at];
        if (stepOf[i] >= 0) U.add(stepOf[i], x[i]);
        else if (i !== row) L.add(i, x[i] * inverse);
        x[i] = 0;
      }
      diagonal[k] = inverse;
      stepOf[row] = k;
      L.close(k);
      U.close(k);
    }
    L.renumber(stepOf);
    return true;
  }

  /** x = L⁻¹ of the column that step k eliminates, over the rows `reached[top …]`, in the order of elimination. @returns top */
  private solveColumn(W: Float64Array, k: number): number {
    const { n, order, starts, rows, entries, stepOf, L, x, marks, reached } = this;
    const column = order[k];
    let top = n;
    for (let e = starts[column]; e < starts[column + 1]; e++) {
      if (marks[rows[e]] !== k) top = this.reach(rows[e], top, k);
    }
    for (let e = starts[column]; e < starts[column + 1]; e++) x[rows[e]] = W[entries[e]];
    for (let at = top; at < n; at++) {
      const step = stepOf[reached[at]];
      if (step < 0) continue;
      const value = x[reached[at]];
      for (let q = L.starts[step]; q < L.starts[step + 1]; q++) x[L.rows[q]] -= L.values[q] * value;
    }
    return top;
  }

  /** Depth first from a row through the columns of L; those met first stand last. @returns the new top */
  private reach(from: number, top: number, k: number): number {
    const { stepOf, L, marks, reached, path, positions } = this;
    let depth = 0;
    path[0] = from;
    marks[from] = k;
    positions[0] = stepOf[from] < 0 ? 0 : L.starts[stepOf[from]];
    while (depth >= 0) {
      const row = path[depth];
      const step = stepOf[row];
      const end = step < 0 ? 0 : L.starts[step + 1];
      let isDone = true;
      for (let q = positions[depth]; q < end; q++) {
        const next = L.rows[q];
        if (marks[next] === k) continue;
        marks[next] = k;
        positions[depth] = q + 1;
        depth++;
        path[depth] = next;
        positions[depth] = stepOf[next] < 0 ? 0 : L.starts[stepOf[next]];
        isDone = false;
        break;
      }
      if (!isDone) continue;
      depth--;
      reached[--top] = row;
    }
    return top;
  }

  private choosePivot(column: number, top: number): number {
    const { n, stepOf, x, reached, marks } = this;
    let row = -1;
    let most = 0;
    for (let at = top; at < n; at++) {
      const i = reached[at];
      if (stepOf[i] >= 0) continue;
      const size = Math.abs(x[i]);
      if (!(size < Infinity)) return -1;
      if (size > most) {
        most = size;
        row = i;
      }
    }
    const isReached = stepOf[column] < 0 && marks[column] === marks[row];
    return row >= 0 && isReached && Math.abs(x[column]) >= DIAGONAL * most ? column : row;
  }

  solve(b: Float64Array): void {
    const { n, order, stepOf, L, U, diagonal, x } = this;
    for (let i = 0; i < n; i++) x[stepOf[i]] = b[i];
    for (let k = 0; k < n; k++) {
      const value = x[k];
      if (value === 0) continue;
      for (let q = L.starts[k]; q < L.starts[k + 1]; q++) x[L.rows[q]] -= L.values[q] * value;
    }
    for (let k = n - 1; k >= 0; k--) {
      const value = x[k] * diagonal[k];
      b[order[k]] = value;
      for (let p = U.starts[k]; p < U.starts[k + 1]; p++) x[U.rows[p]] -= U.values[p] * value;
    }
  }
}

/** Columns of a factor without its diagonal, one after the other. */
class FactorColumns {
  readonly starts: Int32Array;
  rows: Int32Array;
  values: Float64Array;
  private count = 0;

  constructor(n: number, room: number) {
    this.starts = new Int32Array(n + 1);
    this.rows = new Int32Array(room);
    this.values = new Float64Array(room);
  }

  clear(): void {
    this.count = 0;
  }

  add(row: number, value: number): void {
    const { count } = this;
    if (count === this.rows.length) this.grow();
    this.rows[count] = row;
    this.values[count] = value;
    this.count = count + 1;
  }

  close(k: number): void {
    this.starts[k + 1] = this.count;
  }

  renumber(to: Int32Array): void {
    for (let e = 0; e < this.count; e++) this.rows[e] = to[this.rows[e]];
  }

  private grow(): void {
    const { rows, values } = this;
    this.rows = new Int32Array(2 * rows.length);
    this.rows.set(rows);
    this.values = new Float64Array(2 * values.length);
    this.values.set(values);
  }
}
