import type { BoundaryConditions } from './BoundaryConditions.js';
import type { Flow } from './Flow.js';
import type { NodeEquations } from './NodeEquations.js';
import { nodesAt } from './nodesOf.js';

/** Multiple shooting: where the flow over each interval ends, the next node stands, yᵢ₊₁ − φᵢ(yᵢ) = 0. */
export class ShootingEquations implements NodeEquations {
  readonly count: number;
  readonly at: Int32Array;
  private readonly states: Float64Array;

  constructor(
    readonly n: number,
    private readonly flow: Flow,
    private readonly conditions: BoundaryConditions,
    readonly mesh: Float64Array,
  ) {
    this.count = mesh.length - 1;
    this.at = nodesAt(mesh, conditions.times);
    this.states = new Float64Array(conditions.times.length * n);
  }

  residual(Y: Float64Array, g: Float64Array, b: Float64Array): boolean {
    const { n, count, mesh, flow, conditions } = this;
    for (let i = 0; i < count; i++) {
      const end = flow.end(Y.slice(i * n, (i + 1) * n), mesh[i], mesh[i + 1]);
      if (end === undefined) return false;
      for (let j = 0; j < n; j++) g[i * n + j] = Y[(i + 1) * n + j] - end[j];
    }
    this.gather(Y);
    conditions.evaluate(b, this.states);
    return g.every(Number.isFinite) && b.every(Number.isFinite);
  }

  linearise(Y: Float64Array, S: Float64Array, R: Float64Array, B: Float64Array): void {
    const { n, count, mesh, flow } = this;
    R.fill(0);
    for (let i = 0; i < count; i++) {
      const V = flow.derivative(Y.slice(i * n, (i + 1) * n), mesh[i], mesh[i + 1]);
      for (let e = 0; e < n * n; e++) S[i * n * n + e] = V === undefined ? NaN : -V[e];
      for (let j = 0; j < n; j++) R[i * n * n + j * n + j] = 1;
    }
    this.gather(Y);
    this.conditions.jacobian(B, this.states);
  }

  private gather(Y: Float64Array): void {
    const { at, n, states } = this;
    for (let q = 0; q < at.length; q++) for (let j = 0; j < n; j++) states[q * n + j] = Y[at[q] * n + j];
  }
}
