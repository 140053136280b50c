import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/sparse/arraySparse.js';
import {
  compressTriplets,
  type RowPattern,
  transposePattern,
} from '../../ndarray/linalg/sparse/CompressedRows.js';
import { SparseLU } from '../../ndarray/linalg/sparse/SparseLU.js';
import { vectorsOf } from '../../ndarray/linalg/stacks.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { type Shape, shapeText } from '../../ndarray/shape.js';
import { neg, plus } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { lastLength } from './linalgParts.js';
import { asarray, expandDims, squeeze } from './views.js';

/** The pattern of a matrix, that of its transpose, and where the values of each stand in the other. */
class Pattern {
  readonly own: RowPattern;
  private turned: { readonly pattern: RowPattern; readonly places: Int32Array } | undefined;

  constructor(own: RowPattern) {
    this.own = own;
  }

  get transposed(): { readonly pattern: RowPattern; readonly places: Int32Array } {
    return (this.turned ??= transposePattern(this.own));
  }
}

/** values[places]. */
const valuesAt: (values: ArrayInput, places: Int32Array) => NDArray = /* @__PURE__ */ arrayRule(
  plain.valuesAt,
  'csr',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [values, places]) => sumAt(d, places, lastLength(values)), null],
    /* @differentiable */
    jvp: ([values_], _out, [, places]) => values_ && valuesAt(values_, places),
  },
);

/** The adjoint of `valuesAt`. */
const sumAt: (values: ArrayInput, places: Int32Array, count: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.sumAt,
  'csr',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, places]) => valuesAt(d, places), null, null],
    /* @differentiable */
    jvp: ([values_], _out, [, places, count]) => values_ && sumAt(values_, places, count),
  },
);

/* @nondifferentiable */
function placesOf(pattern: Pattern): Int32Array {
  return pattern.transposed.places;
}

/* @nondifferentiable */
function transposeOf(pattern: Pattern): Pattern {
  return new Pattern(pattern.transposed.pattern);
}

/** A·X: Ā = X̄·Xᵀ within the pattern, X̄ = Aᵀ·Ȳ. */
const product: (pattern: Pattern, values: ArrayInput, x: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  (pattern: Pattern, values: ArrayInput, x: ArrayInput): NDArray =>
    plain.sparseProduct(pattern.own, values, x),
  'csr',
  {
    saves: [1, 2],
    vjp: [
      null,
      /* @differentiable */ (d, _out, [pattern, , x]) => entriesOfProduct(pattern, d, x),
      /* @differentiable */ (d, _out, [pattern, values]) =>
        product(transposeOf(pattern), valuesAt(values, placesOf(pattern)), d),
    ],
    /* @differentiable */
    jvp: ([, values_, x_], _out, [pattern, values, x]) =>
      plus(values_ && product(pattern, values_, x), x_ && product(pattern, values, x_)),
  },
);

