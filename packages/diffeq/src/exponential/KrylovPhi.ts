import { PhiMatrices } from './PhiMatrices.js';

/** Writes A x into `out`; both are [n]. */
export type LinearOperator = (out: Float64Array, x: Float64Array) => void;

/** Numbers of basis vectors at which it is seen whether they are enough. */
const LOOKS = [2, 4, 6, 8, 11, 14, 18, 23, 29, 36, 45, 56, 70, 90];
/** Parts into which a time is divided at most. */
const MOST_PARTS = 2000;
/** How a part is shortened. */
const MARGIN = 0.8;
const SHORTEST = 0.1;

/**
 * φ₀(tA) b₀ + t φ₁(tA) b₁ + … + tᵖ φ_p(tA) b_p for large A of which only products with vectors are known.
 *
 * That is u(t) of u' = A u + b₁ + t b₂ + … + t^(p−1)/(p−1)! b_p, u(0) = b₀. It is advanced in parts of t. Each takes one Krylov space by Arnoldi's
 * method, which grows until the error estimate holds; at its largest, the part is shortened instead.
 *
 * Cost: a product with A per basis vector and p more per part, and m² n operations for m vectors. Memory: (m + p + 3) n numbers. Nothing is
 * allocated after construction.
 *
 * Reference: J. Niesen & W. M. Wright, Algorithm 919: a Krylov subspace algorithm for evaluating the φ-functions appearing in exponential
 * integrators, ACM Transactions on Mathematical Software 38(3), 2012, 22; Y. Saad, SIAM Journal on Numerical Analysis 29, 1992, pp. 209–228.
 */
export class KrylovPhi {
  private readonly basis: readonly Float64Array[];
  /** [(m + 1)·m], row-major. */
  private readonly H: Float64Array;
  private readonly w: readonly Float64Array[];
  private readonly next: Float64Array;
  private readonly augmented: Float64Array;
  private readonly small: PhiMatrices;
  private readonly most: number;
  /** The last function of the present combination. */
  private p = 0;
  /** Basis vectors of the present space, and whether it is invariant. */
  private m = 0;
  private isInvariant = false;

  /**
   * @param n  length of the vectors
   * @param last  the last function that there will be
   * @param most  basis vectors of a Krylov space at most, default 30
   */
  constructor(
    private readonly n: number,
    last: number,
    most = 30,
  ) {
    this.most = Math.min(n, most);
    this.basis = Array.from({ length: this.most + 1 }, () => new Float64Array(n));
    this.H = new Float64Array((this.most + 1) * this.most);
    this.w = Array.from({ length: last + 1 }, () => new Float64Array(n));
    this.next = new Float64Array(n);
    const size = this.most + last + 1;
    this.augmented = new Float64Array(size * size);
    this.small = new PhiMatrices(size, 0);
  }

  /**
   * Writes the combination into `out` [n]; false if it did not get there.
   *
   * @param b  p + 1 vectors [n], p ≤ last, b₀ first; others than `out`
   * @param tolerance  of the error in the Euclidean norm
   */
  apply(
    out: Float64Array,
    A: LinearOperator,
    t: number,
    b: readonly Float64Array[],
    tolerance: number,
  ): boolean {
    const { n, w } = this;
    const p = b.length - 1;
    this.p = p;
    for (let j = 0; j < n; j++) out[j] = b[0][j];
    let done = 0;
    for (let parts = 0; parts < MOST_PARTS; parts++) {
      if (!(Math.abs(done) < Math.abs(t))) return true;
      this.derivatives(A, out, b, done);
      const beta = normOf(w[p]);
      if (!(beta < Infinity)) return false;
      const part = beta === 0 ? t - done : this.space(A, beta, t - done, t, tolerance);
      if (part === 0) return false;
      this.advance(out, beta, part);
      done = part === t - done ? t : done + part;
    }
    return false;
  }

  /** w₀ = u, w_j = A w_(j−1) + Σ_l sˡ/l! b_(j+l) at time s: derivatives of u. */
  private derivatives(A: LinearOperator, u: Float64Array, b: readonly Float64Array[], s: number): void {
    const { n, p, w } = this;
    for (let j = 0; j < n; j++) w[0][j] = u[j];
    for (let i = 1; i <= p; i++) {
      A(w[i], w[i - 1]);
      let c = 1;
      for (let l = 0; i + l <= p; l++) {
        if (l > 0) c *= s / l;
        if (c === 0) break;
        const vector = b[i + l];
        for (let j = 0; j < n; j++) w[i][j] += c * vector[j];
      }
    }
  }

