/** Norm to which a matrix is scaled down, and the powers of the series that then reach rounding, in blocks of four. */
const SCALED = 0.5;
const BLOCKS = 4;

/**
 * φ₀(Z), …, φ_k(Z) of dense matrices Z = c A: φ₀ = exp and φ_(j+1)(z) = (φ_j(z) − 1/j!)/z.
 *
 * Z is halved until its norm is at most 1/2; there φ_k is summed by its series of 16 terms, the others follow by
 * φ_(j−1) = Z φ_j + I/(j−1)!, and the halvings are undone by φ_l(2z) = 2^(−l) (φ₀(z) φ_l(z) + Σ_(j=1…l) φ_j(z)/(l−j)!).
 *
 * Cost: 6 + k + s (k + 1) products of matrices for s halvings. Nothing is allocated after construction.
 *
 * Reference: B. Skaflestad & W. M. Wright, The scaling and modified squaring method for matrix functions related to the exponential,
 * Applied Numerical Mathematics 59, 2009, pp. 783–799, (2.4); M. S. Paterson & L. J. Stockmeyer, SIAM Journal on Computing 2, 1973,
 * pp. 60–66.
 */
export class PhiMatrices {
  /** φ_j at index j, [n·n] row-major. */
  readonly phi: readonly Float64Array[];
  /** Z and its powers. */
  private readonly powers: readonly Float64Array[];
  private scratch: Float64Array;
  private sum: Float64Array;

  /**
   * @param n  the largest order of matrices
   * @param k  the last function
   */
  constructor(
    private readonly n: number,
    private readonly k: number,
  ) {
    const matrix = (): Float64Array => new Float64Array(n * n);
    this.phi = Array.from({ length: k + 1 }, matrix);
    this.powers = Array.from({ length: 4 }, matrix);
    this.scratch = matrix();
    this.sum = matrix();
  }

  /**
   * Computes them of c A; false if it is not finite.
   *
   * @param A  [n·n] row-major
   * @param n  its order, at most that of the constructor; results lie in the first n² numbers then
   */
  compute(A: Float64Array, c: number, n: number = this.n): boolean {
    const norm = Math.abs(c) * largestRowSum(A, n);
    if (!(norm < Infinity)) return false;
    const halvings = norm > SCALED ? Math.ceil(Math.log2(norm / SCALED)) : 0;
    this.scaleDown(A, c / 2 ** halvings, n);
    this.sumSeries(n);
    for (let i = 0; i < halvings; i++) this.double(n);
    return true;
  }

  private scaleDown(A: Float64Array, c: number, n: number): void {
    const [z, z2, z3, z4] = this.powers;
    for (let e = 0; e < n * n; e++) z[e] = c * A[e];
    multiplySquare(z2, z, z, n);
    multiplySquare(z3, z2, z, n);
    multiplySquare(z4, z2, z2, n);
  }

  private sumSeries(n: number): void {
    const { phi, k } = this;
    const [z, , , z4] = this.powers;
    this.addBlock(this.sum, BLOCKS - 1, n, true);
    for (let block = BLOCKS - 2; block >= 0; block--) {
      multiplySquare(this.scratch, this.sum, z4, n);
      const free = this.sum;
      this.sum = this.scratch;
      this.scratch = free;
      this.addBlock(this.sum, block, n, false);
    }
    copy(phi[k], this.sum, n);
    for (let j = k; j >= 1; j--) {
      multiplySquare(phi[j - 1], z, phi[j], n);
      addIdentity(phi[j - 1], 1 / factorial(j - 1), n);
    }
  }

  /** Adds Σ_(q<4) Zᵠ/(4 block + q + k)!. */
  private addBlock(out: Float64Array, block: number, n: number, isFirst: boolean): void {
    const [z, z2, z3] = this.powers;
    const first = 4 * block + this.k;
    const c1 = 1 / factorial(first + 1);
    const c2 = 1 / factorial(first + 2);
    const c3 = 1 / factorial(first + 3);
    for (let e = 0; e < n * n; e++) {
      out[e] = (isFirst ? 0 : out[e]) + c1 * z[e] + c2 * z2[e] + c3 * z3[e];
    }
    addIdentity(out, 1 / factorial(first), n);
  }

  private double(n: number): void {
    const { phi, k, scratch } = this;
    for (let l = k; l >= 1; l--) {
      multiplySquare(scratch, phi[0], phi[l], n);
      for (let j = 1; j <= l; j++) {
        const c = 1 / factorial(l - j);
        const term = phi[j];
        for (let e = 0; e < n * n; e++) scratch[e] += c * term[e];
      }
      const half = 2 ** -l;
      for (let e = 0; e < n * n; e++) phi[l][e] = half * scratch[e];
    }
    multiplySquare(scratch, phi[0], phi[0], n);
    copy(phi[0], scratch, n);
  }
}

/** out = a b, all [n·n] row-major, `out` another array. */
export function multiplySquare(out: Float64Array, a: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < n; j++) out[row + j] = 0;
    for (let l = 0; l < n; l++) {
      const x = a[row + l];
      if (x === 0) continue;
      const from = l * n;
      for (let j = 0; j < n; j++) out[row + j] += x * b[from + j];
    }
  }
}

function copy(out: Float64Array, a: Float64Array, n: number): void {
  for (let e = 0; e < n * n; e++) out[e] = a[e];
}

function addIdentity(out: Float64Array, c: number, n: number): void {
  for (let i = 0; i < n; i++) out[i * n + i] += c;
}

function largestRowSum(A: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(A[i * n + j]);
    if (!(sum < Infinity)) return sum;
    if (sum > largest) largest = sum;
  }
  return largest;
}

function factorial(k: number): number {
  let product = 1;
  for (let i = 2; i <= k; i++) product *= i;
  return product;
}
