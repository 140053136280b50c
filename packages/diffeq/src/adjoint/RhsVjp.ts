import { zeroShadow } from '@diffjs/runtime';
import type { StandardForm } from '../problem/System.js';
import type { EnteredVjp, Sweep } from './sweepEvaluation.js';
import { vjpInSweep } from './sweepEvaluation.js';

/**
 * The pullback of a right-hand side at one point at a time: the caller fills `state` and `lambda`, calls `apply(t)`, and reads
 * `stateBar` = (∂f/∂u)ᵀ λ. The arrays stay the same objects, so that a call allocates nothing of its own.
 */
export interface RhsVjp {
  /** u, [n]; kept by `apply`. */
  readonly state: Float64Array;
  /** λ, the cotangent of du/dt, [n]; kept by `apply`. */
  readonly lambda: Float64Array;
  /** (∂f/∂u)ᵀ λ of the last call, [n]. */
  readonly stateBar: Float64Array;
  /** Shadow of the parameters, to which every call adds (∂f/∂p)ᵀ λ; undefined if p is a number or has no derivative. */
  readonly pShadow: unknown;
  /** The same sum if p is a number, else 0. */
  pNumber: number;
  /** To be called within `evaluate` only. */
  apply(t: number): void;
  /** Runs code that calls `apply`. */
  evaluate<R>(run: () => R): R;
}

/**
 * Prepares the pullback of a right-hand side.
 *
 * @param p  the parameters
 * @param sweep  the sweep whose captured variables count; undefined to take all that f captures as constant
 * @throws DIFF3001 if it is not differentiable
 */
export function rhsVjp(form: StandardForm, p: unknown, sweep: Sweep): RhsVjp {
  if (form.inPlace) return inPlaceVjp(form, p, sweep);
  return form.scalar ? scalarVjp(form, p, sweep) : returningVjp(form, p, sweep);
}

function inPlaceVjp({ f, n }: StandardForm, p: unknown, sweep: Sweep): RhsVjp {
  const prepared = vjpInSweep(f, sweep);
  const [du, duShadow, state, lambda, stateBar] = buffers(n);
  const pShadow = shadowOfParameters(p);
  const args = [du, state, p, 0];
  const shadows = [duShadow, stateBar, pShadow, undefined];
  const result: RhsVjp = {
    state,
    lambda,
    stateBar,
    pShadow,
    pNumber: 0,
    evaluate: (run) => between(prepared, run),
    apply(t) {
      args[3] = t;
      prepared.forward(args, shadows);
      for (let j = 0; j < n; j++) {
        stateBar[j] = 0;
        duShadow[j] = lambda[j];
      }
      prepared.reverse(0);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(2);
    },
  };
  return result;
}

function returningVjp({ f, n }: StandardForm, p: unknown, sweep: Sweep): RhsVjp {
  const prepared = vjpInSweep(f, sweep);
  const [state, lambda, stateBar] = buffers(n);
  const pShadow = shadowOfParameters(p);
  const args = [state, p, 0];
  const shadows = [stateBar, pShadow, undefined];
  const result: RhsVjp = {
    state,
    lambda,
    stateBar,
    pShadow,
    pNumber: 0,
    evaluate: (run) => between(prepared, run),
    apply(t) {
      args[2] = t;
      for (let j = 0; j < n; j++) stateBar[j] = 0;
      prepared.forward(args, shadows);
      const shadow = prepared.resultShadow as number[] | Float64Array | undefined;
      if (shadow === undefined) return; // the derivative depends on nothing that is differentiated
      for (let j = 0; j < n; j++) shadow[j] += lambda[j];
      prepared.reverse(0);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(1);
    },
  };
  return result;
}

function scalarVjp({ f }: StandardForm, p: unknown, sweep: Sweep): RhsVjp {
  const prepared = vjpInSweep(f, sweep);
  const [state, lambda, stateBar] = buffers(1);
  const pShadow = shadowOfParameters(p);
  const args = [0, p, 0];
  const shadows = [undefined, pShadow, undefined];
  const result: RhsVjp = {
    state,
    lambda,
    stateBar,
    pShadow,
    pNumber: 0,
    evaluate: (run) => between(prepared, run),
    apply(t) {
      args[0] = state[0];
      args[2] = t;
      prepared.forward(args, shadows);
      prepared.reverse(lambda[0]);
      if (typeof p === 'number') result.pNumber += prepared.numberCotangent(1);
      stateBar[0] = prepared.numberCotangent(0);
    },
  };
  return result;
}

function between<R>(prepared: Partial<EnteredVjp>, run: () => R): R {
  prepared.enter?.();
  try {
    return run();
  } finally {
    prepared.leave?.();
  }
}

function buffers(n: number): Float64Array[] {
  return Array.from({ length: 5 }, () => new Float64Array(n));
}

function shadowOfParameters(p: unknown): unknown {
  return typeof p === 'number' ? undefined : zeroShadow(p);
}
