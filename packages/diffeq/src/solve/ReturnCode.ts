/**
 * How an integration ended: `'Success'` at t1; `'MaxSteps'` out of steps; `'DtLessThanMin'` no step size met the tolerance;
 * `'Unstable'` the state or its derivative stopped being finite; `'ConvergenceFailure'` an iteration within a step did not converge.
 */
export type ReturnCode = 'Success' | 'MaxSteps' | 'DtLessThanMin' | 'Unstable' | 'ConvergenceFailure';

/** One sentence on how the integration ended and, if it failed, what to do. */
export function describeReturn(
  code: ReturnCode,
  end: { t: number; t1: number; dt: number; maxSteps: number; adaptive: boolean; algorithm: string },
): string {
  const at = `at t = ${Number(end.t.toPrecision(6))}, before t1 = ${end.t1}`;
  switch (code) {
    case 'Success':
      return `${end.algorithm} reached t1 = ${end.t1}`;
    case 'MaxSteps':
      return (
        `${end.algorithm} had made maxSteps = ${end.maxSteps} steps ${at}; raise maxSteps or loosen rtol and atol. ` +
        `If its steps (now ${end.dt.toExponential(1)}) are far shorter than anything that happens in the solution, ` +
        'the problem is stiff and needs an implicit method'
      );
    case 'DtLessThanMin':
      return (
        `the step size of ${end.algorithm} fell to ${end.dt.toExponential(1)} ${at}, and the error still exceeds the tolerance; ` +
        'the solution may be singular there, the right-hand side may jump, or the tolerance is tighter than rounding allows'
      );
    case 'ConvergenceFailure':
      return `the iteration within a step of ${end.algorithm} did not converge ${at}; reduce dt, or let the steps adapt`;
    case 'Unstable':
      return (
        `the state or its derivative is no longer finite ${at}; the solution may blow up there` +
        (end.adaptive
          ? ', or the right-hand side may leave its domain'
          : ', or dt is too large for stability; reduce it')
      );
  }
}
