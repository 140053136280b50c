import { rock4 } from '../stepper/rock4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { StabilizedOptions } from './stabilizedOptions.js';
import { stabilizedAlgorithm } from './stabilizedOptions.js';

const make = stabilizedAlgorithm('ROCK4', rock4);

/**
 * The orthogonal Runge–Kutta–Chebyshev method of order 4: explicit, and stable far along the negative real axis, for problems that are
 * stiff by diffusion, such as the heat equation on a grid, where a matrix would be large. Cubic Hermite output.
 *
 * Its stages reach |h| ρ ≈ 0.35 s², s up to 152: the first choice of these at tighter tolerances.
 * Where it goes wrong: eigenvalues far from the real axis (advection, oscillation), and stiffness so severe (|h| ρ over 1e5) that an implicit
 * method is cheaper.
 *
 * Cost: as many evaluations of f a step as it has stages, about √(|h| ρ/0.35) with ρ the spectral radius of ∂f/∂u, and some to estimate ρ.
 * Its step size control is its own; the option `controller` of `solve` is not read.
 *
 * @param options  `eigenEstimate`: a bound (u, p, t) of the spectral radius instead of the estimate; `maxStages`
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(heat, ROCK4({ eigenEstimate: (_u, p) => 4 * p.diffusivity / p.dx ** 2 }), { rtol: 1e-4 })
 *
 * Reference: A. Abdulle, Fourth order Chebyshev methods with recurrence relation, SIAM Journal on Scientific Computing 23, 2002,
 * pp. 2041–2054.
 */
export function ROCK4(options?: StabilizedOptions): Algorithm {
  return make(options);
}

constantCall(ROCK4);
