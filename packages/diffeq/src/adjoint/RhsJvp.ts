import type { StandardForm } from '../problem/System.js';
import type { Sweep } from './sweepEvaluation.js';
import { jvpInSweep } from './sweepEvaluation.js';

/** The pushforward of a right-hand side for a fixed tangent of the parameters: ∂f/∂u u̇ + ∂f/∂p ṗ. */
export interface RhsJvp {
  /** Writes the tangent of f at (u, t) along `uDot` into `out`; all are [n]. */
  apply(u: Float64Array, t: number, uDot: Float64Array, out: Float64Array): void;
}

/**
 * Prepares the pushforward of a right-hand side.
 *
 * @param p  the parameters
 * @param pDot  tangent of p: a number for a number, else laid out as the shadow of p; undefined for zero
 * @param sweep  the sweep whose captured variables count; undefined to take all that f captures as constant
 * @throws DIFF3001 if it is not differentiable
 */
export function rhsJvp(form: StandardForm, p: unknown, pDot: unknown, sweep: Sweep): RhsJvp {
  const { f, n, inPlace, scalar } = form;
  const prepared = jvpInSweep(f, sweep);
  if (scalar) {
    const args = [0, p, 0];
    const tangents = [0, pDot, 0];
    return {
      apply(u, t, uDot, out) {
        args[0] = u[0];
        args[2] = t;
        tangents[0] = uDot[0];
        prepared.tangent(args, tangents);
        out[0] = prepared.resultTangent as number;
      },
    };
  }
  const state = new Float64Array(n);
  const stateDot = new Float64Array(n);
  if (!inPlace) {
    const args = [state, p, 0];
    const tangents = [stateDot, pDot, 0];
    return {
      apply(u, t, uDot, out) {
        state.set(u);
        stateDot.set(uDot);
        args[2] = t;
        prepared.tangent(args, tangents);
        const dot = prepared.resultTangent as ArrayLike<number> | undefined;
        for (let j = 0; j < n; j++) out[j] = dot === undefined ? 0 : (dot[j] ?? 0);
      },
    };
  }
  const du = new Float64Array(n);
  const duDot = new Float64Array(n);
  const args = [du, state, p, 0];
  const tangents = [duDot, stateDot, pDot, 0];
  return {
    apply(u, t, uDot, out) {
      state.set(u);
      stateDot.set(uDot);
      duDot.fill(0);
      args[3] = t;
      prepared.tangent(args, tangents);
      out.set(duDot);
    },
  };
}
