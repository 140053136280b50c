/**
 * How an integration ended: `'Success'` at t1; `'Terminated'` where an event ended it; `'MaxSteps'` out of steps; `'DtLessThanMin'` no
 * step size met the tolerance; `'Unstable'` the state or its derivative stopped being finite; `'ConvergenceFailure'` an iteration within a step
 * did not converge; `'OutOfDomain'` every step size led out of the domain; `'EventAccumulation'` events followed one another ever faster;
 * `'EventNotFinite'` an event's condition was not a finite number.
 */
export type ReturnCode =
  | 'Success'
  | 'Terminated'
  | 'MaxSteps'
  | 'DtLessThanMin'
  | 'Unstable'
  | 'ConvergenceFailure'
  | 'OutOfDomain'
  | 'EventAccumulation'
  | 'EventNotFinite';

/** Where and how an integration ended. */
export interface EndOfIntegration {
  readonly t: number;
  readonly t1: number;
  readonly dt: number;
  readonly maxSteps: number;
  readonly adaptive: boolean;
  readonly algorithm: string;
  /** Whether the method is meant for stiff problems. */
  readonly stiff: boolean;
  /** What was noticed of events. */
  readonly detail: string;
}

/** One sentence on how the integration ended and, if it failed, what to do. */
export function describeReturn(code: ReturnCode, end: EndOfIntegration): string {
  const t1 = Number(end.t1.toPrecision(7));
  const at = `at t = ${Number(end.t.toPrecision(6))}, before t1 = ${t1}`;
  switch (code) {
    case 'Success':
      return `${end.algorithm} reached t1 = ${t1}`;
    case 'Terminated':
      return `an event ended the integration ${at}`;
    case 'MaxSteps':
      return (
        `${end.algorithm} had made maxSteps = ${end.maxSteps} steps ${at}; raise maxSteps or loosen rtol and atol` +
        (end.stiff
          ? ''
          : `. If its steps (now ${end.dt.toExponential(1)}) are far shorter than anything that happens in the solution, ` +
            'the problem is stiff: try Rodas5P() or FBDF()')
      );
    case 'DtLessThanMin':
      return (
        `the step size of ${end.algorithm} fell to ${end.dt.toExponential(1)} ${at}, and the error still exceeds the tolerance; ` +
        'the solution may be singular there, the right-hand side may jump (give the time in dStops), ' +
        'or the tolerance is tighter than rounding allows'
      );
    case 'ConvergenceFailure':
      return (
        `the iteration within a step of ${end.algorithm} did not converge ${at}` +
        (end.adaptive
          ? ', however short the step; is the Jacobian right, and is the system solvable there?'
          : '; reduce dt, or let the steps adapt')
      );
    case 'OutOfDomain':
      return `every step size, down to ${end.dt.toExponential(1)}, led out of the domain ${at}; does the solution itself leave it?`;
    case 'EventAccumulation':
      return (
        `events follow one another ever faster ${at}: ${end.detail}; say what happens then by the option accumulation of the event, ` +
        "'hold' or a function"
      );
    case 'EventNotFinite':
      return `the condition of an event is not a finite number ${at}`;
    case 'Unstable':
      return (
        `the state or its derivative is no longer finite ${at}; the solution may blow up there` +
        (end.adaptive
          ? ', or the right-hand side may leave its domain'
          : ', or dt is too large for stability; reduce it')
      );
  }
}
