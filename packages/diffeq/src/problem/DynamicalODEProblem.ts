import { checkKeys } from '../diagnostics/checkKeys.js';
import type { Given, Held, HeldFunction, HeldTimeSpan, TimeSpanOf } from './Held.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import { writesInPlace } from './InitialValueProblem.js';
import type { DerivativeOf, StateLike, StateOf } from './ODEProblem.js';
import { pairFunction } from './pairFunction.js';
import { partitionedSystem } from './partitionedSystem.js';
import { attachProblem } from './problemCompanions.js';
import type { PartitionedProblemOptions } from './SecondOrderODEProblem.js';
import { refuseNumberInPlace } from './SecondOrderODEProblem.js';
import type { PairProblem } from './startPair.js';
import { layoutKnown, startPair } from './startPair.js';
import type { WritingForm5 } from './WritingForm.js';

/** Returns the derivative of the half `D` at (v, u, p, t), in the form of that half. */
export type ReturningHalf<D, V, U, P> = (v: StateOf<V>, u: StateOf<U>, p: P, t: number) => DerivativeOf<D>;

/** Writes the derivative of the half `D` at (v, u, p, t) into its first argument, every entry. */
export type InPlaceHalf<D, V, U, P> = (
  out: StateOf<D>,
  v: StateOf<V>,
  u: StateOf<U>,
  p: P,
  t: number,
) => void;

/** Either, as a problem holds it. */
type HeldHalf<D, V, U, P> =
  | HeldFunction<[v: StateOf<V>, u: StateOf<U>, p: P, t: number], DerivativeOf<D>>
  | HeldFunction<[out: StateOf<D>, v: StateOf<V>, u: StateOf<U>, p: P, t: number], void>;

const WHERE = 'DynamicalODEProblem';

/**
 * The partitioned initial value problem dv/dt = f1(v, u, p, t), du/dt = f2(v, u, p, t), v(t0) = v0, u(t0) = u0, on
 * tspan = [t0, t1].
 *
 * States of its solution are `{ v, u }`. Symplectic methods are explicit for it, and symplectic, if f1 does not depend on v nor f2 on u,
 * and both derive from one Hamiltonian; every first-order method solves it, too.
 *
 * @param f1  dv/dt: f1(v, u, p, t), which returns it, or f1(dv, v, u, p, t), which writes it
 * @param f2  du/dt, likewise, in the same of the two forms
 * @param v0  v at t0: a number, an array of length ≥ 1, an ndarray or a tree of these; or a function (p, t0) that gives it
 * @param u0  u at t0, likewise
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to both functions as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `v0` or `u0`, DIFF5005 unknown option, DIFF5006 bad `f1` or `f2`
 *
 * @example
 * const relativistic = new DynamicalODEProblem(
 *   (_v, u) => -u, (v) => v / Math.sqrt(1 + v * v), 0, 1, [0, 10],
 * );
 * solve(relativistic, KahanLi8(), { adaptive: false, dt: 0.1 });
 */
export class DynamicalODEProblem<
  V extends StateLike = StateLike,
  U extends StateLike = StateLike,
  P = unknown,
> implements InitialValueProblem<{ v: StateOf<V>; u: StateOf<U> }, P> {
  /** dv/dt as given. */
  readonly f1: HeldHalf<V, V, U, P>;
  /** du/dt as given. */
  readonly f2: HeldHalf<U, V, U, P>;
  /** The initial v as given. */
  readonly v0: Held<V, P>;
  /** The initial u as given. */
  readonly u0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;
  /** Whether the functions write into their first argument. */
  readonly inPlace: boolean;

  constructor(
    f1: ReturningHalf<V, V, U, P> | WritingForm5<InPlaceHalf<V, V, U, P>>,
    f2: ReturningHalf<U, V, U, P> | WritingForm5<InPlaceHalf<U, V, U, P>>,
    v0: Given<V, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: PartitionedProblemOptions,
  );
  constructor(
    f1: InPlaceHalf<V, V, U, P>,
    f2: InPlaceHalf<U, V, U, P>,
    v0: Given<V, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: PartitionedProblemOptions,
  );
  constructor(
    f1: ReturningHalf<V, V, U, P> | InPlaceHalf<V, V, U, P>,
    f2: ReturningHalf<U, V, U, P> | InPlaceHalf<U, V, U, P>,
    v0: Given<V, P>,
    u0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: PartitionedProblemOptions = {},
  ) {
    checkKeys(options, ['inPlace'], WHERE);
    const writes = writesInPlace(f1, options.inPlace, `${WHERE}: f1`, 5, '(v, u, p, t)');
    this.inPlace = writesInPlace(f2, options.inPlace, `${WHERE}: f2`, 5, '(v, u, p, t)') || writes;
    this.f1 = f1;
    this.f2 = f2;
    this.v0 = v0;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
    const known = layoutKnown(pairOf(this));
    if (known !== undefined) refuseNumberInPlace(known, this.inPlace, WHERE);
  }

  /** What `solve` begins with; not for users. */
  begin(): StartedProblem<{ v: StateOf<V>; u: StateOf<U> }> {
    const { f1, f2, inPlace, p } = this;
    return startPair(pairOf(this), (layout) => {
      refuseNumberInPlace(layout, inPlace, WHERE);
      const kick = pairFunction(f1, inPlace, layout, layout.first);
      const drift = pairFunction(f2, inPlace, layout, layout.second);
      return partitionedSystem({ kick, drift }, layout, p);
    });
  }
}

function pairOf({ v0, u0, tspan, p }: Record<'v0' | 'u0' | 'tspan' | 'p', unknown>): PairProblem {
  return { where: WHERE, names: ['v', 'u'], fields: ['v0', 'u0'], initial: [v0, u0], tspan, p };
}

attachProblem(DynamicalODEProblem, WHERE, ['f1', 'f2'], ['v0', 'u0', 'tspan', 'p']);
