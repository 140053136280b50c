import { solverError } from '../diagnostics/solverError.js';
import { capturesVariables } from '../problem/problemCompanions.js';
import { rhsVjp } from './RhsVjp.js';
import type { RecordedSolve } from './SensitivityMethod.js';
import { ShadowSlots } from './ShadowSlots.js';

/**
 * Refuses a right-hand side that captures what is being differentiated: a closure over variables of the differentiated function,
 * or a reader of an outside object that is differentiated (seen by one trial pullback at the start).
 *
 * @throws DIFF5014
 */
export function refuseClosure(solve: RecordedSolve, method: string): void {
  const { problem, form } = solve;
  if (!capturesVariables(problem) && !readsDifferentiatedObject(solve)) return;
  throw solverError(
    'DIFF5014',
    `the right-hand side${form.f.name === '' ? '' : ` ${form.f.name}`} captures what is being differentiated, and ${method}() cannot follow that`,
    'Pass what it captures as the parameters p, or use DiscreteAdjoint().',
  );
}

/** Whether a pullback of f within the sweep adds to a shadow that the sweep knows by identity, other than that of the parameters. */
function readsDifferentiatedObject({ problem, form, record, sweep }: RecordedSolve): boolean {
  if (sweep === undefined || sweep.map.size === 0) return false;
  const slots = new ShadowSlots(sweep.map.values());
  const before = new Float64Array(slots.size);
  const after = new Float64Array(slots.size);
  slots.read(before, 0, 1);
  const { p } = problem;
  // The parameters are followed: within the sweep traced code finds the shadow that they have there.
  const followed = new ShadowSlots(typeof p === 'object' && p !== null ? sweep.map.get(p) : undefined);
  const followedBefore = new Float64Array(followed.size);
  followed.read(followedBefore, 0, 1);
  const vjp = rhsVjp(form, p, sweep);
  for (let j = 0; j < record.n; j++) {
    vjp.state[j] = record.states[j];
    vjp.lambda[j] = 1;
  }
  vjp.evaluate(() => vjp.apply(record.times[0]));
  followed.write(followedBefore, 0);
  slots.read(after, 0, 1);
  slots.write(before, 0);
  return after.some((d, i) => !Object.is(d, before[i]));
}
