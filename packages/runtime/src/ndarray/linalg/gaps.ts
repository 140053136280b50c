import { DiffError } from '../../errors/DiffError.js';
import type { Dtype } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { arrayOf, doubles, matricesOf, matrixAt, placeText, type Stack, vectorsOf } from './stacks.js';

/*
 * Quotients by gaps between eigenvalues or singular values, which derivatives of vectors have. Where two values coincide, vectors are determined but for
 * a rotation: 0/0 is 0 there, as it has to be for what does not depend on that rotation, and anything else over 0 is an error.
 */

/** What is divided by, for values v: the gap vⱼ − vᵢ, or the sum vᵢ + vⱼ; 0 on the diagonal, where the numerator always is 0. */
export type GapKind = 'gap' | 'sum';

/** The rounding error of numbers of a type. */
export function epsilonOf(dtype: Dtype): number {
  return dtype === 'float32' || dtype === 'complex64' ? 2 ** -23 : Number.EPSILON;
}

/** Gaps that are no greater are rounding errors, and so are sums of singular values. */
function noise(values: Float64Array, epsilon: number, n = values.length): number {
  let greatest = 0;
  for (const value of values) greatest = Math.max(greatest, Math.abs(value));
  return 4 * Math.max(n, 2) * epsilon * greatest;
}

/** A numerator that is no greater, beside those of the same matrix, counts for 0. */
function negligible(numerators: Float64Array, n: number, epsilon: number): number {
  let greatest = 0;
  for (const x of numerators) greatest = Math.max(greatest, Math.abs(x));
  return 1000 * n * epsilon * greatest;
}

function divisor(kind: GapKind, values: Float64Array, i: number, j: number): number {
  return kind === 'gap' ? values[j] - values[i] : values[i] + values[j];
}

/**
 * Nᵢⱼ over vⱼ − vᵢ (or vᵢ + vⱼ), and 0 on the diagonal.
 * @param x  [..., n, n]  @param v  [..., n]
 * @param what  of which function, for the message
 * @throws DIFF3204 where something that is not 0 would be divided by 0
 */
export function overGaps(x: NDArray, v: NDArray, kind: GapKind, what: string): NDArray {
  const stack = matricesOf(what, x);
  const values = vectorsOf(what, v);
  const epsilon = epsilonOf(v.dtype);
  const { n, count } = stack;
  for (let k = 0; k < count; k++) {
    const N = matrixAt(stack, k);
    const own = matrixAt(values, k);
    const least = noise(own, epsilon);
    const zero = negligible(N, n, epsilon);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        const by = divisor(kind, own, i, j);
        if (i === j) N[at] = 0;
        else if (Math.abs(by) > least) N[at] /= by;
        else if (Math.abs(N[at]) <= zero) N[at] = 0;
        else if (!Number.isNaN(N[at])) throw coinciding(what, kind, stack, k, i, j);
      }
    }
  }
  return arrayOf(stack.data, x.shape, 'float64');
}

function coinciding(
  what: string,
  kind: GapKind,
  { lead }: Stack,
  k: number,
  i: number,
  j: number,
): DiffError {
  const values = what === 'eigh' ? 'eigenvalues' : 'singular values';
  const which = `${values} ${Math.min(i, j)} and ${Math.max(i, j)}${placeText(lead, k)}`;
  return new DiffError(
    'DIFF3204',
    `the vectors of ${what} have no derivative here: ${which} ${kind === 'gap' ? 'coincide' : 'are 0'}, and what is computed depends on the choice of their vectors. ` +
      (what === 'eigh'
        ? 'Use eigvalsh for a function of the eigenvalues alone, or expm, logm or sqrtm for functions of the whole matrix.'
        : 'Use svdvals for a function of the singular values alone, or pinv, lstsq or norm for what they are mostly needed for.'),
  );
}

/**
 * The columns of X over the values: X[:, j]/vⱼ, 0/0 being 0.
 * @param x  [..., m, n]  @param v  [..., n]
 * @throws DIFF3204 where something that is not 0 would be divided by 0
 */
export function overValues(x: NDArray, v: NDArray, what: string): NDArray {
  const stack = matricesOf(what, x);
  const values = vectorsOf(what, v);
  const epsilon = epsilonOf(v.dtype);
  const { m, n, count, lead } = stack;
  for (let k = 0; k < count; k++) {
    const X = matrixAt(stack, k);
    const own = matrixAt(values, k);
    const least = noise(own, epsilon);
    const zero = negligible(X, Math.max(m, n), epsilon);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        if (Math.abs(own[j]) > least) X[at] /= own[j];
        else if (Math.abs(X[at]) <= zero) X[at] = 0;
        else if (!Number.isNaN(X[at]))
          throw new DiffError(
            'DIFF3204',
            `the vectors of ${what} have no derivative here: singular value ${j}${placeText(lead, k)} is 0, and what is computed depends on its vectors. ` +
              'Use svdvals for a function of the singular values alone, or pinv or lstsq, which take the rank for constant.',
          );
      }
    }
  }
  return arrayOf(stack.data, x.shape, 'float64');
}

/**
 * Throws where a derivative cannot be told from the cotangents of values and vectors: two values coincide, both kinds of cotangents are there, and those of
 * the vectors mix the two. (So it is for V·f(Λ)·Vᵀ, whose derivative needs f′ there.)
 * @param mixing  VᵀV̄, symmetrised by the caller: [..., n, n]
 * @param d  the cotangent of the values: [..., n]
 * @throws DIFF3204
 */
export function expectTold(mixing: NDArray, v: NDArray, d: NDArray, what: string): void {
  const stack = matricesOf(what, mixing);
  const values = vectorsOf(what, v);
  const given = { ...vectorsOf(what, d), data: doubles(d) };
  const epsilon = epsilonOf(v.dtype);
  const { n, count } = stack;
  for (let k = 0; k < count; k++) {
    const K = matrixAt(stack, k);
    const own = matrixAt(values, k);
    const bar = matrixAt(given, k);
    const least = noise(own, epsilon);
    const zero = negligible(K, n, epsilon);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (Math.abs(own[i] - own[j]) > least || Math.abs(K[i * n + j]) <= zero) continue;
        if (bar[i] !== 0 || bar[j] !== 0) throw coinciding(what, 'gap', stack, k, i, j);
      }
    }
  }
}

/**
 * Throws if the first columns of A = Q·R depend on one another, to rounding, so that Q and R have no derivative.
 * @param r  [..., k, n]
 * @throws DIFF3204
 */
export function expectIndependentColumns(r: NDArray): void {
  const stack = matricesOf('qr', r);
  const { m, n, count, lead } = stack;
  for (let k = 0; k < count; k++) {
    const R = matrixAt(stack, k);
    const least = noise(R, epsilonOf(r.dtype), Math.max(m, n));
    for (let i = 0; i < Math.min(m, n); i++) {
      if (!(Math.abs(R[i * n + i]) <= least)) continue;
      throw new DiffError(
        'DIFF3204',
        `qr has no derivative here: column ${i} depends on those before it${placeText(lead, k)}, so that Q is not determined by it. ` +
          'Use svd, pinv or lstsq for matrices of small rank.',
      );
    }
  }
}
