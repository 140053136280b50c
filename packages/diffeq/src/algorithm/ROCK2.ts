import { rock2 } from '../stepper/rock2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { StabilizedOptions } from './stabilizedOptions.js';
import { stabilizedAlgorithm } from './stabilizedOptions.js';

const make = stabilizedAlgorithm('ROCK2', rock2);

/**
 * The orthogonal Runge–Kutta–Chebyshev method of order 2: explicit, and stable far along the negative real axis, for problems that are
 * stiff by diffusion, such as the heat equation on a grid, where a matrix would be large. Cubic Hermite output.
 *
 * Its stages reach |h| ρ ≈ 0.81 s², s up to 200: the first choice of these at tolerances to about 1e-4.
 * Where it goes wrong: eigenvalues far from the real axis (advection, oscillation), and stiffness so severe (|h| ρ over 1e5) that an implicit
 * method is cheaper.
 *
 * Cost: as many evaluations of f a step as it has stages, about √(|h| ρ/0.81) with ρ the spectral radius of ∂f/∂u, and some to estimate ρ.
 * Its step size control is its own; the option `controller` of `solve` is not read.
 *
 * @param options  `eigenEstimate`: a bound (u, p, t) of the spectral radius instead of the estimate; `maxStages`
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(heat, ROCK2({ eigenEstimate: (_u, p) => 4 * p.diffusivity / p.dx ** 2 }), { rtol: 1e-4 })
 *
 * Reference: A. Abdulle & A. A. Medovikov, Second order Chebyshev methods based on orthogonal polynomials, Numerische Mathematik 90,
 * 2001, pp. 1–18.
 */
export function ROCK2(options?: StabilizedOptions): Algorithm {
  return make(options);
}

constantCall(ROCK2);
