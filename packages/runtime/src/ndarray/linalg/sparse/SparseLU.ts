import { type RowPattern, transposePattern } from './CompressedRows.js';
import { fillReducingOrder } from './minimumDegree.js';

/** A diagonal entry is taken for pivot if it is at least this part of the greatest. */
const PREFERENCE = 0.1;

/** Columns of a factor, which grow. */
class Columns {
  readonly starts: Int32Array;
  rows: Int32Array;
  values: Float64Array;
  used = 0;

  constructor(n: number, guess: number) {
    this.starts = new Int32Array(n + 1);
    this.rows = new Int32Array(guess);
    this.values = new Float64Array(guess);
  }

  add(row: number, value: number): void {
    if (this.used === this.rows.length) {
      const size = 2 * this.used + 16;
      const rows = new Int32Array(size);
      const values = new Float64Array(size);
      rows.set(this.rows);
      values.set(this.values);
      this.rows = rows;
      this.values = values;
    }
    this.rows[this.used] = row;
    this.values[this.used++] = value;
  }
}

/**
 * P·A·Q = L·U of a square sparse matrix: column by column, each by a sparse triangular solve whose pattern a depth-first search finds; columns in an
 * order that keeps the factors sparse, pivots by size with a preference for the diagonal.
 *
 * Reference: Gilbert & Peierls, SIAM J. Sci. Stat. Comput. 9(5), 1988; Davis, Direct Methods for Sparse Linear Systems, 2006, chapter 6.
 */
export class SparseLU {
  private readonly n: number;
  /** Column k of U belongs to column `order[k]` of A. */
  private readonly order: Int32Array;
  /** Row i of A is pivot row `place[i]`. */
  private readonly place: Int32Array;
  private readonly L: Columns;
  private readonly U: Columns;
  /** The column of A for which no pivot is left that is not 0; −1 if there is none. */
  readonly singularColumn: number;

  constructor(pattern: RowPattern, values: Float64Array) {
    const n = (this.n = pattern.rows);
    this.order = fillReducingOrder(pattern);
    this.place = new Int32Array(n).fill(-1);
    const guess = 4 * values.length + n;
    this.L = new Columns(n, guess);
    this.U = new Columns(n, guess);
    this.singularColumn = this.factorise(pattern, values);
  }

  private factorise(pattern: RowPattern, values: Float64Array): number {
    const { n, order, place, L, U } = this;
    const { pattern: columns, places } = transposePattern(pattern);
    const x = new Float64Array(n);
    const search = new Search(n);
    for (let k = 0; k < n; k++) {
      const column = order[k];
      const [from, to] = [columns.starts[column], columns.starts[column + 1]];
      const top = search.reach(columns.columns, from, to, L, place, k);
      const { found } = search;
      for (let p = from; p < to; p++) x[columns.columns[p]] = values[places[p]];
      // x = L⁻¹·(column), rows in topological order.
      let pivot = -1;
      let greatest = -1;
      for (let t = top; t < n; t++) {
        const i = found[t];
        const j = place[i];
        if (j < 0) {
          if (Math.abs(x[i]) > greatest) [pivot, greatest] = [i, Math.abs(x[i])];
          continue;
        }
        const value = x[i];
        U.add(j, value);
        // Beginning behind the diagonal of L, which is 1.
        for (let p = L.starts[j] + 1; p < L.starts[j + 1]; p++) x[L.rows[p]] -= L.values[p] * value;
      }
      if (search.hasNaN(x, top)) [pivot, greatest] = [search.freeRow(place, top), NaN];
      if (pivot < 0 || greatest === 0) return column;
      if (place[column] < 0 && Math.abs(x[column]) >= PREFERENCE * greatest) pivot = column;
      const size = x[pivot];
      U.add(k, size);
      U.starts[k + 1] = U.used;
      place[pivot] = k;
      L.add(pivot, 1);
      for (let t = top; t < n; t++) {
        const i = found[t];
        if (place[i] < 0) L.add(i, x[i] / size);
        x[i] = 0;
      }
      L.starts[k + 1] = L.used;
    }
    for (let p = 0; p < L.used; p++) L.rows[p] = place[L.rows[p]];
    return -1;
  }

