/**
 * LU factors of one real and one complex matrix, whose entries come row by row in an order that is agreed upon. The arrays of entries
 * are theirs, to overwrite and to keep the factors in, until others are factored.
 */
export interface Factors {
  /** Factors the matrix with these entries; false if it is singular or not finite. */
  factor(W: Float64Array): boolean;
  /** Solves in place of b [n]. */
  solve(b: Float64Array): void;
  /** The same for a complex matrix, given by its parts. */
  factorComplex(re: Float64Array, im: Float64Array): boolean;
  solveComplex(bRe: Float64Array, bIm: Float64Array): void;
  /** Factors of matrices of the same form, to hold beside these; absent if there is no such thing. */
  sibling?(): Factors;
}
