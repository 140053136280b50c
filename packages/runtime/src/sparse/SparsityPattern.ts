import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * Where a matrix may have entries other than zero, in compressed rows: those of row i are in the columns
 * `columns[rowPointers[i]]`, …, `columns[rowPointers[i + 1] − 1]`, in increasing order.
 */
export interface SparsityPattern {
  /** Length m + 1 for m rows; begins with 0 and ends with the number of entries. */
  readonly rowPointers: Int32Array;
  /** A column for each entry, row by row. */
  readonly columns: Int32Array;
}

/** A sparse matrix in compressed rows (CSR). */
export interface SparseMatrix extends SparsityPattern {
  /** A number for each entry, in the order of `columns`. */
  readonly values: Float64Array;
  /** Numbers of rows and columns. */
  readonly shape: readonly [rows: number, columns: number];
}

/** A pattern as it may be given: compressed, or for each row the columns of its entries in any order. */
export type SparsityLike =
  | { readonly rowPointers: ArrayLike<number>; readonly columns: ArrayLike<number> }
  | readonly ArrayLike<number>[];

/**
 * Checks a pattern and brings it into its compressed form, the columns of each row in increasing order and each once.
 *
 * @param columns  how many columns the matrix has
 * @throws DIFF3003 for what is no pattern of such a matrix
 */
export function compressedPattern(given: unknown, columns: number, api: string): SparsityPattern {
  const rows = rowsOf(given, api);
  const rowPointers = new Int32Array(rows.length + 1);
  const sorted = rows.map((row, i) => {
    const each = isIncreasing(row) ? row : [...new Set(row)].sort((a, b) => a - b);
    for (const j of each) {
      if (Number.isInteger(j) && j >= 0 && j < columns) continue;
      throw new DiffError(
        'DIFF3003',
        `${api}: row ${i} of the sparsity pattern names the column ${describe(j)}, and there are ${columns} columns, counted from 0.`,
      );
    }
    rowPointers[i + 1] = rowPointers[i] + each.length;
    return each;
  });
  return { rowPointers, columns: Int32Array.from(sorted.flat()) };
}

function rowsOf(given: unknown, api: string): number[][] {
  if (Array.isArray(given) && given.every(isList))
    return given.map((row: ArrayLike<number>) => Array.from(row));
  const { rowPointers, columns } = (given ?? {}) as Partial<SparsityPattern>;
  if (!isList(rowPointers) || !isList(columns)) {
    throw new DiffError(
      'DIFF3003',
      `${api}: the sparsity pattern is ${describe(given)}, where { rowPointers, columns } or an array of the columns of each row is needed.`,
    );
  }
  const isWrong = (i: number): boolean => !(rowPointers[i + 1] >= rowPointers[i]);
  const count = rowPointers.length - 1;
  const steps = Array.from({ length: Math.max(count, 0) }, (_, i) => i);
  if (count < 0 || rowPointers[0] !== 0 || rowPointers[count] !== columns.length || steps.some(isWrong)) {
    throw new DiffError(
      'DIFF3003',
      `${api}: the row pointers of the sparsity pattern must begin with 0, not decrease, and end with the number of columns listed, ${columns.length}.`,
    );
  }
  const all = Array.from(columns);
  return steps.map((i) => all.slice(rowPointers[i], rowPointers[i + 1]));
}

function isIncreasing(row: readonly number[]): boolean {
  for (let q = 1; q < row.length; q++) if (!(row[q - 1] < row[q])) return false;
  return true;
}

function isList(x: unknown): x is ArrayLike<number> {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView));
}
