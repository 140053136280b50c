import { solverError } from '../diagnostics/solverError.js';
import type { SolveRun } from '../solve/solutionOf.js';
import type { RecordedSolve } from './SensitivityMethod.js';
import type { Sweep } from './sweepEvaluation.js';

/**
 * A solve that can be differentiated, with the sweep that it is part of.
 *
 * @throws DIFF5016 where the derivative would not be that of what was computed: events changed the state on the way, or the equations have
 *   no form that can be differentiated
 */
export function recordedSolve(run: SolveRun, sweep: Sweep): RecordedSolve {
  const { recorded } = run;
  if (recorded === undefined) {
    throw solverError(
      'DIFF5016',
      'this kind of problem has no right-hand side that can be differentiated',
      'Pose it as du/dt = f(u, p, t), an ODEProblem.',
    );
  }
  if (recorded.record.hasJumps || recorded.segments > 1) {
    throw solverError(
      'DIFF5016',
      'an event changed this solution on the way, and derivatives through events are not known yet',
      'Solve from event to event, with known times as ends of the spans.',
    );
  }
  if (recorded.system.mass !== undefined) {
    throw solverError(
      'DIFF5016',
      'derivatives of a problem with a mass matrix are not known yet',
      'Multiply the equations by its inverse, or solve the algebraic equations within f.',
    );
  }
  return { ...recorded, sweep };
}
