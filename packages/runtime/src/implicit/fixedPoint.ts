import { companionsOf } from '../api/differentiable.js';
import { DiffError } from '../errors/DiffError.js';
import { checkOptions } from '../errors/checkOptions.js';
import { ravel } from '../tree/ravel.js';
import { treeMap } from '../tree/treeMap.js';
import { implicitFunction, type Linearised } from './implicitFunction.js';
import { implicitDefaults, type ImplicitOptions, validateImplicit } from './ImplicitOptions.js';
import { linearised, tracedCall } from './implicitRoot.js';
import type { TracedResidual } from './nestedSolution.js';

/** The options of `fixedPoint`. */
export interface FixedPointOptions<X, P extends readonly unknown[]> extends ImplicitOptions {
  /** The iteration ends when no number changes by more than stepTolerance·max(1, |x|). Default 1e-12. */
  readonly stepTolerance?: number;
  /** How many times `step` is called at most. Default 1000. */
  readonly maxSteps?: number;
  /** Finds the fixed point in place of the plain iteration (Anderson's, Newton's method, …), from the same arguments. Default none. */
  readonly solver?: ((x0: X, ...params: P) => X) | undefined;
}

const own = { stepTolerance: 1e-12, maxSteps: 1000, solver: undefined };

/**
 * A function that finds x = T(x, θ) by iterating T from a start, and whose result can be differentiated with respect to θ: by the implicit
 * function theorem θ̄ = (∂T/∂θ)ᵀ·λ with λ = x̄ + (∂T/∂x)ᵀ·λ. Steps of the iteration are not kept, however many there are.
 *
 * The linear system is solved as the options say; `linearSolver: 'iterate'` is the adjoint fixed-point iteration, which converges as fast as T does.
 * The start carries no derivative. Derivatives reach T by its parameters alone: what it captures is constant.
 *
 * @param step  T(x, ...params), a differentiable function that gives the shape of x
 * @param options  see `FixedPointOptions`
 * @returns a function of the start and the parameters, for both modes; it belongs outside of what is differentiated
 * @throws DIFF3001 if `step` was never compiled; DIFF3003 for wrong options; DIFF3020 if the iteration does not converge, and, when it is
 *   differentiated, where 1 is an eigenvalue of ∂T/∂x
 * Reference: Christianson, Reverse accumulation and attractive fixed points, Optim. Methods Softw. 3(4), 1994, pp. 311–326.
 * @example
 * const heron = /* @differentiable *\/ (x, a) => (x + a / x) / 2;
 * const root = fixedPoint(heron);
 * gradient(root, 1, 4)   // [0, 0.25]
 */
export function fixedPoint<X, P extends readonly unknown[]>(
  step: (x: X, ...params: P) => X,
  options: FixedPointOptions<X, P> = {},
): (x0: X, ...params: P) => X {
  const api = 'fixedPoint';
  companionsOf(step, api);
  const settings = {
    ...implicitDefaults,
    ...own,
    ...checkOptions(api, options, { ...implicitDefaults, ...own }, (key, value) => {
      if (key === 'solver') return typeof value === 'function' ? undefined : 'a function';
      return validateImplicit(key === 'maxSteps' ? 'maxLinearSteps' : key, value);
    }),
  };
  const T = step as (...args: unknown[]) => unknown;
  const name = step.name === '' ? api : step.name;
  const iterate = (x0: unknown, ...params: unknown[]): unknown => {
    let x = x0;
    for (let count = 0; count < settings.maxSteps; count++) {
      const next = T(x, ...params);
      if (hasSettled(x, next, settings.stepTolerance)) return next;
      x = next;
    }
    throw new DiffError(
      'DIFF3020',
      `the iteration of \`${name}\` has not converged in ${settings.maxSteps} steps. Start nearer, allow more (maxSteps), or give a solver.`,
    );
  };
  const linearise = (x: unknown, [, ...params]: readonly unknown[]): Linearised =>
    differenceFrom(x, linearised(T, [x, ...params]));
  const solver = settings.solver ?? iterate;
  const call = tracedCall(T);
  // The start is a parameter of the function, on which nothing depends.
  const residual: TracedResidual = ([x, , ...params], [lane, , ...lanes]) =>
    call([x, ...params], [lane, ...lanes]);
  return implicitFunction<X, readonly [X, ...P]>(
    { name, solver, linearise, residual, isStep: true },
    settings,
  ) as (x0: X, ...params: P) => X;
}

/** F = x − T(x, θ) with the start as a first parameter, on which it does not depend. */
function differenceFrom(x: unknown, { value, pull, push }: Linearised): Linearised {
  const minus = (a: unknown, b: unknown): unknown => treeMap((p, q) => p - q, a, b);
  return {
    value: minus(x, value),
    pull(v) {
      const [xBar, ...rest] = pull(v);
      return [minus(v, xBar), null, ...rest.map((d) => treeMap((each) => -each, d))];
    },
    push([x_ = null, , ...rest]) {
      const moved = push([x_, ...rest]);
      return x_ === null ? treeMap((each) => -each, moved) : minus(x_, moved);
    },
  };
}

function hasSettled(x: unknown, next: unknown, tolerance: number): boolean {
  const [before, after] = [ravel(x), ravel(next)];
  if (before.length !== after.length) {
    throw new DiffError(
      'DIFF3003',
      `fixedPoint needs a step that keeps the shape of x: it was given ${before.length} numbers and gave ${after.length}.`,
    );
  }
  let size = 1;
  let change = 0;
  for (let i = 0; i < after.length; i++) {
    size = Math.max(size, Math.abs(after[i]));
    change = Math.max(change, Math.abs(after[i] - before[i]));
  }
  return change <= tolerance * size && change < Infinity;
}
