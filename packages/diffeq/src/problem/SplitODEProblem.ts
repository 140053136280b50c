import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Given, Held, HeldTimeSpan, TimeSpanOf } from './Held.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import { resolved, timeSpan, writesInPlace } from './InitialValueProblem.js';
import type { JacobianOptions } from './jacobianHints.js';
import { jacobianHints, jacobianOptionNames } from './jacobianHints.js';
import type { MassMatrixLike } from './massMatrix.js';
import type {
  HeldRightHandSide,
  InPlaceRightHandSide,
  ReturningRightHandSide,
  StateLike,
  StateOf,
} from './ODEProblem.js';
import { attachProblem } from './problemCompanions.js';
import { ProblemSystem } from './ProblemSystem.js';
import { callOf } from './RightHandSide.js';
import { partOf, sumForm } from './splitForms.js';
import { matrixOfPart } from './splitLinear.js';
import { standardForm } from './standardForm.js';
import type { StateLayout } from './StateLayout.js';
import { flatCompanion, flatState, stateLayout, userState } from './StateLayout.js';
import type { WritingForm4 } from './WritingForm.js';

/** Options of a split problem; those of the Jacobian are about the first, stiff part. */
export interface SplitODEProblemOptions<P = unknown> extends JacobianOptions<P> {
  /** Whether both functions write into their first argument; default: told of each by its number of parameters. */
  inPlace?: boolean;
  /**
   * That f1(u, p, t) = L u, which exponential methods need: L as rows, as its diagonal or as an ndarray, or `true` to have it found by n
   * evaluations of f1.
   */
  linear?: MassMatrixLike | true;
}

const WHERE = 'SplitODEProblem';
const optionNames: readonly (keyof SplitODEProblemOptions)[] = ['inPlace', 'linear', ...jacobianOptionNames];

/** One part of a right-hand side, in either form. */
type Part<U, P> = ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>;

type PartContext<U, P> = ReturningRightHandSide<U, P> | WritingForm4<InPlaceRightHandSide<P, U>>;

/** What follows the functions of a split problem. */
type Rest<U, P> = [u0: Given<U, P>, tspan: TimeSpanOf<P>, p?: P, options?: SplitODEProblemOptions<P>];

/**
 * The initial value problem du/dt = f1(u, p, t) + f2(u, p, t), u(t0) = u0, on tspan = [t0, t1], with f1 stiff and f2 not: `KenCarp4()` and its kin take
 * f1 implicitly and f2 explicitly, exponential methods take a linear f1 exactly; all others solve it as one.
 *
 * Each function either returns its part or writes it, as for `ODEProblem`.
 *
 * @param f1  the stiff part
 * @param f2  the other; annotate both `/* @differentiable *\/` to differentiate through `solve`
 * @param u0  initial state, or a function (p, t0) that gives it; see `ODEProblem`
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to both functions as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `u0`, DIFF5005 unknown option, DIFF5006 bad `f1` or `f2`, DIFF5008 a bad value of an option
 *
 * @example
 * const fading = new SplitODEProblem((u, p) => -p * u, (_u, _p, t) => Math.cos(t), 1, [0, 1], 1000);
 * solve(fading, KenCarp4()).u.at(-1);
 */
export class SplitODEProblem<U extends StateLike = StateLike, P = unknown> implements InitialValueProblem<
  StateOf<U>,
  P
> {
  /** The stiff part as given. */
  readonly f1: HeldRightHandSide<U, P>;
  /** The other part as given. */
  readonly f2: HeldRightHandSide<U, P>;
  /** The initial state as given. */
  readonly u0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;
  /** The options as given. */
  declare readonly options: SplitODEProblemOptions<P>;

  constructor(f1: PartContext<U, P>, f2: PartContext<U, P>, ...rest: Rest<U, P>);
  constructor(f1: Part<U, P>, f2: Part<U, P>, ...rest: Rest<U, P>);
  constructor(
    f1: Part<U, P>,
    f2: Part<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: SplitODEProblemOptions<P> = {},
  ) {
    checkKeys(options, optionNames, WHERE);
    for (const f of [f1, f2]) {
      const inPlace = writesInPlace(f, options.inPlace, WHERE);
      if (typeof u0 !== 'function') checkForm(stateLayout(u0, `${WHERE}: u0`), inPlace);
    }
    if (typeof tspan !== 'function') timeSpan(tspan, WHERE);
    this.f1 = f1;
    this.f2 = f2;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
    Object.defineProperty(this, 'options', { value: options });
  }

  /** What `solve` begins with; not for users. */
  begin(): StartedProblem<StateOf<U>> {
    const { p, options } = this;
    const [t0, t1] = timeSpan(resolved(this.tspan, p, 0), WHERE);
    const u0 = resolved(this.u0 as U, p, t0);
    const layout = stateLayout(u0, `${WHERE}: u0`);
    const [first, second] = [this.f1, this.f2].map((f) => {
      const inPlace = writesInPlace(f, options.inPlace, WHERE);
      checkForm(layout, inPlace);
      return standardForm(f, inPlace, layout);
    });
    const { n } = layout;
    const callFirst = callOf(first);
    const callSecond = callOf(second);
    const other = new Float64Array(n);
    const system = new ProblemSystem(
      {
        n,
        call: (du, u, parameters, t) => {
          callFirst(du, u, parameters, t);
          callSecond(other, u, parameters, t);
          for (let i = 0; i < n; i++) du[i] += other[i];
        },
        form: sumForm(first, second),
        hints: jacobianHints(options as JacobianOptions, n, WHERE),
        parts: (of) => ({
          kind: 'split',
          implicit: partOf(first, of),
          explicit: partOf(second, of),
          linear: matrixOfPart(options.linear, n, (out, u) => callFirst(out, u, p, t0), WHERE),
        }),
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
    `${WHERE}: u0 is ${shown(layout.like)} and a part f(du, u, p, t) works in place`,
    'Give u0 as an array of one number, or write f(u, p, t) to return the derivative.',
  );
}

attachProblem(SplitODEProblem, WHERE, ['f1', 'f2'], ['u0', 'tspan', 'p']);
