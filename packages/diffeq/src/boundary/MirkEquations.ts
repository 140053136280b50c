import { evaluateDense, evaluateSlope } from '../interpolation/denseOutput.js';
import type { DenseSteps } from '../interpolation/denseOutput.js';
import type { JacobianSource } from '../linear/JacobianSource.js';
import { jacobianSource } from '../linear/JacobianSource.js';
import { wholeOf } from '../linear/Linearised.js';
import type { System } from '../problem/System.js';
import type { BoundaryConditions } from './BoundaryConditions.js';
import type { MirkTableau } from './mirkTableau.js';
import type { NodeEquations } from './NodeEquations.js';
import { nodesAt } from './nodesOf.js';

/** Places of the inner points of the five-point Lobatto rule, at which the defect is taken, and their weights on [0, 1]. */
const DEFECT_PLACES = [0.5 - 0.5 * Math.sqrt(3 / 7), 0.5, 0.5 + 0.5 * Math.sqrt(3 / 7)];
const DEFECT_WEIGHTS = [49 / 180, 16 / 45, 49 / 180];

/** Collocation on a mesh: yᵢ₊₁ − yᵢ − h Σ b_r K_r = 0 on each interval. */
export class MirkEquations implements NodeEquations {
  readonly n: number;
  readonly count: number;
  readonly at: Int32Array;
  private readonly jacobian: JacobianSource;
  /** f at the nodes, [(N + 1)·n]. */
  private readonly F: Float64Array;
  /** Stages and their arguments of one interval, [s][n]. */
  private readonly K: Float64Array[];
  private readonly states: Float64Array;
  private readonly argument: Float64Array;
  /** ∂f/∂y at the left and the right node, [n·n]. */
  private readonly ends: [Float64Array, Float64Array];
  /** ∂K_r/∂y₀ and ∂K_r/∂y₁ of the inner stages, [s][n·n]. */
  private readonly byLeft: Float64Array[];
  private readonly byRight: Float64Array[];
  private readonly J: Float64Array;
  private readonly inner: Float64Array;

  constructor(
    private readonly system: System,
    private readonly conditions: BoundaryConditions,
    private readonly tableau: MirkTableau,
    readonly mesh: Float64Array,
  ) {
    const { n } = system;
    const nn = n * n;
    const stages = tableau.c.length;
    const blocks = (): Float64Array[] => Array.from({ length: stages }, () => new Float64Array(nn));
    this.n = n;
    this.count = mesh.length - 1;
    this.at = nodesAt(mesh, conditions.times);
    this.jacobian = jacobianSource(wholeOf(system), undefined, undefined, false);
    this.F = new Float64Array(mesh.length * n);
    this.K = Array.from({ length: stages }, () => new Float64Array(n));
    this.states = new Float64Array(conditions.times.length * n);
    this.argument = new Float64Array(n);
    this.ends = [new Float64Array(nn), new Float64Array(nn)];
    this.byLeft = blocks();
    this.byRight = blocks();
    this.J = new Float64Array(nn);
    this.inner = new Float64Array(nn);
  }

