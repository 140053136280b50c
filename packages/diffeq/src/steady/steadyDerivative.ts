import { rhsJvp } from '../adjoint/RhsJvp.js';
import { rhsVjp } from '../adjoint/RhsVjp.js';
import type { Sweep } from '../adjoint/sweepEvaluation.js';
import { solverError } from '../diagnostics/solverError.js';
import { isNearlySingular } from '../linear/isNearlySingular.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { StandardForm } from '../problem/System.js';
import { flatCompanion, userState } from '../problem/StateLayout.js';
import type { SteadyEnd } from './SteadyStateAlgorithm.js';
import { transposedSystem } from '../linear/transposedSystem.js';

/**
 * The pullback of a steady state by the implicit function theorem: f(u(p), p) = 0 gives p̄ = −(∂f/∂p)ᵀ λ with Jᵀ λ = ū. Where the search began does
 * not count.
 *
 * Cost: a Jacobian, a factorisation, a solve, and one pullback of f.
 *
 * Reference: A. Griewank & A. Walther, Evaluating Derivatives, 2nd ed. 2008, §15.
 */
export function steadyPullback(end: SteadyEnd, sweep: Sweep): (bar: { u?: unknown }) => unknown {
  const { started, u, t } = end;
  const { layout, system, likeFields } = started;
  return ({ u: uBar }) => {
    if (uBar === null || uBar === undefined) return null;
    requireFound(end);
    const vjp = rhsVjp(formOf(end), system.p, sweep);
    const lambda = flatCompanion(layout, uBar);
    const linear = transposedSystem(system);
    solveOrThrow(linear, end, lambda); // −Jᵀ x = ū, so that x = −λ
    vjp.state.set(u);
    vjp.lambda.set(lambda);
    vjp.evaluate(() => vjp.apply(t));
    const p = typeof system.p === 'number' ? vjp.pNumber : vjp.pShadow;
    return { ...likeFields(new Float64Array(layout.n)), p };
  };
}

/** The tangent of a steady state: J u̇ = −∂f/∂p ṗ. */
export function steadyPushforward(
  end: SteadyEnd,
  dot: Readonly<Record<string, unknown>>,
  sweep: Sweep,
): unknown {
  const { started, u, t } = end;
  const { layout, system } = started;
  requireFound(end);
  const jvp = rhsJvp(formOf(end), system.p, dot.p ?? undefined, sweep);
  const uDot = new Float64Array(layout.n);
  jvp.apply(u, t, new Float64Array(layout.n), uDot);
  const linear = linearSystem(system);
  solveOrThrow(linear, end, uDot);
  return { u: userState(layout, uDot) };
}

function formOf({ started }: SteadyEnd): StandardForm {
  const { form } = started.system;
  if (form !== undefined) return form;
  throw solverError(
    'DIFF5016',
    'this kind of problem has no right-hand side that can be differentiated',
    'Pose it as a SteadyStateProblem.',
  );
}

/** @throws DIFF5066 where there is no steady state to differentiate */
function requireFound({ code, message }: SteadyEnd): void {
  if (code === 'Success') return;
  throw solverError(
    'DIFF5066',
    `there is no steady state to differentiate: ${message}`,
    'Look at `code` first.',
  );
}

/**
 * Solves −J x = b, or the transposed system, in place of b.
 *
 * @throws DIFF5066 where ∂f/∂u is singular
 */
function solveOrThrow(linear: LinearSystem, { u, t, residual }: SteadyEnd, b: Float64Array): void {
  linear.update(u, t, residual);
  if (linear.factor(0)) {
    const isSingular = isNearlySingular(linear, new Float64Array(b.length), new Float64Array(b.length));
    if (!isSingular && linear.solve(b)) return;
  }
  throw solverError(
    'DIFF5066',
    'the steady state has no derivative: ∂f/∂u is singular there',
    'Where a sum of components is conserved, put it in place of one of them.',
  );
}
