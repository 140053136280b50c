import { denseFactor, denseSolve } from '../linear/factorDense.js';

/**
 * Linear equations that link neighbouring nodes of a mesh, Sᵢ yᵢ + Rᵢ yᵢ₊₁ = gᵢ for i < N, and n conditions Σ B yⱼ = b on some nodes.
 *
 * Inner nodes are eliminated from left to right by orthogonal transformations of two neighbouring block rows, which are stable whether solutions
 * grow or decay; what remains is a system for the first and the last node. Conditions may tie any nodes together.
 *
 * Cost: about 20 n³ operations a node to factor, 10 n² to solve.
 *
 * Reference: S. J. Wright, Stable parallel algorithms for two-point boundary value problems, SIAM J. Sci. Stat. Comput. 13(3), 1992,
 * pp. 742–764.
 */
export class NodeFactors {
  /** Reflectors below the diagonal, the triangle T of node i on and above it, [N·2n·n]; the diagonal of T is apart. */
  private readonly V: Float64Array;
  private readonly diagonal: Float64Array;
  private readonly beta: Float64Array;
  /** T yᵢ + A y₀ + C yᵢ₊₁ = g; [N·n·n]. */
  private readonly A: Float64Array;
  private readonly C: Float64Array;
  /** The conditions on node i once those before it are eliminated, [(N + 1)·n·n]. */
  private readonly D: Float64Array;
  /** Whether there are any. */
  private readonly hasD: Uint8Array;
  /** The conditions on the first node, [n·n]. */
  private readonly first: Float64Array;
  private readonly work: Float64Array;
  private readonly last: Float64Array;
  private readonly lastPivots: Int32Array;
  private readonly lastRight: Float64Array;
  private readonly pair: Float64Array;
  private readonly row: Float64Array;

  constructor(
    private readonly n: number,
    private readonly count: number,
  ) {
    const nn = n * n;
    this.V = new Float64Array(count * 2 * nn);
    this.diagonal = new Float64Array(count * n);
    this.beta = new Float64Array(count * n);
    this.A = new Float64Array(count * nn);
    this.C = new Float64Array(count * nn);
    this.D = new Float64Array((count + 1) * nn);
    this.first = new Float64Array(nn);
    this.hasD = new Uint8Array(count + 1);
    this.work = new Float64Array(6 * nn);
    this.last = new Float64Array(4 * nn);
    this.lastPivots = new Int32Array(2 * n);
    this.lastRight = new Float64Array(2 * n);
    this.pair = new Float64Array(2 * n);
    this.row = new Float64Array(n);
  }

  /**
   * Factors.
   *
   * @param S  [N·n·n], row-major
   * @param R  [N·n·n]
   * @param B  [n, q·n], row-major: the conditions' blocks on the nodes `at`
   * @param at  [q] increasing
   * @returns false if the equations are singular or not finite
   */
  factor(S: Float64Array, R: Float64Array, B: Float64Array, at: Int32Array): boolean {
    const { n, count, D, first, work } = this;
    const nn = n * n;
    this.placeConditions(B, at);
    for (let e = 0; e < nn; e++) first[e] = D[e];
    const carried = this.last;
    for (let e = 0; e < nn; e++) {
      carried[e] = S[e];
      carried[nn + e] = R[e];
    }
    for (let i = 1; i < count; i++) {
      this.stack(carried, S, R, i * nn);
      if (!this.reflect(i)) return false;
      this.eliminateConditions(i);
      for (let k = 0; k < n; k++) {
        for (let j = 0; j < n; j++) {
          carried[k * n + j] = work[(n + k) * 3 * n + n + j];
          carried[nn + k * n + j] = work[(n + k) * 3 * n + 2 * n + j];
        }
      }
    }
    return this.factorLast();
  }

  private placeConditions(B: Float64Array, at: Int32Array): void {
    const { n, D, hasD } = this;
    const nn = n * n;
    D.fill(0);
    hasD.fill(0);
    const width = at.length * n;
    for (let q = 0; q < at.length; q++) {
      hasD[at[q]] = 1;
      for (let k = 0; k < n; k++)
        for (let j = 0; j < n; j++) D[at[q] * nn + k * n + j] += B[k * width + q * n + j];
    }
  }

