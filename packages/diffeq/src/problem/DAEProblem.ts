import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Initialization } from '../initialization/Initialization.js';
import type { Given, Held, HeldFunction, HeldTimeSpan, TimeSpanOf } from './Held.js';
import { initializationOption } from './initializationOption.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import { resolved, timeSpan, writesInPlace } from './InitialValueProblem.js';
import type { DerivativeOf, StateLike, StateOf } from './ODEProblem.js';
import type { JacobianOptions } from './jacobianHints.js';
import { jacobianHints } from './jacobianHints.js';
import { attachProblem } from './problemCompanions.js';
import { ProblemSystem } from './ProblemSystem.js';
import { boundResidual, checkWritten, residualForm } from './residualForm.js';
import type { StateLayout } from './StateLayout.js';
import { flatCompanion, flatState, stateLayout, userState } from './StateLayout.js';
import type { WritingForm5 } from './WritingForm.js';

/** A residual that is returned: F at (du/dt, u, p, t), of `u0`'s form. */
export type ReturningResidual<U, P> = (du: StateOf<U>, u: StateOf<U>, p: P, t: number) => DerivativeOf<U>;

/** A residual that is written into `out`, every entry. */
export type InPlaceResidual<U, P> = (out: StateOf<U>, du: StateOf<U>, u: StateOf<U>, p: P, t: number) => void;

/** Options of a fully implicit problem. */
export interface DAEProblemOptions {
  /** Whether `F` is `F(out, du, u, p, t)`; default: whether it has five parameters. */
  inPlace?: boolean;
  /**
   * Which components of u, as flat numbers, occur differentiated; the others are algebraic. Default: those on whose derivative F is seen
   * to depend at the start.
   */
  differentialVars?: readonly boolean[];
  /** What is done about initial values that contradict F; default `'fix'`. */
  initialization?: Initialization;
  /** Where ∂F/∂u or ∂F/∂u̇ can be other than 0: pairs [row, column], or a matrix of n rows with entries other than 0 there. */
  jacPattern?: JacobianOptions['jacPattern'];
  /** Numbers of diagonals below and above the main one that ∂F/∂u and ∂F/∂u̇ have. */
  bandwidth?: JacobianOptions['bandwidth'];
}

const optionNames: readonly (keyof DAEProblemOptions)[] = [
  'inPlace',
  'differentialVars',
  'initialization',
  'jacPattern',
  'bandwidth',
];

/**
 * The fully implicit problem F(du/dt, u, p, t) = 0, u(t0) = u0, on tspan = [t0, t1]: ordinary differential equations that are not
 * solved for their derivatives, and differential-algebraic ones of index 1.
 *
 * `F` either returns the residual, `F(du, u, p, t)`, or writes it, `F(out, du, u, p, t)`; the number of its parameters tells which.
 * u0 and du0 must satisfy F. Unless told otherwise the problem sees to that: differential components of u0 are kept, the other ones and
 * the derivatives are computed from du0 and u0 as first guesses.
 *
 * @param F  residual; annotate it `/* @differentiable *\/` for exact Jacobians
 * @param du0  du/dt at t0, of the form of u0
 * @param u0  initial state: a number, an array or typed array of length n ≥ 1, or a tree of these; or a function (p, t0) that gives one
 * @param tspan  [t0, t1], or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to `F` as they are
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `u0` or `du0`, DIFF5005 unknown option, DIFF5006 bad `F`, DIFF5008 other options
 *
 * @example
 * // x' = −x y,  0 = y − 1 − x
 * const F = (du, u) => [du[0] + u[0] * u[1], u[1] - 1 - u[0]];
 * const problem = new DAEProblem(F, [0, 0], [1, 0], [0, 1]);
 * solve(problem, DFBDF()).u[0];   // [1, 2]: u0 made consistent
 *
 * Reference: P. N. Brown, A. C. Hindmarsh & L. R. Petzold, Consistent initial condition calculation for differential-algebraic
 * systems, SIAM J. Sci. Comput. 19(5), 1998, pp. 1495–1512.
 */
