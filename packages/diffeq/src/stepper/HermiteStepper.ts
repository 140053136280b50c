import type { System } from '../problem/System.js';
import { scaledNorm } from './scaledNorm.js';
import type { Stepper } from './Stepper.js';

/**
 * What one-step methods with cubic Hermite output (`hermiteIncrement`) share, unless they have more rows of their own: rows are the derivative at the start of the step, (next − u)/h
 * and the derivative at the end, which is the first of the next step.
 */
export abstract class HermiteStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  /** The local error of the attempted step, [n]; written by `attempt` of methods that estimate it. */
  protected readonly error: Float64Array;

  /** @param rows  the first and the last are the derivatives at the ends, whatever stands between */
  constructor(
    protected readonly system: System,
    u0: Float64Array,
    rows = 3,
  ) {
    const { n } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.error = new Float64Array(n);
    this.stages = Array.from({ length: rows }, () => new Float64Array(n));
  }

  get slope(): Float64Array {
    return this.stages[0];
  }

  restart(t: number): void {
    this.system.evaluate(this.stages[0], this.u, t);
  }

  abstract attempt(t: number, h: number): boolean;

  errorNorm(_h: number, atol: Float64Array, rtol: number): number {
    return scaledNorm(this.error, this.u, this.next, atol, rtol, undefined);
  }

  finish(tNew: number): void {
    const { stages } = this;
    this.system.evaluate(stages[stages.length - 1], this.next, tNew);
  }

  completeRows(_t: number, h: number): void {
    const { u, next, n } = this;
    const increment = this.stages[1];
    for (let j = 0; j < n; j++) increment[j] = (next[j] - u[j]) / h;
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
