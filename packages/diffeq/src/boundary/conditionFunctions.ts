import { solverError } from '../diagnostics/solverError.js';
import { stateOfNumbers } from '../problem/StateLayout.js';
import type { ConditionFunction } from './BoundaryConditions.js';

type AnyFunction = (...args: unknown[]) => unknown;

/** What a state, or the parameters, look like in a flat vector: see `StateLayout`. */
export interface Shape {
  readonly n: number;
  readonly kind: 'number' | 'vector' | 'tree';
  readonly like: unknown;
}

/** How conditions are called. */
export interface ConditionCall {
  readonly state: Shape;
  /** Of unknown parameters, which follow each state; undefined if they are known. */
  readonly unknowns: Shape | undefined;
  readonly p: unknown;
  readonly inPlace: boolean;
}

/* @differentiable */
function shaped(numbers: Float64Array, at: number, shape: Shape): unknown {
  if (shape.kind === 'number') return numbers[at];
  const own = numbers.slice(at, at + shape.n);
  return shape.kind === 'vector' ? own : stateOfNumbers(own, shape.like);
}

/* @differentiable */
function parametersAt(states: Float64Array, call: ConditionCall): unknown {
  return call.unknowns === undefined ? call.p : shaped(states, call.state.n, call.unknowns);
}

/**
 * Conditions bc(residual, u, p, t), or bc(u, p, t), over the solution function u, whose values at `times` are given.
 *
 * @param width  numbers a time: those of the state and of unknown parameters
 */
/* @differentiable */
export function overSolution(
  bc: AnyFunction,
  call: ConditionCall,
  times: readonly number[],
  width: number,
  span: readonly [number, number],
): ConditionFunction {
  return (out: Float64Array, states: Float64Array): void => {
    const u = (t: number): unknown => shaped(states, placeOf(times, t) * width, call.state);
    const p = parametersAt(states, call);
    if (call.inPlace) {
      bc(out, u, p, span);
      return;
    }
    const values = bc(u, p, span) as ArrayLike<number>;
    for (let i = 0; i < width; i++) out[i] = values[i];
  };
}

/** Conditions bca(residual, ua, p) and bcb(residual, ub, p), or bca(ua, p) and bcb(ub, p), at both ends. */
/* @differentiable */
export function atBothEnds(
  bca: AnyFunction,
  bcb: AnyFunction,
  call: ConditionCall,
  width: number,
  first: number,
): ConditionFunction {
  return (out: Float64Array, states: Float64Array): void => {
    const ua = shaped(states, 0, call.state);
    const ub = shaped(states, width, call.state);
    const p = parametersAt(states, call);
    if (call.inPlace) {
      const a = new Float64Array(first);
      const b = new Float64Array(width - first);
      bca(a, ua, p);
      bcb(b, ub, p);
      for (let i = 0; i < first; i++) out[i] = a[i];
      for (let i = first; i < width; i++) out[i] = b[i - first];
      return;
    }
    const a = bca(ua, p) as ArrayLike<number>;
    const b = bcb(ub, p) as ArrayLike<number>;
    for (let i = 0; i < first; i++) out[i] = a[i];
    for (let i = first; i < width; i++) out[i] = b[i - first];
  };
}

/* @nondifferentiable */
function placeOf(times: readonly number[], t: number): number {
  const at = times.indexOf(t);
  if (at >= 0) return at;
  throw solverError(
    'DIFF5067',
    `the boundary conditions ask for the solution at t = ${t}, which they did not at their first call`,
    'They ask at the same times at each call.',
  );
}

/** The right-hand side over states that are followed by unknown parameters, whose derivative is 0. */
/* @differentiable */
export function withUnknowns(
  f: AnyFunction,
  form: { readonly inPlace: boolean; readonly scalar: boolean; readonly n: number },
  unknowns: Shape,
): (dy: Float64Array, y: Float64Array, p: unknown, t: number) => void {
  const { n, inPlace, scalar } = form;
  return (dy: Float64Array, y: Float64Array, _p: unknown, t: number): void => {
    const p = shaped(y, n, unknowns);
    if (inPlace) {
      const du = new Float64Array(n);
      f(du, y.slice(0, n), p, t);
      for (let i = 0; i < n; i++) dy[i] = du[i];
    } else if (scalar) {
      dy[0] = f(y[0], p, t) as number;
    } else {
      const du = f(y.slice(0, n), p, t) as ArrayLike<number>;
      for (let i = 0; i < n; i++) dy[i] = du[i];
    }
    for (let i = n; i < y.length; i++) dy[i] = 0;
  };
}
