import { checkKeys } from '../diagnostics/checkKeys.js';
import { solverError } from '../diagnostics/solverError.js';
import type { Initialization } from '../initialization/Initialization.js';
import type { Given, Held, HeldFunction, HeldTimeSpan, TimeSpanOf } from './Held.js';
import { initializationOption } from './initializationOption.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import { resolved, timeSpan, writesInPlace } from './InitialValueProblem.js';
import type { JacobianOptions } from './jacobianHints.js';
import { jacobianHints, jacobianOptionNames } from './jacobianHints.js';
import type { MassMatrixLike } from './massMatrix.js';
import { massMatrix } from './massMatrix.js';
import { attachProblem } from './problemCompanions.js';
import { ProblemSystem } from './ProblemSystem.js';
import { callOf } from './RightHandSide.js';
import { standardForm } from './standardForm.js';
import type { StateLayout } from './StateLayout.js';
import { flatCompanion, flatState, stateLayout, userState } from './StateLayout.js';
import type { WritingForm4 } from './WritingForm.js';

/**
 * What the right-hand side and the solution call a state: a number if `u0` is one, a `Float64Array` of `u0`'s length if it is an array
 * of numbers, else a tree like `u0`.
 */
export type StateOf<U> = U extends number ? number : U extends ArrayLike<number> ? Float64Array : U;

/** What functions return for a derivative of a state `U`: a number for a number, anything array-like for an array, else a tree like it. */
export type DerivativeOf<U> = U extends number ? number : U extends ArrayLike<number> ? ArrayLike<number> : U;

/** A right-hand side that returns du/dt at (u, p, t): a number for a scalar problem, else anything array-like of `u0`'s length. */
export type ReturningRightHandSide<U, P> = (u: StateOf<U>, p: P, t: number) => DerivativeOf<U>;

/** A right-hand side that writes du/dt at (u, p, t) into `du`, every entry. */
export type InPlaceRightHandSide<P, U = Float64Array> = (
  du: StateOf<U>,
  u: StateOf<U>,
  p: P,
  t: number,
) => void;

/** A right-hand side of either form, as a problem holds it. */
export type HeldRightHandSide<U, P> =
  | HeldFunction<[u: StateOf<U>, p: P, t: number], DerivativeOf<U>>
  | HeldFunction<[du: StateOf<U>, u: StateOf<U>, p: P, t: number], void>;

/** Options of a problem. */
export interface ODEProblemOptions<P = unknown> extends JacobianOptions<P> {
  /** Whether `f` is `f(du, u, p, t)`; default: whether it has four parameters. */
  inPlace?: boolean;
  /**
   * M in M du/dt = f(u, p, t), for states that are vectors: its diagonal, its rows, or an ndarray; default the identity. Where
   * it is singular, the problem is differential-algebraic and needs a method that says it takes one, such as `Rodas5P()`.
   */
  massMatrix?: MassMatrixLike;
  /** What is done about a u0 that contradicts the algebraic equations of a singular mass matrix; default `'fix'`. */
  initialization?: Initialization;
}

const optionNames: readonly (keyof ODEProblemOptions)[] = [
  'inPlace',
  'massMatrix',
  'initialization',
  ...jacobianOptionNames,
];

/** States that problems take. */
export type StateLike = number | ArrayLike<number> | object;

/**
 * The initial value problem du/dt = f(u, p, t), u(t0) = u0, on tspan = [t0, t1]; with a mass matrix, M du/dt = f(u, p, t).
 *
 * `f` either returns the derivative, `f(u, p, t)`, or writes it, `f(du, u, p, t)`; the number of its parameters tells which.
 * The `u` (and `du`) that it is given are the solver's own and are used again: read them during the call, do not keep them.
 * t1 < t0 integrates backwards in time.
 *
 * @param f  right-hand side; annotate it `/* @differentiable *\/` to differentiate through `solve`
 * @param u0  initial state: a number, an array or typed array of length n ≥ 1, an ndarray, a complex number, or a plain object or array of
 *   these; or a function (p, t0) of the parameters that gives one
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to `f` as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `u0`, DIFF5005 unknown option, DIFF5006 bad `f`
 *
 * @example
 * const decay = new ODEProblem((u, p) => -p * u, 1, [0, 1], 2);
 * solve(decay).u.at(-1);   // ≈ exp(−2)
 */
export class ODEProblem<U extends StateLike = StateLike, P = unknown> implements InitialValueProblem<
  StateOf<U>,
  P
> {
  /** The right-hand side as given. */
  readonly f: HeldRightHandSide<U, P>;
  /** The initial state as given. */
  readonly u0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;
  /** Whether `f` writes into its first argument. */
  readonly inPlace: boolean;
  /** The options as given. */
  declare readonly options: ODEProblemOptions<P>;

  constructor(
    f: ReturningRightHandSide<U, P> | WritingForm4<InPlaceRightHandSide<P, U>>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: ODEProblemOptions<P>,
  );
  constructor(
    f: InPlaceRightHandSide<P, U>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: ODEProblemOptions<P>,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: ODEProblemOptions<P> = {},
  ) {
    checkKeys(options, optionNames, 'ODEProblem');
    this.inPlace = writesInPlace(f, options.inPlace, 'ODEProblem');
    if (typeof u0 !== 'function') checkForm(stateLayout(u0, 'ODEProblem: u0'), this.inPlace);
    if (typeof tspan !== 'function') timeSpan(tspan, 'ODEProblem');
    this.f = f;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
    Object.defineProperty(this, 'options', { value: options });
  }

  /** What `solve` begins with; not for users. */
  begin(state?: Float64Array): StartedProblem<StateOf<U>> {
    const { f, p, inPlace, options } = this;
    const [t0, t1] = timeSpan(resolved(this.tspan, p, 0), 'ODEProblem');
    const u0 = state ?? resolved(this.u0 as U, p, t0);
    const layout = stateLayout(u0, 'ODEProblem: u0');
    checkForm(layout, inPlace);
    const form = standardForm(f, inPlace, layout);
    const { n } = layout;
    const system = new ProblemSystem(
      {
        n,
        call: callOf(form),
        form,
        hints: jacobianHints(options as JacobianOptions, n, 'ODEProblem'),
        mass: massMatrix(options.massMatrix, n, 'ODEProblem'),
        initialization: initializationOption(options.initialization, 'ODEProblem'),
      },
      p,
    );
    return {
      layout,
      start: flatState(layout, u0),
      t0,
      t1,
      system,
      likeFields: (bar) => ({ u0: userState(layout, bar) }),
      fromFields: ({ u0: dot }) => flatCompanion(layout, dot),
    };
  }
}

function checkForm(layout: StateLayout, inPlace: boolean): void {
  if (layout.kind !== 'number' || !inPlace) return;
  throw solverError(
    'DIFF5004',
    'ODEProblem: u0 is a number and f(du, u, p, t) works in place',
    'Give u0 as an array of one number, or write f(u, p, t) to return the derivative.',
  );
}

attachProblem(ODEProblem, 'ODEProblem', ['f'], ['u0', 'tspan', 'p']);
