import type { Algorithm } from '../algorithm/Algorithm.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import { partitionedParts, secondOrderParts } from '../problem/partitionedParts.js';
import type { PartitionedParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { SymplecticTableau } from '../tableau/symplecticTableau.js';
import { HermiteStepper } from './HermiteStepper.js';
import { requireSeparable } from './requireSeparable.js';

/** The algorithm that kicks and drifts by a splitting, in fixed steps. */
export function symplectic(tableau: SymplecticTableau): Algorithm {
  const { name, order, secondOrder } = tableau;
  return {
    name,
    order,
    denseOrder: 3,
    adaptive: false,
    stiff: false,
    needs: 'partitioned',
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper(system, u0) {
      const parts = secondOrder ? secondOrderParts(system, name) : partitionedParts(system);
      return new SymplecticStepper(tableau, parts, system, u0);
    },
  };
}

/**
 * v += b h f1(v, u, t + h Σ a), u += a h f2(v, u, t + h Σ b), stage by stage. Derivatives at the ends of steps are computed only where
 * somebody reads them.
 */
class SymplecticStepper extends HermiteStepper {
  private readonly v: Float64Array;
  private readonly q: Float64Array;
  private readonly dv: Float64Array;
  private readonly dq: Float64Array;
  /** Whether `dv` is f1 at the start of the step. */
  private kickKnown = false;
  /** Whether the first and the last row hold derivatives. */
  private startKnown = false;
  private endKnown = false;
  /** Whether the problem was seen to be separable. */
  private isChecked = false;

  constructor(
    private readonly tableau: SymplecticTableau,
    private readonly parts: PartitionedParts,
    system: System,
    u0: Float64Array,
  ) {
    super(system, u0);
    const { nv } = parts;
    this.v = new Float64Array(nv);
    this.dv = new Float64Array(nv);
    this.q = new Float64Array(this.n - nv);
    this.dq = new Float64Array(this.n - nv);
  }

  override restart(t: number): void {
    super.restart(t);
    const { slope, dv, tableau, parts, u } = this;
    if (!this.isChecked && tableau.order > 1) requireSeparable(parts, u, slope, t, tableau.name);
    this.isChecked = true;
    for (let j = 0; j < dv.length; j++) dv[j] = slope[j];
    this.kickKnown = true;
    this.startKnown = true;
    this.endKnown = false;
  }

  attempt(t: number, h: number): boolean {
    const { tableau, v, q, u, next } = this;
    const { a, b, stages } = tableau;
    const nv = v.length;
    for (let j = 0; j < nv; j++) v[j] = u[j];
    for (let j = 0; j < q.length; j++) q[j] = u[nv + j];
    let kicked = t;
    let drifted = t;
    for (let i = 0; i < stages; i++) {
      if (b[i] !== 0) {
        this.kick(drifted, h * b[i], i > 0 || !this.kickKnown);
        kicked += h * b[i];
      }
      if (a[i] !== 0) {
        this.drift(kicked, h * a[i]);
        drifted += h * a[i];
      }
    }
    for (let j = 0; j < nv; j++) next[j] = v[j];
    for (let j = 0; j < q.length; j++) next[nv + j] = q[j];
    this.kickKnown = false; // what stands in dv now belongs to the end
    return true;
  }

  private kick(t: number, h: number, evaluates: boolean): void {
    const { v, q, dv } = this;
    if (evaluates) this.parts.kick(dv, v, q, t);
    for (let j = 0; j < v.length; j++) v[j] += h * dv[j];
  }

  private drift(t: number, h: number): void {
    const { v, q, dq, parts } = this;
    if (parts.drift === undefined) {
      for (let j = 0; j < q.length; j++) q[j] += h * v[j];
      return;
    }
    parts.drift(dq, v, q, t);
    for (let j = 0; j < q.length; j++) q[j] += h * dq[j];
  }

  override finish(): void {
    this.endKnown = false;
  }

  override completeRows(t: number, h: number): void {
    super.completeRows(t, h);
    const { system, stages, u, next } = this;
    if (!this.startKnown) system.evaluate(stages[0], u, t);
    system.evaluate(stages[2], next, t + h);
    this.endKnown = true;
  }

  override shift(): void {
    super.shift();
    this.startKnown = this.endKnown;
    this.kickKnown = this.tableau.reusesKick;
  }
}
