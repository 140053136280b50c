import type { Algorithm } from '../algorithm/Algorithm.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { System } from '../problem/System.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';
import { combineStages } from './combineStages.js';
import type { Stepper } from './Stepper.js';
import { stageErrorNorm } from './stageErrorNorm.js';

/** The algorithm that steps with an explicit tableau and interpolates with `interpolant`; it knows no method by name. */
export function explicitRK(method: {
  tableau: ButcherTableau;
  interpolant: StageInterpolant;
  denseOrder: number;
}): Algorithm {
  const { tableau, interpolant } = method;
  return {
    name: tableau.name,
    order: tableau.order,
    denseOrder: method.denseOrder,
    adaptive: tableau.errorWeights !== undefined,
    stiff: false,
    tableau,
    interpolant,
    createStepper: (system, u0) => new ExplicitRKStepper(tableau, system, u0),
  };
}

/** Makes any tableau first-same-as-last: without the property, the derivative at the end of an accepted step is a stage more. */
class ExplicitRKStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  private readonly state: Float64Array;

  constructor(
    private readonly tableau: ButcherTableau,
    private readonly system: System,
    u0: Float64Array,
  ) {
    const { n } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.state = new Float64Array(n);
    this.stages = [];
    const rows = tableau.fsal ? tableau.stages : tableau.stages + 1;
    for (let i = 0; i < rows; i++) this.stages.push(new Float64Array(n));
  }

  get slope(): Float64Array {
    return this.stages[0];
  }

  restart(t: number): void {
    this.system.evaluate(this.stages[0], this.u, t);
  }

  attempt(t: number, h: number): boolean {
    const { tableau, system, stages: k, state, u, next } = this;
    const { stages, fsal, a, b, c } = tableau;
    const inner = fsal ? stages - 1 : stages;
    for (let i = 1; i < inner; i++) {
      combineStages(state, u, k, a, i * stages, i, h);
      system.evaluate(k[i], state, t + c[i] * h);
    }
    combineStages(next, u, k, b, 0, inner, h);
    if (fsal) system.evaluate(k[inner], next, t + h);
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    return stageErrorNorm(this.stages, this.tableau.errorWeights!, h, this.u, this.next, atol, rtol);
  }

  finish(tNew: number): void {
    if (this.tableau.fsal) return;
    this.system.evaluate(this.stages[this.tableau.stages], this.next, tNew);
  }

  shift(): void {
    const { u, stages } = this;
    this.u = this.next;
    this.next = u;
    const last = stages.length - 1;
    const first = stages[0];
    stages[0] = stages[last];
    stages[last] = first;
  }
}