  /** Writes [C A 0; Sᵢ 0 Rᵢ], [2n, 3n], for what was carried: A y₀ + C yᵢ. */
  private stack(carried: Float64Array, S: Float64Array, R: Float64Array, at: number): void {
    const { n, work } = this;
    const nn = n * n;
    const width = 3 * n;
    work.fill(0);
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) {
        work[k * width + j] = carried[nn + k * n + j];
        work[k * width + n + j] = carried[k * n + j];
        work[(n + k) * width + j] = S[at + k * n + j];
        work[(n + k) * width + 2 * n + j] = R[at + k * n + j];
      }
    }
  }

  /** Makes the first n columns triangular by Householder reflections, and keeps what solves need; false if not finite or singular. */
  private reflect(i: number): boolean {
    const { n, work, V, beta, diagonal, A, C } = this;
    const width = 3 * n;
    const nn = n * n;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = j; k < 2 * n; k++) sum += work[k * width + j] ** 2;
      const norm = Math.sqrt(sum);
      if (!(norm > 0 && norm < Infinity)) return false;
      const head = work[j * width + j];
      const alpha = head > 0 ? -norm : norm;
      work[j * width + j] = head - alpha;
      const b = 1 / (norm * (norm + Math.abs(head)));
      beta[i * n + j] = b;
      diagonal[i * n + j] = alpha;
      for (let l = j + 1; l < width; l++) {
        let dot = 0;
        for (let k = j; k < 2 * n; k++) dot += work[k * width + j] * work[k * width + l];
        dot *= b;
        for (let k = j; k < 2 * n; k++) work[k * width + l] -= dot * work[k * width + j];
      }
    }
    for (let k = 0; k < 2 * n; k++)
      for (let j = 0; j < n; j++) V[i * 2 * nn + k * n + j] = work[k * width + j];
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) {
        A[i * nn + k * n + j] = work[k * width + n + j];
        C[i * nn + k * n + j] = work[k * width + 2 * n + j];
      }
    }
    return true;
  }

  /** Carries the conditions on node i, D yᵢ = D T⁻¹ (g − A y₀ − C yᵢ₊₁), to the first and the next node. */
  private eliminateConditions(i: number): void {
    const { n, D, hasD, A, C, first, row } = this;
    if (hasD[i] === 0) return;
    hasD[i + 1] = 1;
    const nn = n * n;
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) row[j] = D[i * nn + k * n + j];
      this.solveTriangleTransposed(i, row); // rowᵀ T⁻¹
      for (let j = 0; j < n; j++) {
        let a = 0;
        let c = 0;
        for (let l = 0; l < n; l++) {
          a += row[l] * A[i * nn + l * n + j];
          c += row[l] * C[i * nn + l * n + j];
        }
        first[k * n + j] -= a;
        D[(i + 1) * nn + k * n + j] -= c;
      }
      for (let j = 0; j < n; j++) D[i * nn + k * n + j] = row[j];
    }
  }

  private factorLast(): boolean {
    const { n, count, D, first, last, lastPivots, work } = this;
    const nn = n * n;
    const width = 2 * n;
    for (let e = 0; e < 2 * nn; e++) work[e] = last[e];
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) {
        last[k * width + j] = work[k * n + j];
        last[k * width + n + j] = work[nn + k * n + j];
        last[(n + k) * width + j] = first[k * n + j];
        last[(n + k) * width + n + j] = D[count * nn + k * n + j];
      }
    }
    let most = 0;
    for (const x of last) most = Math.max(most, Math.abs(x));
    if (!denseFactor(last, width, lastPivots)) return false;
    for (let k = 0; k < width; k++) if (!(Math.abs(last[k * width + k]) * most < 1e15)) return false; // the diagonal holds inverses of pivots
    return true;
  }

  /**
   * Solves.
   *
   * @param g  [N·n], overwritten
   * @param b  [n] of the conditions, overwritten
   * @param y  [(N + 1)·n] the solution
   */
  solve(g: Float64Array, b: Float64Array, y: Float64Array): void {
    const { n, count, V, beta, pair, hasD, D, last, lastPivots, lastRight } = this;
    const nn = n * n;
    for (let i = 1; i < count; i++) {
      for (let k = 0; k < n; k++) {
        pair[k] = g[(i - 1) * n + k];
        pair[n + k] = g[i * n + k];
      }
      for (let j = 0; j < n; j++) {
        let dot = 0;
        for (let k = j; k < 2 * n; k++) dot += V[i * 2 * nn + k * n + j] * pair[k];
        dot *= beta[i * n + j];
        for (let k = j; k < 2 * n; k++) pair[k] -= dot * V[i * 2 * nn + k * n + j];
      }
      for (let k = 0; k < n; k++) {
        g[(i - 1) * n + k] = pair[k];
        g[i * n + k] = pair[n + k];
      }
      if (hasD[i] === 0) continue;
      for (let k = 0; k < n; k++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += D[i * nn + k * n + j] * pair[j];
        b[k] -= sum;
      }
    }
    for (let k = 0; k < n; k++) {
      lastRight[k] = g[(count - 1) * n + k];
      lastRight[n + k] = b[k];
    }
    denseSolve(last, 2 * n, lastPivots, lastRight);
    for (let k = 0; k < n; k++) {
      y[k] = lastRight[k];
      y[count * n + k] = lastRight[n + k];
    }
    for (let i = count - 1; i >= 1; i--) this.substitute(i, g, y);
  }

  /** yᵢ = T⁻¹ (g − A y₀ − C yᵢ₊₁). */
  private substitute(i: number, g: Float64Array, y: Float64Array): void {
    const { n, V, diagonal, A, C } = this;
    const nn = n * n;
    for (let k = n - 1; k >= 0; k--) {
      let sum = g[(i - 1) * n + k];
      for (let j = 0; j < n; j++)
        sum -= A[i * nn + k * n + j] * y[j] + C[i * nn + k * n + j] * y[(i + 1) * n + j];
      for (let j = k + 1; j < n; j++) sum -= V[i * 2 * nn + k * n + j] * y[i * n + j];
      y[i * n + k] = sum / diagonal[i * n + k];
    }
  }

  /** Solves Tᵀ x = b in place of b. */
  private solveTriangleTransposed(i: number, b: Float64Array): void {
    const { n, V, diagonal } = this;
    const at = i * 2 * n * n;
    for (let k = 0; k < n; k++) {
      let sum = b[k];
      for (let j = 0; j < k; j++) sum -= V[at + j * n + k] * b[j];
      b[k] = sum / diagonal[i * n + k];
    }
  }
}
