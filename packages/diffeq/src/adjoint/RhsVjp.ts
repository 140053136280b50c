import { prepareVjp, zeroShadow } from '@diffjs/runtime';
import type { ODEProblem } from '../problem/ODEProblem.js';

/**
 * The pullback of a right-hand side: adds λᵀ ∂f/∂u to one vector and λᵀ ∂f/∂p to the shadow of the parameters.
 * The arrays that it hands to the compiled code stay the same from call to call, and a call allocates nothing of its own.
 */
export interface RhsVjp {
  /** Adds λᵀ ∂f/∂u at (u, t) to `uBar`; all are [n]. The cotangents of the parameters pile up in `pShadow` or `pNumber`. */
  apply(u: Float64Array, t: number, lambda: Float64Array, uBar: Float64Array): void;
  /** Shadow of the parameters; undefined if p is a number or has no derivative. */
  readonly pShadow: unknown;
  /** Cotangent of the parameter if it is a number, else 0. */
  pNumber: number;
}

/**
 * Prepares the pullback of a problem's right-hand side.
 *
 * @throws DIFF3001 if it is not differentiable
 */
export function rhsVjp(problem: ODEProblem): RhsVjp {
  if (problem.inPlace) return inPlaceVjp(problem);
  return typeof problem.u0 === 'number' ? scalarVjp(problem) : returningVjp(problem);
}

function inPlaceVjp({ f, u0, p }: ODEProblem): RhsVjp {
  const n = (u0 as ArrayLike<number>).length;
  const prepared = prepareVjp(f);
  const du = new Float64Array(n);
  const duShadow = new Float64Array(n);
  const state = new Float64Array(n);
  const stateShadow = new Float64Array(n);
  const pShadow = shadowOfParameters(p);
  const args = [du, state, p, 0];
  const shadows = [duShadow, stateShadow, pShadow, undefined];
  const result: RhsVjp = {
    pShadow,
    pNumber: 0,
    apply(u, t, lambda, uBar) {
      state.set(u);
      args[3] = t;
      stateShadow.fill(0);
      duShadow.fill(0);
      prepared.forward(args, shadows);
      duShadow.set(lambda);
      prepared.reverse(0);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(2);
      for (let j = 0; j < n; j++) uBar[j] += stateShadow[j];
    },
  };
  return result;
}

function returningVjp({ f, u0, p }: ODEProblem): RhsVjp {
  const n = (u0 as ArrayLike<number>).length;
  const prepared = prepareVjp(f);
  const state = new Float64Array(n);
  const stateShadow = new Float64Array(n);
  const pShadow = shadowOfParameters(p);
  const args = [state, p, 0];
  const shadows = [stateShadow, pShadow, undefined];
  const result: RhsVjp = {
    pShadow,
    pNumber: 0,
    apply(u, t, lambda, uBar) {
      state.set(u);
      args[2] = t;
      stateShadow.fill(0);
      prepared.forward(args, shadows);
      const shadow = prepared.resultShadow as number[] | Float64Array | undefined;
      if (shadow === undefined) return; // the derivative depends on nothing that is differentiated
      for (let j = 0; j < n; j++) shadow[j] += lambda[j];
      prepared.reverse(0);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(1);
      for (let j = 0; j < n; j++) uBar[j] += stateShadow[j];
    },
  };
  return result;
}

function scalarVjp({ f, p }: ODEProblem): RhsVjp {
  const prepared = prepareVjp(f);
  const pShadow = shadowOfParameters(p);
  const args = [0, p, 0];
  const shadows = [undefined, pShadow, undefined];
  const result: RhsVjp = {
    pShadow,
    pNumber: 0,
    apply(u, t, lambda, uBar) {
      args[0] = u[0];
      args[2] = t;
      prepared.forward(args, shadows);
      prepared.reverse(lambda[0]);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(1);
      uBar[0] += prepared.numberCotangent(0);
    },
  };
  return result;
}

function shadowOfParameters(p: unknown): unknown {
  return typeof p === 'number' ? undefined : zeroShadow(p);
}