/** The entries of Y·Xᵀ within the pattern. */
const entriesOfProduct: (pattern: Pattern, y: ArrayInput, x: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(
    (pattern: Pattern, y: ArrayInput, x: ArrayInput): NDArray => plain.sparseOfProduct(pattern.own, y, x),
    'csr',
    {
      saves: [1, 2],
      vjp: [
        null,
        /* @differentiable */ (d, _out, [pattern, , x]) => product(pattern, d, x),
        /* @differentiable */ (d, _out, [pattern, y]) =>
          product(transposeOf(pattern), valuesAt(d, placesOf(pattern)), y),
      ],
      /* @differentiable */
      jvp: ([, y_, x_], _out, [pattern, y, x]) =>
        plus(y_ && entriesOfProduct(pattern, y_, x), x_ && entriesOfProduct(pattern, y, x_)),
    },
  );

/** A⁻¹·B, or A⁻ᵀ·B, of a matrix whose factors are known. */
const factoredSolve: (
  factors: SparseLU,
  pattern: Pattern,
  values: ArrayInput,
  b: ArrayInput,
  transposed: boolean,
) => NDArray = /* @__PURE__ */ arrayRule(
  (factors: SparseLU, _pattern: Pattern, values: ArrayInput, b: ArrayInput, transposed: boolean): NDArray =>
    plain.sparseSolve(factors, values, b, transposed),
  'csr',
  {
    saves: [2, 'out'],
    vjp: [
      null,
      null,
      /* @differentiable */ (d, out, [factors, pattern, values, , transposed]) => {
        const g = factoredSolve(factors, pattern, values, d, !transposed);
        return neg(transposed ? entriesOfProduct(pattern, out, g) : entriesOfProduct(pattern, g, out));
      },
      /* @differentiable */ (d, _out, [factors, pattern, values, , transposed]) => {
        const g = factoredSolve(factors, pattern, values, d, !transposed);
        return g;
      },
      null,
    ],
    /* @differentiable */
    jvp: ([, , values_, b_], out, [factors, pattern, values, , transposed]) => {
      const moved =
        values_ &&
        (transposed
          ? product(transposeOf(pattern), valuesAt(values_, placesOf(pattern)), out)
          : product(pattern, values_, out));
      const right = plus(b_, moved && neg(moved));
      return right && factoredSolve(factors, pattern, values, right, transposed);
    },
  },
);

/* @nondifferentiable */
function factorsOf(pattern: Pattern, values: ArrayInput): SparseLU {
  const { rows, width } = pattern.own;
  if (rows !== width)
    throw new DiffError(
      'DIFF3201',
      `Csr.solve needs a square matrix, and this one has the shape ${shapeText([rows, width])}.`,
    );
  const factors = new SparseLU(pattern.own, vectorsOf('csr', values).data);
  if (factors.singularColumn >= 0)
    throw new DiffError(
      'DIFF3204',
      `Csr.solve was called on a singular matrix: no pivot is left for column ${factors.singularColumn}. Add a multiple of the unit matrix.`,
    );
  return factors;
}

/** The dense matrix. */
const dense: (pattern: Pattern, values: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  (pattern: Pattern, values: ArrayInput): NDArray => plain.denseOf(pattern.own, values),
  'csr',
  {
    saves: [],
    vjp: [null, /* @differentiable */ (d, _out, [pattern]) => entries(pattern, d)],
    /* @differentiable */
    jvp: ([, values_], _out, [pattern]) => values_ && dense(pattern, values_),
  },
);

/** The entries of a dense matrix within the pattern. */
const entries: (pattern: Pattern, a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  (pattern: Pattern, a: ArrayInput): NDArray => plain.entriesOf(pattern.own, a),
  'csr',
  {
    saves: [],
    vjp: [null, /* @differentiable */ (d, _out, [pattern]) => dense(pattern, d)],
    /* @differentiable */
    jvp: ([, a_], _out, [pattern]) => a_ && entries(pattern, a_),
  },
);

/* @nondifferentiable */
function patternOfDense(a: ArrayInput): Pattern {
  return new Pattern(plain.patternOfDense(a));
}

/* @nondifferentiable */
function shapeOfPattern(pattern: Pattern): Shape {
  return [pattern.own.rows, pattern.own.width];
}

/* @nondifferentiable */
function patternOfTriplets(
  shape: Shape,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  values: ArrayInput,
): { readonly pattern: Pattern; readonly places: Int32Array } {
  const [m, n] = shape;
  const count = lastLength(asarray(values));
  if (rows.length !== columns.length || rows.length !== count)
    throw new DiffError(
      'DIFF3201',
      `Csr.fromTriplets was given ${rows.length} rows, ${columns.length} columns and ${count} values. There must be as many of each.`,
    );
  for (let k = 0; k < rows.length; k++)
    if (!isIndex(rows[k], m) || !isIndex(columns[k], n))
      throw new DiffError(
        'DIFF3202',
        `Csr.fromTriplets was given an entry at [${rows[k]}, ${columns[k]}], which lies outside of the shape ${shapeText(shape)}.`,
      );
  const { pattern, places } = compressTriplets(m, n, rows, columns);
  return { pattern: new Pattern(pattern), places };
}

function isIndex(i: number, length: number): boolean {
  return Number.isInteger(i) && i >= 0 && i < length;
}

/* @nondifferentiable */
function countOf(pattern: Pattern): number {
  return pattern.own.columns.length;
}

/**
 * A sparse matrix, row by row: its pattern is fixed, its values carry derivatives, as the vectors and dense matrices do that it is used with.
 *
 * For A·X: Ā = Ȳ·Xᵀ within the pattern, X̄ = Aᵀ·Ȳ; for X = A⁻¹·B: B̄ = A⁻ᵀ·X̄, Ā = −B̄·Xᵀ within the pattern.
 *
 * @example
 * const a = Csr.fromTriplets([2, 2], [0, 1, 1], [0, 0, 1], [2, 1, 4]);
 * String(a.solve([2, 5]))    // '[1. 1.]'
 * String(a.matvec([1, 1]))   // '[2. 5.]'
 */
/* @differentiable */
export class Csr {
  /** Where the entries are. */
  readonly pattern: unknown;
  /** The entries, row by row: [count]. */
  readonly values: NDArray;
  /** [rows, columns] */
  readonly shape: Shape;

  /** Use `Csr.fromDense` or `Csr.fromTriplets`. */
  constructor(pattern: unknown, values: NDArray) {
    this.pattern = pattern;
    this.values = values;
    this.shape = shapeOfPattern(pattern as Pattern);
  }

  /**
   * The entries of a dense matrix that are not 0.
   * @param a  [m, n]
   * @throws DIFF3201 for anything but a matrix
   */
  static fromDense(a: ArrayInput): Csr {
    const pattern = patternOfDense(a);
    return new Csr(pattern, entries(pattern, a));
  }

  /**
   * Entries at given places; values at one place are added.
   * @param shape  [m, n]
   * @param rows  the row of each entry
   * @param columns  the column of each
   * @param values  the value of each: [count]
   * @throws DIFF3201 if there are not as many of each, DIFF3202 for a place outside of the shape
   */
  static fromTriplets(
    shape: Shape,
    rows: ArrayLike<number>,
    columns: ArrayLike<number>,
    values: ArrayInput,
  ): Csr {
    const { pattern, places } = patternOfTriplets(shape, rows, columns, values);
    return new Csr(pattern, sumAt(values, places, countOf(pattern)));
  }

  /**
   * A·x.
   * @param x  [n]
   * @returns [m]
   * @throws DIFF3201 for another length
   */
  matvec(x: ArrayInput): NDArray {
    return squeeze(product(this.pattern as Pattern, this.values, expandDims(asarray(x), -1)), -1);
  }

  /**
   * A·X.
   * @param x  [n, k], dense
   * @returns [m, k]
   * @throws DIFF3201 for another number of rows
   */
  matmul(x: ArrayInput): NDArray {
    return product(this.pattern as Pattern, this.values, x);
  }

  /**
   * A⁻¹·B, by an LU factorisation whose columns are ordered so that it fills up little.
   * @param b  [n], or [n, k]
   * @returns [n], or [n, k]
   * @throws DIFF3201 for shapes that do not go together, DIFF3204 for a singular matrix
   */
  solve(b: ArrayInput): NDArray {
    const pattern = this.pattern as Pattern;
    const factors = factorsOf(pattern, this.values);
    const right = asarray(b);
    expectRows(pattern, right);
    if (right.dimension === 1)
      return squeeze(factoredSolve(factors, pattern, this.values, expandDims(right, -1), false), -1);
    return factoredSolve(factors, pattern, this.values, right, false);
  }

  /** Aᵀ. */
  transpose(): Csr {
    const pattern = this.pattern as Pattern;
    return new Csr(transposeOf(pattern), valuesAt(this.values, placesOf(pattern)));
  }

  /** The dense matrix: [m, n]. */
  toDense(): NDArray {
    return dense(this.pattern as Pattern, this.values);
  }
}

/* @nondifferentiable */
function expectRows(pattern: Pattern, b: NDArray): void {
  const { rows } = pattern.own;
  if ((b.dimension === 1 || b.dimension === 2) && b.shape[0] === rows) return;
  throw new DiffError(
    'DIFF3201',
    `Csr.solve was given right sides of shape ${shapeText(shapeOf(b))}. It takes a vector [${rows}], or a matrix [${rows}, k].`,
  );
}
