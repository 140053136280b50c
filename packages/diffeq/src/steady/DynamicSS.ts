import type { Algorithm } from '../algorithm/Algorithm.js';
import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Callback } from '../events/Callback.js';
import { TerminateSteadyState } from '../events/TerminateSteadyState.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import { remake } from '../problem/remake.js';
import { checkArguments } from '../solve/checkArguments.js';
import { Integrator } from '../solve/Integrator.js';
import type { ReturnCode } from '../solve/ReturnCode.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { SteadyEnd, SteadyStateAlgorithm } from './SteadyStateAlgorithm.js';
import { steadyStateAlgorithm } from './SteadyStateAlgorithm.js';

/** Options of `DynamicSS`. */
export interface DynamicSSOptions {
  /** What |f| may be at most, beside rtol |u|, in the unit of du/dt; default 1e-8. */
  atol?: number;
  /** What |f| may be at most relative to |u|, beside atol, in one over the unit of time; default 1e-6. */
  rtol?: number;
  /** How long to integrate at most, in the problem's unit of time; default 1e10. */
  tspan?: number;
}

/**
 * Finds a steady state by integrating until |f| ≤ atol + rtol |u|: the one that the dynamics lead to from u0, always one that attracts them.
 *
 * The integration takes the options of `solve`, its `rtol` (default 1e-6) and `atol` (1e-9) among them. Tolerances of an explicit method must be tighter
 * than what is asked of f, since its errors do not die out.
 *
 * @param algorithm  a method; one for stiff problems, such as `QNDF()`, takes long steps where little happens
 * @throws DIFF5005 unknown option, DIFF5013 no method, DIFF5008 other values
 * @example
 * solve(new SteadyStateProblem((u) => 1 - u, 0), DynamicSS(Tsit5())).u;   // ≈ 1
 */
export function DynamicSS(algorithm: Algorithm, options: DynamicSSOptions = {}): SteadyStateAlgorithm {
  checkKeys(options, ['atol', 'rtol', 'tspan'], 'DynamicSS');
  const { tspan = 1e10, ...tolerances } = options;
  const end = TerminateSteadyState(tolerances);
  if (!(tspan > 0 && tspan < Infinity))
    throw solverError('DIFF5008', `DynamicSS: tspan is ${shown(tspan)}`, 'It is a finite length of time.');
  if (typeof (algorithm as Partial<Algorithm> | undefined)?.createStepper !== 'function')
    throw solverError(
      'DIFF5013',
      `DynamicSS: the algorithm is ${shown(algorithm)}`,
      'It is a method such as Tsit5() or QNDF().',
    );
  return steadyStateAlgorithm('DynamicSS', (problem, given) =>
    integrate(problem, algorithm, given, end, tspan),
  );
}

constantCall(DynamicSS);

function integrate(
  given: InitialValueProblem,
  algorithm: Algorithm,
  options: SolveOptions,
  end: Callback,
  tspan: number,
): SteadyEnd {
  const { t0 } = given.begin();
  const problem = remake(given, { tspan: [t0, t0 + tspan] });
  checkArguments(problem, algorithm);
  const { callback = [] } = options;
  const integrator = new Integrator(
    problem,
    algorithm,
    {
      saveEverystep: false,
      rtol: 1e-6,
      atol: 1e-9,
      ...options,
      callback: [...(Array.isArray(callback) ? callback : [callback]), end] as Callback[],
      throwOnFailure: false,
    },
    false,
  );
  integrator.run();
  const { started, t } = integrator;
  const code: ReturnCode =
    integrator.code === 'Terminated'
      ? 'Success'
      : integrator.code === 'Success'
        ? 'ConvergenceFailure'
        : integrator.code!;
  return {
    started,
    u: Float64Array.from(integrator.flat),
    residual: integrator.derivative(),
    t,
    code,
    message: describe(code, integrator, tspan),
  };
}

function describe(code: ReturnCode, integrator: Integrator, tspan: number): string {
  const { algorithm, t } = integrator;
  const at = Number(t.toPrecision(6));
  if (code === 'Success') return `${algorithm.name} reached a steady state at t = ${at}`;
  if (code !== 'ConvergenceFailure' || integrator.code === code) return integrator.describe(code);
  return `du/dt had not become small in tspan = ${tspan}; the dynamics may not settle, or rtol and atol of DynamicSS ask for more than those of solve can give`;
}