export class DAEProblem<U extends StateLike = StateLike, P = unknown> implements InitialValueProblem<
  StateOf<U>,
  P
> {
  /** The residual as given. */
  readonly F:
    | HeldFunction<[du: StateOf<U>, u: StateOf<U>, p: P, t: number], DerivativeOf<U>>
    | HeldFunction<[out: StateOf<U>, du: StateOf<U>, u: StateOf<U>, p: P, t: number], void>;
  /** The initial derivative as given. */
  readonly du0: Held<U, P>;
  /** The initial state as given. */
  readonly u0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;
  /** Whether `F` writes into its first argument. */
  readonly inPlace: boolean;
  /** The options as given. */
  declare readonly options: DAEProblemOptions;

  constructor(
    F: ReturningResidual<U, P> | WritingForm5<InPlaceResidual<U, P>>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: DAEProblemOptions,
  );
  constructor(
    F: InPlaceResidual<U, P>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: DAEProblemOptions,
  );
  constructor(
    F: ReturningResidual<U, P> | InPlaceResidual<U, P>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: DAEProblemOptions = {},
  ) {
    checkKeys(options, optionNames, 'DAEProblem');
    this.inPlace = writesInPlace(F, options.inPlace, 'DAEProblem', 5, '(du, u, p, t)');
    initializationOption(options.initialization, 'DAEProblem');
    if (typeof u0 !== 'function') stateLayout(u0, 'DAEProblem: u0');
    if (typeof tspan !== 'function') timeSpan(tspan, 'DAEProblem');
    this.F = F;
    this.du0 = du0;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
    Object.defineProperty(this, 'options', { value: options });
  }

  /** What `solve` begins with; not for users. */
  begin(): StartedProblem<StateOf<U>> {
    const { F, p, inPlace, options } = this;
    const [t0, t1] = timeSpan(resolved(this.tspan, p, 0), 'DAEProblem');
    const u0 = resolved(this.u0 as U, p, t0);
    const layout = stateLayout(u0, 'DAEProblem: u0');
    const { n } = layout;
    const start = flatState(layout, u0);
    const du0 = derivativeOf(resolved(this.du0 as U, p, t0), layout);
    const residual = residualForm(F, inPlace, layout);
    if (inPlace) checkWritten(residual, du0, start, p, t0);
    const { jacPattern, bandwidth } = options;
    const differential = differentialFlags(options.differentialVars, n);
    const system = new ProblemSystem(
      {
        n,
        call: (du) => du.set(du0), // nothing else is known of du/dt
        hints: jacobianHints({ jacPattern, bandwidth }, n, 'DAEProblem'),
        initialization: initializationOption(options.initialization, 'DAEProblem'),
        parts: (of) => ({ kind: 'implicit', residual: boundResidual(residual, of), du0, differential }),
      },
      p,
    );
    return {
      layout,
      start,
      t0,
      t1,
      system,
      likeFields: (bar) => ({ u0: userState(layout, bar) }),
      fromFields: ({ u0: dot }) => flatCompanion(layout, dot),
    };
  }
}

function derivativeOf(du0: unknown, layout: StateLayout): Float64Array {
  const given = stateLayout(du0, 'DAEProblem: du0');
  if (given.kind === layout.kind && given.n === layout.n) return flatState(given, du0);
  throw solverError('DIFF5004', `DAEProblem: du0 is ${shown(du0)}`, 'It has the form of u0.');
}

function differentialFlags(given: readonly boolean[] | undefined, n: number): readonly boolean[] | undefined {
  if (given === undefined) return undefined;
  if (Array.isArray(given) && given.length === n && given.every((x) => typeof x === 'boolean')) return given;
  throw solverError(
    'DIFF5008',
    `DAEProblem: differentialVars is ${shown(given)}`,
    `It is an array of ${n} booleans, true for components that occur differentiated.`,
  );
}

attachProblem(DAEProblem, 'DAEProblem', ['F'], ['du0', 'u0', 'tspan', 'p']);
