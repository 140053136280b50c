import { rkc } from '../stepper/rkc.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { StabilizedOptions } from './stabilizedOptions.js';
import { stabilizedAlgorithm } from './stabilizedOptions.js';

const make = stabilizedAlgorithm('RKC', rkc);

/**
 * The Runge–Kutta–Chebyshev method of order 2: explicit, and stable far along the negative real axis, for problems that are
 * stiff by diffusion, such as the heat equation on a grid, where a matrix would be large. Cubic Hermite output.
 *
 * Its stages reach |h| ρ ≈ 0.65 s²; their number is not bounded but by `maxStages` (default 1000).
 * Where it goes wrong: eigenvalues far from the real axis (advection, oscillation), and stiffness so severe (|h| ρ over 1e5) that an implicit
 * method is cheaper.
 *
 * Cost: as many evaluations of f a step as it has stages, about √(|h| ρ/0.65) with ρ the spectral radius of ∂f/∂u, and some to estimate ρ.
 * Its step size control is its own; the option `controller` of `solve` is not read.
 *
 * @param options  `eigenEstimate`: a bound (u, p, t) of the spectral radius instead of the estimate; `maxStages`
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(heat, RKC({ eigenEstimate: (_u, p) => 4 * p.diffusivity / p.dx ** 2 }), { rtol: 1e-4 })
 *
 * Reference: B. P. Sommeijer, L. F. Shampine & J. G. Verwer, RKC: an explicit solver for parabolic PDEs, Journal of Computational and
 * Applied Mathematics 88, 1998, pp. 315–326.
 */
export function RKC(options?: StabilizedOptions): Algorithm {
  return make(options);
}

constantCall(RKC);
