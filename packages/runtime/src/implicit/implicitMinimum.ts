import { companionsOf } from '../api/differentiable.js';
import { gradient } from '../api/gradient.js';
import { checkOptions } from '../errors/checkOptions.js';
import { expectFunction } from './expectFunction.js';
import { gradientAlong } from './gradientAlong.js';
import { implicitFunction, type Linearised } from './implicitFunction.js';
import { implicitDefaults, type ImplicitOptions, validateImplicit } from './ImplicitOptions.js';
import { gradientsFunction } from '../api/gradientFunction.js';
import { laneAt } from '../trace/nested/Lifted.js';
import { registers } from '../trace/registers.js';
import { linearised, tracedCall } from './implicitRoot.js';
import type { TracedResidual } from './nestedSolution.js';

/** The options of `implicitMinimum`. */
export interface MinimumOptions<X, P extends readonly unknown[]> extends ImplicitOptions {
  /**
   * ∇ₓf(x, ...params) as a differentiable function, of the shape of x, where it is known in a simpler form than the compiler finds. Default none:
   * the derivatives of the gradient of f are taken.
   */
  readonly gradient?: ((x: X, ...params: P) => unknown) | undefined;
}

/**
 * A minimiser whose result can be differentiated with respect to its parameters, x(θ) = argminₓ f(x, θ), by the implicit function theorem on
 * ∇ₓf(x, θ) = 0: ∂x/∂θ = −(∇ₓ²f)⁻¹·∂∇ₓf/∂θ. The minimiser's own code is not differentiated; any stationary point is taken.
 *
 * Costs are those of `implicitRoot` with F = ∇ₓf: without the option `gradient` one Hessian-vector product for each row of the Hessian.
 *
 * @param objective  f(x, ...params), a differentiable function that gives a number
 * @param solver  gives x from the same parameters, a minimum without constraints
 * @param options  `gradient`, and those of `implicitRoot`
 * @returns a function of the parameters that gives what `solver` gives, for both modes; it belongs outside of what is differentiated
 * @throws DIFF3001 if `objective` was never compiled; DIFF3003 for wrong arguments; DIFF3020, when it is differentiated, where the Hessian is singular or the solver
 *   gave no stationary point
 * Reference: Gould et al., On differentiating parameterized argmin and argmax problems, arXiv:1607.05447, 2016, lemma 3.2.
 * @example
 * const cost = /* @differentiable *\/ (x, a) => (x - a * a) ** 2;
 * const slope = /* @differentiable *\/ (x, a) => 2 * (x - a * a);
 * const best = implicitMinimum(cost, (a) => a * a, { gradient: slope });
 * gradient(best, 3)   // [6]
 */
export function implicitMinimum<X, P extends readonly unknown[]>(
  objective: (x: X, ...params: P) => number,
  solver: (...params: P) => X,
  options: MinimumOptions<X, P> = {},
): (...params: P) => X {
  const api = 'implicitMinimum';
  companionsOf(objective, api);
  expectFunction(api, 'solver', solver);
  const known = { ...implicitDefaults, gradient: undefined };
  const { gradient: slope, ...given } = checkOptions(api, options, known, (key, value) => {
    if (key !== 'gradient') return validateImplicit(key, value);
    return typeof value === 'function' ? undefined : 'a function';
  });
  if (slope !== undefined) companionsOf(slope, api);
  const f = objective as (...args: unknown[]) => number;
  const linearise = (x: unknown, params: readonly unknown[]): Linearised =>
    slope === undefined
      ? ofGradient(f, [x, ...params])
      : linearised(slope as (...args: unknown[]) => unknown, [x, ...params]);
  const name = solver.name === '' ? api : solver.name;
  const residual =
    slope === undefined ? tracedSlope(f) : tracedCall(slope as (...args: unknown[]) => unknown);
  return implicitFunction({ name, solver, linearise, residual }, { ...implicitDefaults, ...given });
}

/** ∇ₓf as traced code. */
function tracedSlope(f: unknown): TracedResidual {
  const gradients = tracedCall(gradientsFunction(f));
  return (args, lanes) => {
    const all = gradients(args, lanes) as unknown[];
    registers.m = typeof all[0] === 'number' ? laneAt(registers.trace, all, 0) : undefined;
    return all[0];
  };
}

/** ∇ₓf with its derivatives: second derivatives are symmetric, so that one direction of x gives a cotangent of everything. */
function ofGradient(f: (...args: unknown[]) => number, args: readonly unknown[]): Linearised {
  return {
    value: gradient(f, ...args)[0],
    pull: (v) => gradientAlong(f, args, [v]),
    push: (tangents) => gradientAlong(f, args, tangents)[0],
  };
}
