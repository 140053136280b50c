import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { promote } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { broadcastShapes, type Shape, shapeText } from '../shape.js';
import { determinant, factoriseLU, inverseLU, logDeterminant, type Pivoting, solveLU } from './lu.js';
import {
  arrayOf,
  broadcastIndex,
  matricesOf,
  matrixAt,
  placeText,
  singular,
  squareMatricesOf,
  type Stack,
  vectorsOf,
} from './stacks.js';
import { solveTriangle } from './triangular.js';
import { unitMatrix } from './vectors.js';

/** The factors of each matrix of a stack; they stand in its numbers. */
export class LUFactors {
  readonly stack: Stack;
  readonly pivotings: readonly Pivoting[];

  /** @throws DIFF3201 for matrices that are not square */
  constructor(name: string, a: ArrayInput) {
    this.stack = squareMatricesOf(name, a);
    const { count, n } = this.stack;
    this.pivotings = Array.from({ length: count }, (_, k) => factoriseLU(matrixAt(this.stack, k), n));
  }

  /** @throws DIFF3204 if one is singular */
  expectRegular(name: string): this {
    this.pivotings.forEach(({ singular: pivot }, k) => {
      if (pivot >= 0) throw singular(name, pivot, placeText(this.stack.lead, k));
    });
    return this;
  }
}

/** Right sides: matrices, or one vector, which is a column. */
interface RightSides extends Stack {
  readonly isVector: boolean;
}

/** A vector is a right side; arrays of more axes hold matrices of right sides, as in NumPy 2. */
export function rightSidesOf(name: string, n: number, x: ArrayInput, aShape: Shape): RightSides {
  const isVector = toArray(x, name).dimension === 1;
  const b = isVector ? vectorsOf(name, x) : matricesOf(name, x);
  const rows = isVector ? b.n : b.m;
  if (rows !== n)
    throw new DiffError(
      'DIFF3201',
      `${name} was given matrices of shape ${shapeText(aShape)} and right sides of shape ` +
        `${shapeText(isVector ? [b.n] : [...b.lead, b.m, b.n])}. The right sides need ${n} rows: a vector [${n}], or columns [..., ${n}, k].`,
    );
  return isVector ? { ...b, m: b.n, n: 1, isVector } : { ...b, isVector };
}

/** A⁻¹·B, or A⁻ᵀ·B, of matrices that are factorised; `solve` in its place. */
type SolveInPlace = (k: number, X: Float64Array, columns: number) => void;

/** Solves for each matrix of a broadcast stack. */
export function solveStack(name: string, a: Stack, b: RightSides, solve: SolveInPlace): NDArray {
  if (a.lead.length === 0 && b.lead.length === 0) {
    // The stack's numbers are a copy already.
    solve(0, b.data, b.n);
    return arrayOf(b.data, b.isVector ? [b.m] : [b.m, b.n], promote(a.dtype, b.dtype));
  }
  const lead = broadcastShapes(name, a.lead, b.lead);
  const which = broadcastIndex(a.lead, lead);
  const from = broadcastIndex(b.lead, lead);
  const numbers = new Float64Array(which.length * b.length);
  for (let k = 0; k < which.length; k++) {
    const X = numbers.subarray(k * b.length, (k + 1) * b.length);
    X.set(matrixAt(b, from[k]!));
    solve(which[k]!, X, b.n);
  }
  const shape = b.isVector ? [...lead, b.m] : [...lead, b.m, b.n];
  return arrayOf(numbers, shape, promote(a.dtype, b.dtype));
}

/** A⁻¹·B, or A⁻ᵀ·B. */
export function solveFactored(
  factors: LUFactors,
  b: ArrayInput,
  transposed: boolean,
  name = 'solve',
): NDArray {
  const { stack, pivotings } = factors;
  const { n, lead } = stack;
  return solveStack(name, stack, rightSidesOf(name, n, b, [...lead, n, n]), (k, X, columns) => {
    solveLU(matrixAt(stack, k), pivotings[k]!.order, n, X, columns, transposed);
  });
}

/** Which part of a matrix `solveTriangular` reads. */
export interface TriangleOptions {
  /** The triangle that is read: the lower one if true. Default false. */
  readonly lower?: boolean;
  /** Solve with the transpose of the triangle? Default false. */
  readonly transpose?: boolean;
  /** Is the diagonal 1, whatever stands there? Default false. */
  readonly unitDiagonal?: boolean;
}

/** T⁻¹·B for the triangle T of A. */
export function solveTriangular(a: ArrayInput, b: ArrayInput, options: TriangleOptions = {}): NDArray {
  const { lower = false, transpose = false, unitDiagonal: unit = false } = options;
  const name = 'triangularSolve';
  const stack = squareMatricesOf(name, a);
  const { n, lead, count } = stack;
  for (let k = 0; k < count && !unit; k++) {
    const matrix = matrixAt(stack, k);
    for (let i = 0; i < n; i++) {
      if (matrix[i * n + i] !== 0) continue;
      throw new DiffError(
        'DIFF3204',
        `${name} was given a singular triangle${placeText(lead, k)}: entry ${i} of its diagonal is 0. Use lstsq or pinv for a solution of least squares.`,
      );
    }
  }
  return solveStack(name, stack, rightSidesOf(name, n, b, [...lead, n, n]), (k, X, columns) => {
    const data = matrixAt(stack, k);
    const T = transpose
      ? { data, offset: 0, row: 1, col: n, lower: !lower, unit }
      : { data, offset: 0, row: n, col: 1, lower, unit };
    solveTriangle(n, T, columns, X, 0, columns);
  });
}

/** A⁻¹. */
export function inv(a: ArrayInput): NDArray {
  const { stack, pivotings } = new LUFactors('inv', a).expectRegular('inv');
  const { n, lead, dtype } = stack;
  const numbers = new Float64Array(stack.data.length);
  for (let k = 0; k < stack.count; k++)
    numbers.set(inverseLU(matrixAt(stack, k), pivotings[k]!.order, n), k * n * n);
  return arrayOf(numbers, [...lead, n, n], dtype);
}

/** det A: a number for a matrix, an array for a stack. */
export function det(a: ArrayInput): NDArray | number {
  return eachDeterminant('det', a, determinant);
}

/** log |det A|. */
export function logAbsDet(a: ArrayInput): NDArray | number {
  return eachDeterminant('slogdet', a, (F, sign, n) => logDeterminant(F, sign, n)[1]);
}

/** The sign of det A. */
export function signOfDet(a: ArrayInput): NDArray | number {
  return eachDeterminant('slogdet', a, (F, sign, n) => logDeterminant(F, sign, n)[0]);
}

function eachDeterminant(
  name: string,
  a: ArrayInput,
  of: (F: Float64Array, sign: number, n: number) => number,
): NDArray | number {
  const { stack, pivotings } = new LUFactors(name, a);
  const numbers = Float64Array.from(pivotings, ({ sign }, k) => of(matrixAt(stack, k), sign, stack.n));
  return stack.lead.length === 0 ? numbers[0]! : arrayOf(numbers, stack.lead, stack.dtype);
}

/** The n×n unit matrix. */
export function unitArray(n: number): NDArray {
  return arrayOf(unitMatrix(n), [n, n], 'float64');
}
