import type { RootEnd, SteadyEquations } from './SteadyEquations.js';
import { norm2 } from './SteadyEquations.js';

/** Relative change of the state that a step of pseudo-time aims at, and beyond which it is made shorter. */
const AIM = 0.2;
const MOST = 1;
/** Shares by which pseudo-time steps change from one to the next. */
const SHRINK = 0.1;
const GROW = 10;
/** Growth of ‖f‖ in a step beyond which it is made shorter: the step overshot. */
const WORSE = 100;
/** What a last, small correction must leave of f. */
const CONTRACTION = 0.35;
/** Steps must be this many times longer than the slowest time that they show before a small correction is trusted. */
const LONG = 1e3;

/**
 * Pseudo-transient continuation: linearly implicit Euler steps (M/δ − J) Δ = f of du/dt = f, ever longer as f becomes small, until they are Newton
 * steps. It follows the dynamics to a stable steady state where Newton's method would stall, and keeps linear invariants of u0, also with a
 * singular J.
 *
 * Reference: C. T. Kelley & D. E. Keyes, Convergence analysis of pseudo-transient continuation, SIAM J. Numer. Anal. 35(2), 1998,
 * pp. 508–523.
 */
export function pseudoTransientRoot(equations: SteadyEquations, maxSteps: number): RootEnd {
  const { f, fTrial } = equations;
  let size = norm2(f);
  let delta = (0.01 * stateSize(equations)) / size;
  let isNew = true;
  for (let k = 0; k < maxSteps; k++) {
    if (size === 0) return 'found';
    if (!(delta > 0)) return 'stalled';
    const isSolved = equations.correct(1 / delta, isNew);
    const change = norm2(equations.step) / stateSize(equations);
    isNew = isSolved && change <= MOST && equations.tryStep(1) && norm2(fTrial) <= WORSE * size;
    if (!isNew) {
      delta *= SHRINK;
      equations.stats.rejected++;
      continue;
    }
    const isSmall = equations.correction <= 1;
    const isRounding = equations.isRounding;
    const next = norm2(fTrial);
    const isLong = change <= Number.EPSILON || size * delta >= LONG * norm2(equations.step) || isRounding;
    equations.accept();
    if (isSmall && isLong && (isRounding || next <= CONTRACTION * size)) return 'found';
    const evolution = next === 0 ? GROW : size / next;
    delta *= Math.min(GROW, Math.max(SHRINK, evolution, AIM / change));
    size = next;
  }
  return 'steps';
}

function stateSize({ u }: SteadyEquations): number {
  return norm2(u) + 1e-3 * Math.sqrt(u.length);
}
