import { DiffError } from '../../../errors/DiffError.js';
import type { ArrayInput } from '../../asarray.js';
import { promote } from '../../dtype.js';
import type { NDArray } from '../../NDArray.js';
import { shapeText } from '../../shape.js';
import { arrayOf, matricesOf, vectorsOf } from '../stacks.js';
import { multiplySparse, type RowPattern } from './CompressedRows.js';
import type { SparseLU } from './SparseLU.js';

/** A·X; values: [count], X: [n, k]. */
export function sparseProduct(pattern: RowPattern, values: ArrayInput, x: ArrayInput): NDArray {
  const V = vectorsOf('csr', values);
  const X = matricesOf('csr', x);
  if (X.lead.length > 0 || X.m !== pattern.width)
    throw new DiffError(
      'DIFF3201',
      `a sparse matrix of shape ${shapeText([pattern.rows, pattern.width])} cannot be multiplied by an array of shape ${shapeText([...X.lead, X.m, X.n])}. ` +
        `It takes a vector [${pattern.width}], or a matrix [${pattern.width}, k].`,
    );
  return arrayOf(
    multiplySparse(pattern, V.data, X.data, X.n),
    [pattern.rows, X.n],
    promote(V.dtype, X.dtype),
  );
}

/** The entries of Y·Xᵀ that stand in the pattern: Σ y[i, q]·x[j, q]; Y: [m, k], X: [n, k]. */
export function sparseOfProduct(pattern: RowPattern, y: ArrayInput, x: ArrayInput): NDArray {
  const Y = matricesOf('csr', y);
  const X = matricesOf('csr', x);
  const { rows, starts, columns } = pattern;
  const k = X.n;
  const out = new Float64Array(columns.length);
  for (let i = 0; i < rows; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      let sum = 0;
      for (let q = 0; q < k; q++) sum += Y.data[i * k + q] * X.data[columns[p] * k + q];
      out[p] = sum;
    }
  }
  return arrayOf(out, [columns.length], promote(Y.dtype, X.dtype));
}

/** values[places[0]], values[places[1]], …; 0 where a place is −1. */
export function valuesAt(values: ArrayInput, places: Int32Array): NDArray {
  const { data, dtype } = vectorsOf('csr', values);
  return arrayOf(
    Float64Array.from(places, (p) => (p < 0 ? 0 : data[p])),
    [places.length],
    dtype,
  );
}

/** The opposite: values are added where they came from. */
export function sumAt(values: ArrayInput, places: Int32Array, count: number): NDArray {
  const { data, dtype } = vectorsOf('csr', values);
  const out = new Float64Array(count);
  places.forEach((p, k) => {
    if (p >= 0) out[p] += data[k];
  });
  return arrayOf(out, [count], dtype);
}

/** A⁻¹·B, or A⁻ᵀ·B; B: [n, k]. */
export function sparseSolve(
  factors: SparseLU,
  values: ArrayInput,
  b: ArrayInput,
  transposed: boolean,
): NDArray {
  const { m, n, data, dtype } = matricesOf('csr', b);
  const out = new Float64Array(m * n);
  for (let q = 0; q < n; q++) {
    const column = Float64Array.from({ length: m }, (_, i) => data[i * n + q]);
    const x = transposed ? factors.solveTransposed(column) : factors.solve(column);
    for (let i = 0; i < m; i++) out[i * n + q] = x[i];
  }
  return arrayOf(out, [m, n], promote(vectorsOf('csr', values).dtype, dtype));
}

/** The dense matrix. */
export function denseOf(pattern: RowPattern, values: ArrayInput): NDArray {
  const { rows, width, starts, columns } = pattern;
  const { data, dtype } = vectorsOf('csr', values);
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++)
    for (let p = starts[i]; p < starts[i + 1]; p++) out[i * width + columns[p]] += data[p];
  return arrayOf(out, [rows, width], dtype);
}

/** The entries of a dense matrix that stand in the pattern. */
export function entriesOf(pattern: RowPattern, a: ArrayInput): NDArray {
  const { rows, width, starts, columns } = pattern;
  const { data, dtype } = matricesOf('csr', a);
  const out = new Float64Array(columns.length);
  for (let i = 0; i < rows; i++)
    for (let p = starts[i]; p < starts[i + 1]; p++) out[p] = data[i * width + columns[p]];
  return arrayOf(out, [columns.length], dtype);
}

/**
 * The pattern of the entries of a dense matrix that are not 0.
 * @throws DIFF3201 for anything but a matrix
 */
export function patternOfDense(a: ArrayInput): RowPattern {
  const { m, n, lead, data } = matricesOf('Csr.fromDense', a);
  if (lead.length > 0)
    throw new DiffError(
      'DIFF3201',
      `Csr.fromDense needs one matrix, and was given an array of shape ${shapeText([...lead, m, n])}.`,
    );
  const starts = new Int32Array(m + 1);
  const columns: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) if (data[i * n + j] !== 0) columns.push(j);
    starts[i + 1] = columns.length;
  }
  return { rows: m, width: n, starts, columns: Int32Array.from(columns) };
}
