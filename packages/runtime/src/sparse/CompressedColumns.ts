import { DiffError } from '../errors/DiffError.js';
import { colouringOf } from './colourColumns.js';
import type { SparsityPattern } from './SparsityPattern.js';

/** A pattern ready for compression: columns by colour, entries by colour. */
export class CompressedColumns {
  /** How many tangents are needed. */
  readonly count: number;
  readonly rows: number;
  /** Columns, entries and rows of these, by colour. */
  private readonly columnsByColour: readonly Int32Array[];
  private readonly entriesByColour: readonly Int32Array[];
  private readonly rowsByColour: readonly Int32Array[];
  /** The direction along which the result is checked, and the tangent of the function there. */
  readonly direction: Float64Array;
  private readonly seen: Float64Array;

  constructor(
    readonly pattern: SparsityPattern,
    readonly columns: number,
  ) {
    const { rowPointers } = pattern;
    const { colours, count } = colouringOf(pattern, columns);
    this.count = count;
    this.rows = rowPointers.length - 1;
    const lists = (): number[][] => Array.from({ length: count }, () => []);
    const [columnsOf, entriesOf, rowsOf] = [lists(), lists(), lists()];
    colours.forEach((colour, j) => columnsOf[colour].push(j));
    for (let i = 0; i < this.rows; i++) {
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
        const colour = colours[pattern.columns[e]];
        entriesOf[colour].push(e);
        rowsOf[colour].push(i);
      }
    }
    const packed = (each: number[][]): Int32Array[] => each.map((list) => Int32Array.from(list));
    this.columnsByColour = packed(columnsOf);
    this.entriesByColour = packed(entriesOf);
    this.rowsByColour = packed(rowsOf);
    this.direction = directionOf(columns);
    this.seen = new Float64Array(this.rows);
  }

  /** The columns of a colour. */
  columnsOf(colour: number): Int32Array {
    return this.columnsByColour[colour];
  }

  /** Takes the entries of a colour out of the tangent of the result; undefined stands for zeros. */
  takeColour(colour: number, tangent: ArrayLike<number | undefined> | undefined, values: Float64Array): void {
    const entries = this.entriesByColour[colour];
    const rows = this.rowsByColour[colour];
    if (tangent instanceof Float64Array) {
      for (let q = 0; q < entries.length; q++) values[entries[q]] = tangent[rows[q]];
    } else {
      for (let q = 0; q < entries.length; q++) values[entries[q]] = tangent?.[rows[q]] ?? 0;
    }
  }

  /** Keeps the tangent along the direction. */
  takeCheck(tangent: ArrayLike<number | undefined> | undefined): void {
    const { seen } = this;
    if (tangent instanceof Float64Array) for (let i = 0; i < seen.length; i++) seen[i] = tangent[i];
    else for (let i = 0; i < seen.length; i++) seen[i] = tangent?.[i] ?? 0;
  }

  /**
   * Compares the entries with the tangent along the direction.
   * @throws DIFF3009 if a row has more than the pattern says
   */
  check(values: Float64Array, api: string): void {
    const { direction, seen } = this;
    const { rowPointers, columns } = this.pattern;
    for (let i = 0; i < this.rows; i++) {
      let sum = 0;
      let size = 0;
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
        const term = values[e] * direction[columns[e]];
        sum += term;
        size += Math.abs(term);
      }
      if (Math.abs(sum - seen[i]) <= TOLERANCE * (size + Math.abs(seen[i]))) continue;
      if (!Number.isFinite(sum) && !Number.isFinite(seen[i])) continue;
      throw new DiffError(
        'DIFF3009',
        `${api}: row ${i} of the Jacobian has entries that the sparsity pattern does not have: along a direction it gives ${seen[i]}, and the entries of the pattern ${sum}. ` +
          'Add them to the pattern, or have it found: detectSparsity(f, x).',
      );
    }
  }
}

/** Numbers of either sign, none of them small, so that an entry that is missing shows. */
function directionOf(length: number): Float64Array {
  let state = 0x9e3779b9;
  return Float64Array.from({ length }, () => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const size = 0.5 + (state >>> 9) / 2 ** 23;
    return (state & 1) === 0 ? size : -size;
  });
}

/** Rounding errors of one row's sum, with room; what is missing is of the size of an entry. */
const TOLERANCE = 1e-8;