  /** Builds the Krylov space of w_p until it is enough for `rest`, or for a part of it; gives that part, 0 if there is none. */
  private space(A: LinearOperator, beta: number, rest: number, t: number, tolerance: number): number {
    const { n, w, p, basis, most } = this;
    for (let j = 0; j < n; j++) basis[0][j] = w[p][j] / beta;
    this.isInvariant = false;
    let look = 0;
    for (this.m = 0; this.m < most && !this.isInvariant;) {
      this.grow(A);
      if (this.m < LOOKS[look] && this.m < most && !this.isInvariant) continue;
      look++;
      if (this.error(beta, rest) <= tolerance * Math.abs(rest / t)) return rest;
    }
    let part = rest;
    for (let tries = 0; tries < 60; tries++) {
      const error = this.error(beta, part);
      const allowed = tolerance * Math.abs(part / t);
      if (error <= allowed) return part;
      const factor = MARGIN * Math.pow(allowed / error, 1 / (this.m + 1));
      part *= factor > SHORTEST ? Math.min(factor, 0.9) : SHORTEST;
    }
    return 0;
  }

  /** One more basis vector, by Arnoldi's method. */
  private grow(A: LinearOperator): void {
    const { n, basis, H, most, m } = this;
    const q = basis[m + 1];
    A(q, basis[m]);
    const before = normOf(q);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i <= m; i++) {
        const v = basis[i];
        let dot = 0;
        for (let j = 0; j < n; j++) dot += v[j] * q[j];
        for (let j = 0; j < n; j++) q[j] -= dot * v[j];
        H[i * most + m] = (pass === 0 ? 0 : H[i * most + m]) + dot;
      }
    }
    const length = normOf(q);
    this.isInvariant = !(length > 1e-14 * before);
    H[(m + 1) * most + m] = this.isInvariant ? 0 : length;
    if (!this.isInvariant) for (let j = 0; j < n; j++) q[j] /= length;
    this.m = m + 1;
  }

  /** Computes φ₁(τ H) e₁, …, φ_(p+1)(τ H) e₁ of the small matrix; the error estimate of a part τ. */
  private error(beta: number, tau: number): number {
    const { m, p, H, most, augmented, small } = this;
    const size = m + p + 1;
    for (let e = 0; e < size * size; e++) augmented[e] = 0;
    for (let i = 0; i < m; i++) {
      for (let j = Math.max(0, i - 1); j < m; j++) augmented[i * size + j] = tau * H[i * most + j];
    }
    augmented[m] = 1;
    for (let i = m; i < size - 1; i++) augmented[i * size + i + 1] = 1;
    if (!small.compute(augmented, 1, size)) return Infinity;
    if (this.isInvariant) return 0;
    return Math.abs(
      beta * Math.pow(tau, p + 1) * H[m * most + m - 1] * small.phi[0][(m - 1) * size + size - 1],
    );
  }

  /** u ← Σ_(j<p) τʲ/j! w_j + τᵖ φ_p(τA) w_p. */
  private advance(u: Float64Array, beta: number, tau: number): void {
    const { n, p, w, m, basis, next, small, H, most } = this;
    for (let j = 0; j < n; j++) next[j] = 0;
    let c = 1;
    for (let i = 0; i < p; i++) {
      if (i > 0) c *= tau / i;
      for (let j = 0; j < n; j++) next[j] += c * w[i][j];
    }
    if (beta > 0) {
      const size = m + p + 1;
      const [exponential] = small.phi;
      const column = p === 0 ? 0 : m + p - 1;
      const scale = beta * Math.pow(tau, p);
      for (let i = 0; i < m; i++) {
        const weight = scale * exponential[i * size + column];
        for (let j = 0; j < n; j++) next[j] += weight * basis[i][j];
      }
      if (!this.isInvariant) {
        const weight = scale * tau * H[m * most + m - 1] * exponential[(m - 1) * size + size - 1];
        for (let j = 0; j < n; j++) next[j] += weight * basis[m][j];
      }
    }
    for (let j = 0; j < n; j++) u[j] = next[j];
  }
}

function normOf(x: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * x[j];
  return Math.sqrt(sum);
}
