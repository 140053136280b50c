import { checkKeys } from '../diagnostics/checkKeys.js';
import { solverError } from '../diagnostics/solverError.js';
import type { Given, Held, HeldFunction, HeldTimeSpan, TimeSpanOf } from './Held.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import { writesInPlace } from './InitialValueProblem.js';
import type { DerivativeOf, StateLike, StateOf } from './ODEProblem.js';
import { pairFunction } from './pairFunction.js';
import type { PairLayout } from './PairLayout.js';
import { requireSameSize } from './PairLayout.js';
import { partitionedSystem } from './partitionedSystem.js';
import { attachProblem } from './problemCompanions.js';
import type { PairProblem } from './startPair.js';
import { layoutKnown, startPair } from './startPair.js';
import type { WritingForm5 } from './WritingForm.js';

/** A right-hand side that returns u'' at (u', u, p, t), in the form of `u`. */
export type ReturningAcceleration<U, P> = (du: StateOf<U>, u: StateOf<U>, p: P, t: number) => DerivativeOf<U>;

/** A right-hand side that writes u'' at (u', u, p, t) into `ddu`, every entry. */
export type InPlaceAcceleration<P, U = Float64Array> = (
  ddu: StateOf<U>,
  du: StateOf<U>,
  u: StateOf<U>,
  p: P,
  t: number,
) => void;

/** Options of problems over two halves. */
export interface PartitionedProblemOptions {
  /** Whether the functions write into their first argument; default: told by their number of parameters. */
  inPlace?: boolean;
}

const WHERE = 'SecondOrderODEProblem';
const FIELDS = ['du0', 'u0'] as const;

/**
 * The second-order initial value problem u'' = f(u', u, p, t), u'(t0) = du0, u(t0) = u0, on tspan = [t0, t1].
 *
 * States of its solution are `{ v, u }` with v = u'. Nyström and symplectic methods solve it as it is, all others as
 * v' = f(v, u, p, t), u' = v.
 *
 * @param f  f(du, u, p, t), which returns u'', or f(ddu, du, u, p, t), which writes it; annotate it `/* @differentiable *\/` to
 *   differentiate through `solve`
 * @param du0  u' at t0: a number, an array of length n ≥ 1, an ndarray or a tree of these, in the form of `u0`; or a function (p, t0)
 * @param u0  u at t0, likewise
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to `f` as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `du0` or `u0`, DIFF5005 unknown option, DIFF5006 bad `f`
 *
 * @example
 * const pendulum = new SecondOrderODEProblem((_du, u) => -Math.sin(u), 0, 1, [0, 10]);
 * solve(pendulum, DPRKN6()).u.at(-1).u;
 */
export class SecondOrderODEProblem<
  U extends StateLike = StateLike,
  P = unknown,
> implements InitialValueProblem<{ v: StateOf<U>; u: StateOf<U> }, P> {
  /** The right-hand side as given. */
  readonly f:
    | HeldFunction<[du: StateOf<U>, u: StateOf<U>, p: P, t: number], DerivativeOf<U>>
    | HeldFunction<[ddu: StateOf<U>, du: StateOf<U>, u: StateOf<U>, p: P, t: number], void>;
  /** The initial derivative as given. */
  readonly du0: Held<U, P>;
  /** The initial state as given. */
  readonly u0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;
  /** Whether `f` writes into its first argument. */
  readonly inPlace: boolean;

  constructor(
    f: ReturningAcceleration<U, P> | WritingForm5<InPlaceAcceleration<P, U>>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: PartitionedProblemOptions,
  );
  constructor(
    f: InPlaceAcceleration<P, U>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: PartitionedProblemOptions,
  );
  constructor(
    f: ReturningAcceleration<U, P> | InPlaceAcceleration<P, U>,
    du0: Given<U, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: PartitionedProblemOptions = {},
  ) {
    checkKeys(options, ['inPlace'], WHERE);
    this.inPlace = writesInPlace(f, options.inPlace, WHERE, 5, '(du, u, p, t)');
    this.f = f;
    this.du0 = du0;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
    const known = layoutKnown(pairOf(this));
    if (known !== undefined) checkForm(known, this.inPlace);
  }

  /** What `solve` begins with; not for users. */
  begin(): StartedProblem<{ v: StateOf<U>; u: StateOf<U> }> {
    const { f, inPlace, p } = this;
    return startPair(pairOf(this), (layout) => {
      checkForm(layout, inPlace);
      const kick = pairFunction(f, inPlace, layout, layout.first);
      return partitionedSystem({ kick, drift: undefined }, layout, p);
    });
  }
}

function pairOf({ du0, u0, tspan, p }: Record<'du0' | 'u0' | 'tspan' | 'p', unknown>): PairProblem {
  return { where: WHERE, names: ['v', 'u'], fields: FIELDS, initial: [du0, u0], tspan, p };
}

function checkForm(layout: PairLayout, inPlace: boolean): void {
  requireSameSize(layout, FIELDS, WHERE);
  refuseNumberInPlace(layout, inPlace, WHERE);
}

/** Refuses to write into numbers. */
export function refuseNumberInPlace({ first, second }: PairLayout, inPlace: boolean, where: string): void {
  if (!inPlace || (first.kind !== 'number' && second.kind !== 'number')) return;
  throw solverError(
    'DIFF5004',
    `${where}: an initial value is a number and the right-hand side works in place`,
    'Give it as an array of one number, or let the right-hand side return the derivative.',
  );
}

attachProblem(SecondOrderODEProblem, WHERE, ['f'], ['du0', 'u0', 'tspan', 'p']);
