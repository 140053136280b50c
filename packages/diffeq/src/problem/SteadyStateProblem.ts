import type { OtherAlgorithm, OtherProblem } from '../solve/OtherAlgorithm.js';
import { SSRootfind } from '../steady/SSRootfind.js';
import type { Given, Held } from './Held.js';
import type {
  HeldRightHandSide,
  InPlaceRightHandSide,
  ODEProblemOptions,
  ReturningRightHandSide,
  StateLike,
} from './ODEProblem.js';
import { ODEProblem } from './ODEProblem.js';
import { attachProblem } from './problemCompanions.js';
import type { WritingForm4 } from './WritingForm.js';

/**
 * The steady states of du/dt = f(u, p, t): u with f(u, p, t) = 0, sought from u0.
 *
 * `SSRootfind()` solves the equations with t = Infinity, so that a forcing that dies out has died out; `DynamicSS(…)` integrates from t = 0.
 *
 * @param f  right-hand side, f(u, p, t) or f(du, u, p, t); or an `ODEProblem`, of which everything but the time span is taken
 * @param u0  where to start: a number, an array [n], an ndarray or a tree; or a function (p, t0) of the parameters that gives one
 * @param p  parameters of any shape; gradients mirror them
 * @param options  those of `ODEProblem`
 * @throws DIFF5004 bad `u0`, DIFF5005 unknown option, DIFF5006 bad `f`
 *
 * @example
 * const growth = new SteadyStateProblem((u, p) => p.rate * u * (1 - u / p.capacity), 0.1, { rate: 1, capacity: 20 });
 * solve(growth, DynamicSS(Tsit5())).u;   // ≈ 20
 */
export class SteadyStateProblem<U extends StateLike = StateLike, P = unknown> implements OtherProblem {
  /** The right-hand side as given. */
  readonly f: HeldRightHandSide<U, P>;
  /** Where to start, as given. */
  readonly u0: Held<U, P>;
  /** The parameters as given. */
  readonly p: P;
  /** The options as given. */
  declare readonly options: ODEProblemOptions<P>;
  /** The initial value problem whose long run it is. @internal */
  declare readonly dynamics: ODEProblem<U, P>;

  constructor(problem: ODEProblem<U, P>);
  constructor(
    f: ReturningRightHandSide<U, P> | WritingForm4<InPlaceRightHandSide<P, U>>,
    u0: Given<U, P>,
    p?: P,
    options?: ODEProblemOptions<P>,
  );
  constructor(f: InPlaceRightHandSide<P, U>, u0: Given<U, P>, p?: P, options?: ODEProblemOptions<P>);
  constructor(
    f: ODEProblem<U, P> | ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    u0?: Given<U, P>,
    p?: P,
    options: ODEProblemOptions<P> = {},
  ) {
    const dynamics =
      f instanceof ODEProblem
        ? new ODEProblem(f.f as InPlaceRightHandSide<P, U>, f.u0, SPAN, f.p, f.options)
        : new ODEProblem(f as InPlaceRightHandSide<P, U>, u0!, SPAN, p, options);
    this.f = dynamics.f;
    this.u0 = dynamics.u0;
    this.p = dynamics.p;
    Object.defineProperty(this, 'options', { value: dynamics.options });
    Object.defineProperty(this, 'dynamics', { value: dynamics });
  }

  get where(): string {
    return 'SteadyStateProblem';
  }

  get solvedBy(): string {
    return 'SSRootfind() or DynamicSS(algorithm)';
  }

  defaultAlgorithm(): OtherAlgorithm {
    return SSRootfind();
  }
}

/** Stands for a time span, of which only the start counts. */
const SPAN: readonly [number, number] = [0, 1];

attachProblem(SteadyStateProblem, 'SteadyStateProblem', ['f'], ['u0', 'p']);
