import { companionsOf } from '../api/differentiable.js';
import { jvp } from '../api/jvp.js';
import { pullback } from '../api/pullback.js';
import { expectFunction } from './expectFunction.js';
import { invoke } from '../trace/invoke.js';
import type { TracedResidual } from './nestedSolution.js';
import { implicitFunction, type Linearised } from './implicitFunction.js';
import { implicitOptions, type ImplicitOptions } from './ImplicitOptions.js';

/**
 * A solver whose result can be differentiated with respect to its parameters, x(θ) with F(x(θ), θ) = 0, by the implicit function theorem:
 * ∂x/∂θ = −(∂F/∂x)⁻¹·∂F/∂θ. The solver's own code is not differentiated, so any will do; only F has to be differentiable.
 *
 * The derivative takes one sweep through F for each unknown and a linear system (see the options); the solver runs once. Derivatives reach F by
 * its parameters alone: what it captures is constant. Several parameters, numbers, arrays and trees, are taken apart.
 *
 * @param residual  F(x, ...params), a differentiable function; it gives as many numbers as x has, in any shape
 * @param solver  gives x from the same parameters: a number, array, typed array or tree
 * @param options  see `ImplicitOptions`
 * @returns a function of the parameters that gives what `solver` gives, for both modes; it belongs outside of what is differentiated
 * @throws DIFF3001 if `residual` was never compiled; DIFF3003 for wrong arguments, and where equations and unknowns differ in number; DIFF3020, when it is
 *   differentiated, where the Jacobian is singular or the solver gave no solution
 * Reference: Blondel et al., Efficient and modular implicit differentiation, NeurIPS 2022, eq. (2)–(5).
 * @example
 * const residual = /* @differentiable *\/ (x, a) => x * x - a;
 * const root = implicitRoot(residual, (a) => Math.sqrt(a));
 * gradient(root, 4)   // [0.25]
 */
export function implicitRoot<X, P extends readonly unknown[]>(
  residual: (x: X, ...params: P) => unknown,
  solver: (...params: P) => X,
  options: ImplicitOptions = {},
): (...params: P) => X {
  companionsOf(residual, 'implicitRoot');
  expectFunction('implicitRoot', 'solver', solver);
  const settings = implicitOptions('implicitRoot', options);
  const linearise = (x: unknown, params: readonly unknown[]): Linearised =>
    linearised(residual as AnyF, [x, ...params]);
  const name = solver.name === '' ? 'implicitRoot' : solver.name;
  return implicitFunction({ name, solver, linearise, residual: tracedCall(residual as AnyF) }, settings);
}

/** A function as traced code calls it. */
export function tracedCall(f: AnyF): TracedResidual {
  return (args, lanes) => invoke(f, undefined, undefined, args, lanes, f.name);
}

type AnyF = (...args: unknown[]) => unknown;

/** The derivatives of a differentiable function. */
export function linearised(f: AnyF, args: readonly unknown[]): Linearised {
  const [value, back] = pullback(f, ...args);
  return {
    value,
    pull: (v) => back(v as never),
    push: (tangents) => jvp(f, args as unknown[], tangents as never)[1],
  };
}
