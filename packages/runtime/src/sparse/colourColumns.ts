import { compressedPattern, type SparsityLike, type SparsityPattern } from './SparsityPattern.js';

/** Columns in groups no two columns of which meet in a row. */
export interface ColumnColouring {
  /** The group of each column, counted from 0. */
  readonly colours: Int32Array;
  /** How many groups there are. */
  readonly count: number;
}

/**
 * Groups the columns of a sparse matrix so that those of one group have no row in common: their sum still shows every entry, and a Jacobian
 * needs one tangent for each group instead of one for each column.
 *
 * A colouring of the graph in which columns that meet in a row are neighbours: greedy, columns with more neighbours first. At most one
 * colour more than the greatest number of neighbours; for banded matrices as many as the band is wide.
 *
 * Reference: Curtis, Powell & Reid, J. Inst. Maths Applics 13, 1974; Gebremedhin, Manne & Pothen, SIAM Review 47(4), 2005, §3.
 *
 * @param sparsity  the pattern: `{ rowPointers, columns }`, or for each row the columns of its entries
 * @param columns  how many columns the matrix has
 * @throws DIFF3003 for what is no pattern of such a matrix
 * @example
 * colourColumns([[0, 1], [0, 1, 2], [1, 2, 3], [2, 3]], 4)   // { colours: Int32Array.of(2, 0, 1, 2), count: 3 }
 */
export function colourColumns(sparsity: SparsityLike, columns: number): ColumnColouring {
  return colouringOf(compressedPattern(sparsity, columns, 'colourColumns'), columns);
}

/** The same for a pattern that has been checked. */
export function colouringOf(pattern: SparsityPattern, n: number): ColumnColouring {
  const { rowPointers, columns } = pattern;
  const rowsOf = transposed(pattern, n);
  const visited = new Int32Array(n).fill(-1);
  const eachNeighbour = (j: number, visit: (neighbour: number) => void): void => {
    visited[j] = j;
    for (let r = rowsOf.pointers[j]; r < rowsOf.pointers[j + 1]; r++) {
      const i = rowsOf.rows[r];
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
        const neighbour = columns[e];
        if (visited[neighbour] === j) continue;
        visited[neighbour] = j;
        visit(neighbour);
      }
    }
  };
  const degrees = new Int32Array(n);
  for (let j = 0; j < n; j++) eachNeighbour(j, () => degrees[j]++);
  visited.fill(-1);
  const order = Array.from({ length: n }, (_, j) => j).sort((a, b) => degrees[b] - degrees[a] || a - b);
  const colours = new Int32Array(n).fill(-1);
  const takenBy = new Int32Array(n + 1).fill(-1);
  let count = 0;
  for (const j of order) {
    eachNeighbour(j, (neighbour) => {
      if (colours[neighbour] >= 0) takenBy[colours[neighbour]] = j;
    });
    let colour = 0;
    while (takenBy[colour] === j) colour++;
    colours[j] = colour;
    count = Math.max(count, colour + 1);
  }
  return { colours, count };
}

/** The rows of each column. */
function transposed(
  { rowPointers, columns }: SparsityPattern,
  n: number,
): { readonly pointers: Int32Array; readonly rows: Int32Array } {
  const pointers = new Int32Array(n + 1);
  for (const j of columns) pointers[j + 1]++;
  for (let j = 0; j < n; j++) pointers[j + 1] += pointers[j];
  const next = pointers.slice();
  const rows = new Int32Array(columns.length);
  for (let i = 0; i + 1 < rowPointers.length; i++)
    for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) rows[next[columns[e]]++] = i;
  return { pointers, rows };
}
