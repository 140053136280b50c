import type { PreparedJacobian } from '@diffjs/runtime';
import { isDifferentiable, prepareJacobian } from '@diffjs/runtime';
import { isWithoutDerivative } from '../linear/JacobianSource.js';

/** Writes residuals, out of the states at the condition times [q·n]. */
export type ConditionFunction = (out: Float64Array, states: Float64Array) => void;

/** The conditions of a boundary value problem: n residuals of the states at some times. */
export class BoundaryConditions {
  private prepared: PreparedJacobian | undefined;
  private readonly out: Float64Array;
  private readonly below: Float64Array;

  /**
   * @param times  at which states are asked for, in the order of integration, [q]
   * @param given  the user's functions, which decide whether derivatives are exact
   */
  constructor(
    readonly n: number,
    readonly times: readonly number[],
    readonly evaluate: ConditionFunction,
    given: readonly unknown[],
  ) {
    this.out = new Float64Array(n);
    this.below = new Float64Array(n);
    if (given.every(isDifferentiable)) this.prepared = prepareJacobian(evaluate, { inputs: [1], output: 0 });
  }

  /** Writes the derivatives of the residuals by the states, [n, q·n]: exact if they are differentiable, else by central differences. */
  jacobian(B: Float64Array, states: Float64Array): void {
    if (this.prepared !== undefined) {
      try {
        this.prepared.evaluate([this.out, states], B);
        return;
      } catch (error) {
        if (!isWithoutDerivative(error)) throw error;
        this.prepared = undefined;
      }
    }
    this.differences(B, states);
  }

  private differences(B: Float64Array, states: Float64Array): void {
    const { n, out, below } = this;
    const width = states.length;
    for (let j = 0; j < width; j++) {
      const x = states[j];
      const delta = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x));
      states[j] = x + delta;
      this.evaluate(out, states);
      states[j] = x - delta;
      this.evaluate(below, states);
      states[j] = x;
      for (let i = 0; i < n; i++) B[i * width + j] = (out[i] - below[i]) / (2 * delta);
    }
  }
}