  residual(Y: Float64Array, g: Float64Array, b: Float64Array): boolean {
    const { n, count, mesh, tableau, K, conditions } = this;
    for (let i = 0; i <= count; i++) this.system.evaluate(this.node(this.F, i), this.node(Y, i), mesh[i]);
    for (let i = 0; i < count; i++) {
      const h = mesh[i + 1] - mesh[i];
      this.stages(Y, i);
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let r = 0; r < K.length; r++) sum += tableau.b[r] * K[r][j];
        g[i * n + j] = Y[(i + 1) * n + j] - Y[i * n + j] - h * sum;
      }
    }
    this.gather(Y);
    conditions.evaluate(b, this.states);
    return g.every(Number.isFinite) && b.every(Number.isFinite);
  }

  linearise(Y: Float64Array, S: Float64Array, R: Float64Array, B: Float64Array): void {
    const { count, ends } = this;
    this.system.stats.njac++;
    this.jacobian.evaluate(ends[1], this.node(Y, 0), this.mesh[0], this.node(this.F, 0));
    for (let i = 0; i < count; i++) {
      ends[0].set(ends[1]);
      this.jacobian.evaluate(ends[1], this.node(Y, i + 1), this.mesh[i + 1], this.node(this.F, i + 1));
      this.block(Y, i, S, R);
    }
    this.gather(Y);
    this.conditions.jacobian(B, this.states);
  }

  /**
   * The root mean square of (u' − f)/(atol + rtol |f|) over interval i of the dense output.
   *
   * Reference: J. Kierzenka & L. F. Shampine, A BVP solver based on residual control and the MATLAB PSE, ACM Trans. Math. Softw. 27(3), 2001,
   * pp. 299–316.
   */
  defect(steps: DenseSteps, i: number, rtol: number, atol: number): number {
    const { n, mesh, argument, tableau, system } = this;
    const [slope, f] = this.K;
    const h = mesh[i + 1] - mesh[i];
    let total = 0;
    for (let q = 0; q < DEFECT_PLACES.length; q++) {
      const position = { step: i, theta: DEFECT_PLACES[q] };
      evaluateDense(steps, tableau.interpolant, position, argument);
      evaluateSlope(steps, tableau.interpolant, position, slope);
      system.evaluate(f, argument, mesh[i] + position.theta * h);
      let sum = 0;
      for (let j = 0; j < n; j++) sum += ((slope[j] - f[j]) / (atol + rtol * Math.abs(f[j]))) ** 2;
      total += DEFECT_WEIGHTS[q] * sum;
    }
    const defect = Math.sqrt(total);
    return Number.isFinite(defect) ? defect : Infinity;
  }

  /** The dense output over the mesh, rows in the order of time. `residual` was called at Y last. */
  steps(Y: Float64Array): DenseSteps {
    const { n, count, mesh, tableau, K } = this;
    const rows = K.length;
    const stages = new Float64Array(count * rows * n);
    const sizes = Float64Array.from({ length: count }, (_, i) => mesh[i + 1] - mesh[i]);
    const steps = { n, rows, count, times: mesh, sizes, states: Y, stages };
    for (let i = 0; i < count; i++) {
      this.stages(Y, i);
      for (let r = 0; r < rows; r++) stages.set(K[tableau.byTime[r]], (i * rows + r) * n);
      if (tableau.refines) this.refine(steps, i);
    }
    return steps;
  }

  /** Takes the inner derivatives anew, at states of the interpolant. */
  private refine(steps: DenseSteps, i: number): void {
    const { n, mesh, tableau, argument, K } = this;
    const rows = K.length;
    for (let r = 1; r < rows - 1; r++) {
      const theta = tableau.c[tableau.byTime[r]];
      evaluateDense(steps, tableau.interpolant, { step: i, theta }, argument);
      this.system.evaluate(K[r], argument, mesh[i] + theta * steps.sizes[i]);
    }
    for (let r = 1; r < rows - 1; r++) steps.stages.set(K[r], (i * rows + r) * n);
  }

  private node(values: Float64Array, i: number): Float64Array {
    return values.subarray(i * this.n, (i + 1) * this.n);
  }

  private gather(Y: Float64Array): void {
    const { at, n, states } = this;
    for (let q = 0; q < at.length; q++) for (let j = 0; j < n; j++) states[q * n + j] = Y[at[q] * n + j];
  }

  /** Computes the stages of interval i, from f at the nodes. */
  private stages(Y: Float64Array, i: number): void {
    const { mesh, tableau, K, F, argument, system } = this;
    const h = mesh[i + 1] - mesh[i];
    K[0].set(this.node(F, i));
    K[1].set(this.node(F, i + 1));
    for (let r = 2; r < K.length; r++) {
      this.stageArgument(Y, i, r, h);
      system.evaluate(K[r], argument, mesh[i] + tableau.c[r] * h);
    }
  }

  private stageArgument(Y: Float64Array, i: number, r: number, h: number): void {
    const { n, tableau, K, argument } = this;
    const v = tableau.v[r];
    const x = tableau.x[r];
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < x.length; l++) sum += x[l] * K[l][j];
      argument[j] = (1 - v) * Y[i * n + j] + v * Y[(i + 1) * n + j] + h * sum;
    }
  }

  /** Writes the derivatives of link i. */
  private block(Y: Float64Array, i: number, S: Float64Array, R: Float64Array): void {
    const { n, mesh, tableau, K, ends, byLeft, byRight, J, argument } = this;
    const nn = n * n;
    const h = mesh[i + 1] - mesh[i];
    byLeft[0].set(ends[0]);
    byRight[0].fill(0);
    byLeft[1].fill(0);
    byRight[1].set(ends[1]);
    this.stages(Y, i);
    for (let r = 2; r < K.length; r++) {
      this.stageArgument(Y, i, r, h);
      this.jacobian.evaluate(J, argument, mesh[i] + tableau.c[r] * h, K[r]);
      this.chain(byLeft, r, 1 - tableau.v[r], h);
      this.chain(byRight, r, tableau.v[r], h);
    }
    for (let e = 0; e < nn; e++) {
      let left = 0;
      let right = 0;
      for (let r = 0; r < K.length; r++) {
        left += tableau.b[r] * byLeft[r][e];
        right += tableau.b[r] * byRight[r][e];
      }
      S[i * nn + e] = -h * left;
      R[i * nn + e] = -h * right;
    }
    for (let j = 0; j < n; j++) {
      S[i * nn + j * n + j] -= 1;
      R[i * nn + j * n + j] += 1;
    }
  }

  /** ∂K_r = J (v + h Σ x_rl ∂K_l). */
  private chain(by: Float64Array[], r: number, v: number, h: number): void {
    const { n, tableau, J, inner } = this;
    combineBlocks(inner, by, tableau.x[r], h);
    for (let j = 0; j < n; j++) inner[j * n + j] += v;
    const out = by[r];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < n; l++) sum += J[i * n + l] * inner[l * n + j];
        out[i * n + j] = sum;
      }
    }
  }
}

/** out = h Σ x_l K_l. */
function combineBlocks(
  out: Float64Array,
  blocks: readonly Float64Array[],
  x: readonly number[],
  h: number,
): void {
  for (let e = 0; e < out.length; e++) {
    let sum = 0;
    for (let l = 0; l < x.length; l++) sum += x[l] * blocks[l][e];
    out[e] = h * sum;
  }
}
