import type { RootEnd, SteadyEquations } from './SteadyEquations.js';
import { norm2 } from './SteadyEquations.js';

/** Share of the decrease that the linear model promises which a step must bring. */
const SUFFICIENT = 1e-4;
/** The shortest share of a Newton step that is tried. */
const SHORTEST = 1e-10;
/** What a last, small correction must leave of f: at a pole of f corrections are small as well, but f stays. */
const CONTRACTION = 0.35;

/**
 * Newton's method with backtracking on ‖f‖: u ← u + λ Δ with −J Δ = f, λ halved or set by a parabola until ‖f‖ decreases enough.
 *
 * A root is found where the correction is within the tolerances and f contracts, or vanishes.
 *
 * Reference: J. E. Dennis & R. B. Schnabel, Numerical Methods for Unconstrained Optimization and Nonlinear Equations, 1983, §6.3.
 */
export function newtonRoot(equations: SteadyEquations, maxSteps: number): RootEnd {
  const { f, fTrial } = equations;
  let size = norm2(f);
  for (let k = 0; k < maxSteps; k++) {
    if (size === 0) return 'found';
    if (!equations.correct(0, true)) return 'singular';
    const isSmall = equations.correction <= 1;
    const isRounding = equations.isRounding;
    const lambda = lineSearch(equations, size);
    if (lambda === 0) return isSmall && isRounding ? 'found' : 'stalled';
    const next = norm2(fTrial);
    equations.accept();
    if (isSmall && lambda === 1 && (isRounding || next <= CONTRACTION * size)) return 'found';
    size = next;
  }
  return 'steps';
}

/** The share of the step that was tried last and decreases ‖f‖ enough; 0 if none does. */
function lineSearch(equations: SteadyEquations, size: number): number {
  let lambda = 1;
  while (lambda > SHORTEST) {
    const next = equations.tryStep(lambda) ? norm2(equations.fTrial) : Infinity;
    if (next <= (1 - SUFFICIENT * lambda) * size) return lambda;
    // The parabola through ½‖f‖² at 0 and λ, with the slope −‖f‖² at 0.
    const ratio = (next / size) ** 2;
    const best = lambda / (ratio - 1 + 2 * lambda);
    lambda *= Number.isFinite(best) ? Math.min(0.5, Math.max(0.1, best)) : 0.1;
  }
  return 0;
}