  /** x with A·x = b. */
  solve(b: Float64Array): Float64Array {
    const { n, order, place, L, U } = this;
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) y[place[i]] = b[i];
    for (let k = 0; k < n; k++)
      for (let p = L.starts[k] + 1; p < L.starts[k + 1]; p++) y[L.rows[p]] -= L.values[p] * y[k];
    for (let k = n - 1; k >= 0; k--) {
      const end = U.starts[k + 1] - 1;
      y[k] /= U.values[end];
      for (let p = U.starts[k]; p < end; p++) y[U.rows[p]] -= U.values[p] * y[k];
    }
    const x = new Float64Array(n);
    for (let k = 0; k < n; k++) x[order[k]] = y[k];
    return x;
  }

  /** x with Aᵀ·x = b. */
  solveTransposed(b: Float64Array): Float64Array {
    const { n, order, place, L, U } = this;
    const y = Float64Array.from(order, (column) => b[column]);
    for (let k = 0; k < n; k++) {
      const end = U.starts[k + 1] - 1;
      for (let p = U.starts[k]; p < end; p++) y[k] -= U.values[p] * y[U.rows[p]];
      y[k] /= U.values[end];
    }
    for (let k = n - 1; k >= 0; k--)
      for (let p = L.starts[k] + 1; p < L.starts[k + 1]; p++) y[k] -= L.values[p] * y[L.rows[p]];
    return Float64Array.from(place, (k) => y[k]);
  }

  /** How many numbers the factors hold. */
  get size(): number {
    return this.L.used + this.U.used;
  }
}

/** Depth-first search through the graph of L for the rows that a column reaches. */
class Search {
  private readonly n: number;
  /** From the top on, the rows in topological order. */
  readonly found: Int32Array;
  private readonly stack: Int32Array;
  private readonly next: Int32Array;
  private readonly marks: Int32Array;

  constructor(n: number) {
    this.n = n;
    this.found = new Int32Array(n);
    this.stack = new Int32Array(n);
    this.next = new Int32Array(n);
    this.marks = new Int32Array(n).fill(-1);
  }

  /** @returns where in `found` the rows begin */
  reach(rows: Int32Array, from: number, to: number, L: Columns, place: Int32Array, mark: number): number {
    let top = this.n;
    for (let p = from; p < to; p++)
      if (this.marks[rows[p]] !== mark) top = this.visit(rows[p], L, place, mark, top);
    return top;
  }

  private visit(root: number, L: Columns, place: Int32Array, mark: number, top: number): number {
    const { stack, next, marks, found } = this;
    let depth = 0;
    stack[0] = root;
    marks[root] = mark;
    next[0] = place[root] < 0 ? 0 : L.starts[place[root]] + 1;
    while (depth >= 0) {
      const i = stack[depth];
      const j = place[i];
      const end = j < 0 ? 0 : L.starts[j + 1];
      let deeper = false;
      while (next[depth] < end) {
        const child = L.rows[next[depth]++];
        if (marks[child] === mark) continue;
        marks[child] = mark;
        depth++;
        stack[depth] = child;
        next[depth] = place[child] < 0 ? 0 : L.starts[place[child]] + 1;
        deeper = true;
        break;
      }
      if (deeper) continue;
      found[--top] = i;
      depth--;
    }
    return top;
  }

  hasNaN(x: Float64Array, top: number): boolean {
    for (let t = top; t < this.n; t++) if (Number.isNaN(x[this.found[t]])) return true;
    return false;
  }

  /** A row that is no pivot yet; −1 if there is none. */
  freeRow(place: Int32Array, top: number): number {
    for (let t = top; t < this.n; t++) if (place[this.found[t]] < 0) return this.found[t];
    return -1;
  }
}
