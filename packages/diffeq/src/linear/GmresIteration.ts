/** Writes A x into `out`, another array. */
export type Apply = (x: Float64Array, out: Float64Array) => void;

/**
 * Restarted GMRES with a preconditioner from the right and weights W on both sides, W A P⁻¹ W⁻¹ y = W b and x = P⁻¹ W⁻¹ y, from x = 0,
 * so that matrices near a multiple of the identity stay so. All arrays are made once.
 *
 * Reference: Saad & Schultz, SIAM J. Sci. Stat. Comput. 7(3), 1986; Saad, Iterative Methods for Sparse Linear Systems, 2nd ed. 2003,
 * algorithm 9.5.
 */
export class GmresIteration {
  private readonly basis: Float64Array[];
  /** Triangular factor of the Hessenberg matrix, by columns of `restart + 1`. */
  private readonly R: Float64Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  private readonly right: Float64Array;
  private readonly x: Float64Array;
  private readonly work: Float64Array;

  /**
   * @param n  number of unknowns
   * @param restart  vectors kept before the method begins anew from where it is
   * @param limit  how often A is applied at most
   */
  constructor(
    private readonly n: number,
    private readonly restart: number,
    private readonly limit: number,
  ) {
    this.basis = Array.from({ length: restart + 1 }, () => new Float64Array(n));
    this.R = new Float64Array((restart + 1) * restart);
    this.cosines = new Float64Array(restart);
    this.sines = new Float64Array(restart);
    this.right = new Float64Array(restart + 1);
    this.x = new Float64Array(n);
    this.work = new Float64Array(n);
  }

  /**
   * Solves in place of b.
   *
   * @param weights  of the residual's components, [n]
   * @param tolerance  for the weighted norm of the residual over that of b
   * @returns whether it was reached
   */
  solve(
    apply: Apply,
    precondition: ((b: Float64Array) => void) | undefined,
    b: Float64Array,
    weights: Float64Array,
    tolerance: number,
  ): boolean {
    const { n, x, work, basis, limit, restart } = this;
    const residual = basis[0];
    for (let i = 0; i < n; i++) residual[i] = weights[i] * b[i];
    x.fill(0);
    const enough = tolerance * norm(residual);
    let used = 0;
    for (;;) {
      const beta = norm(residual);
      if (!(beta > enough) || used >= limit) {
        b.set(x);
        return beta <= enough;
      }
      const size = this.cycle(apply, precondition, weights, beta, enough, Math.min(restart, limit - used));
      if (size === 0) return false;
      used += size + 1;
      this.addUpdate(precondition, weights, size);
      apply(x, work);
      for (let i = 0; i < n; i++) residual[i] = weights[i] * (b[i] - work[i]);
    }
  }

  /** One cycle from the residual in `basis[0]`. @returns the dimension that it reached */
  private cycle(
    apply: Apply,
    precondition: ((b: Float64Array) => void) | undefined,
    weights: Float64Array,
    beta: number,
    enough: number,
    most: number,
  ): number {
    const { n, basis, R, right, work, restart } = this;
    scale(basis[0], 1 / beta);
    right[0] = beta;
    for (let k = 0; k < most; k++) {
      const next = basis[k + 1];
      const column = k * (restart + 1);
      for (let i = 0; i < n; i++) work[i] = basis[k][i] / weights[i];
      precondition?.(work);
      apply(work, next);
      for (let i = 0; i < n; i++) next[i] *= weights[i];
      for (let l = 0; l <= k; l++) {
        const along = dot(next, basis[l]);
        R[column + l] = along;
        for (let i = 0; i < n; i++) next[i] -= along * basis[l][i];
      }
      const height = norm(next);
      if (!Number.isFinite(height)) return 0;
      if (this.rotate(k, column, height)) return k + 1;
      if (Math.abs(right[k + 1]) <= enough || height === 0) return k + 1;
      scale(next, 1 / height);
    }
    return most;
  }

  /** Makes column k triangular. @returns whether it vanishes, so that the space is exhausted */
  private rotate(k: number, column: number, height: number): boolean {
    const { R, cosines, sines, right } = this;
    for (let l = 0; l < k; l++) {
      const above = R[column + l];
      const below = R[column + l + 1];
      R[column + l] = cosines[l] * above + sines[l] * below;
      R[column + l + 1] = cosines[l] * below - sines[l] * above;
    }
    const length = Math.hypot(R[column + k], height);
    if (length === 0) {
      cosines[k] = 1;
      sines[k] = 0;
      R[column + k] = Number.MIN_VALUE;
      right[k + 1] = 0;
      return true;
    }
    cosines[k] = R[column + k] / length;
    sines[k] = height / length;
    R[column + k] = length;
    right[k + 1] = -sines[k] * right[k];
    right[k] *= cosines[k];
    return false;
  }

  /** x += P⁻¹ W⁻¹ Σ y_l v_l with R y = right. */
  private addUpdate(
    precondition: ((b: Float64Array) => void) | undefined,
    weights: Float64Array,
    size: number,
  ): void {
    const { n, basis, R, right, x, work, restart } = this;
    for (let l = size - 1; l >= 0; l--) {
      for (let m = l + 1; m < size; m++) right[l] -= R[m * (restart + 1) + l] * right[m];
      right[l] /= R[l * (restart + 1) + l];
    }
    work.fill(0);
    for (let l = 0; l < size; l++) for (let i = 0; i < n; i++) work[i] += right[l] * basis[l][i];
    for (let i = 0; i < n; i++) work[i] /= weights[i];
    precondition?.(work);
    for (let i = 0; i < n; i++) x[i] += work[i];
  }
}

function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function scale(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] *= factor;
}
