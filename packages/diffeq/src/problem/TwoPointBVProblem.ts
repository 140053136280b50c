import { BoundaryConditions } from '../boundary/BoundaryConditions.js';
import type { BVPAlgorithm } from '../boundary/BVPAlgorithm.js';
import { atBothEnds } from '../boundary/conditionFunctions.js';
import { MIRK4 } from '../boundary/MIRK4.js';
import type { StartedBoundaryProblem } from '../boundary/StartedBoundaryProblem.js';
import { startBoundary } from '../boundary/StartedBoundaryProblem.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import type { OtherProblem } from '../solve/OtherAlgorithm.js';
import type { HeldTimeSpan, TimeSpanOf } from './Held.js';
import type { BVPGuess, BVProblemOptions } from './BVProblem.js';
import {
  boundaryOptionNames,
  conditionsWrite,
  lengthOf,
  misfit,
  requireCount,
  SOLVED_BY,
  writtenLength,
} from './BVProblem.js';
import { timeSpan, writesInPlace } from './InitialValueProblem.js';
import type { JacobianOptions } from './jacobianHints.js';
import type {
  HeldRightHandSide,
  InPlaceRightHandSide,
  ReturningRightHandSide,
  StateLike,
  StateOf,
} from './ODEProblem.js';
import { attachProblem } from './problemCompanions.js';
import { userState } from './StateLayout.js';
import type { WritingForm3, WritingForm4 } from './WritingForm.js';

/** Conditions at one end that write their residuals. */
export type WritingEnd<U, P> = (residual: Float64Array, u: StateOf<U>, p: P) => void;

/** Conditions at one end that return their residuals. */
export type ReturningEnd<U, P> = (u: StateOf<U>, p: P) => ArrayLike<number>;

/** Conditions at both ends. */
export type EndConditions<U, P> =
  readonly [ReturningEnd<U, P>, ReturningEnd<U, P>] | readonly [WritingEnd<U, P>, WritingEnd<U, P>];

/** `Returning…` or `Writing…` by the length of each function. */
type EndContext<U, P> = ReturningEnd<U, P> | WritingForm3<WritingEnd<U, P>>;

const WHERE = 'TwoPointBVProblem';

/**
 * The boundary value problem du/dt = f(u, p, t) on tspan = [t0, t1] with conditions bca(u(t0)) = 0 and bcb(u(t1)) = 0.
 *
 * @param f  right-hand side, f(u, p, t) or f(du, u, p, t); annotate it `/* @differentiable *\/` for exact Jacobians
 * @param bcs  [bca, bcb]: bca(residual, ua, p) writes, or bca(ua, p) returns, residuals at t0; bcb those at t1; together as many as the state has numbers
 * @param guess  where to start: a state, a function (p, t), `{ t, u }`, or a solution
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape
 * @throws DIFF5003 bad `tspan`, DIFF5005 unknown option, DIFF5006 bad `f`, DIFF5067 bad conditions; from `solve` also DIFF5004 and DIFF5068 bad `guess`
 *
 * @example
 * const bratu = new TwoPointBVProblem((u, p) => [u[1], -p * Math.exp(u[0])], [(a) => [a[0]], (b) => [b[0]]], [0, 0], [0, 1], 1);
 * solve(bratu, MIRK4())(0.5)[0];   // ≈ 0.1405
 */
export class TwoPointBVProblem<U extends StateLike = StateLike, P = unknown> implements OtherProblem {
  /** The right-hand side as given. */
  readonly f: HeldRightHandSide<U, P>;
  /** The conditions as given. */
  readonly bcs: EndConditions<U, P>;
  /** The guess as given. */
  readonly guess: BVPGuess<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given, or the guess of them. */
  readonly p: P;
  /** The options as given. */
  declare readonly options: BVProblemOptions<P>;
  private readonly inPlace: boolean;
  private readonly writes: boolean;

  constructor(
    f: ReturningRightHandSide<U, P> | WritingForm4<InPlaceRightHandSide<P, U>>,
    bcs: readonly [EndContext<U, P>, EndContext<U, P>],
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: BVProblemOptions<P>,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    bcs: EndConditions<U, P>,
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: BVProblemOptions<P>,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    bcs: EndConditions<U, P>,
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: BVProblemOptions<P> = {},
  ) {
    checkKeys(options, boundaryOptionNames, WHERE);
    this.inPlace = writesInPlace(f, options.inPlace, WHERE);
    if (!Array.isArray(bcs) || bcs.length !== 2) throw misfit(WHERE, 'are no pair [bca, bcb]');
    const [atStart, atEnd] = bcs.map((bc) => conditionsWrite(bc, options.inPlace, 3, WHERE));
    if (atStart !== atEnd) throw misfit(WHERE, 'write at one end and return at the other');
    this.writes = atStart;
    if (typeof tspan !== 'function') timeSpan(tspan, WHERE);
    this.f = f;
    this.bcs = bcs;
    this.guess = guess;
    this.tspan = tspan;
    this.p = p as P;
    Object.defineProperty(this, 'options', { value: options });
    if (typeof tspan !== 'function' && typeof guess !== 'function') this.beginBoundary();
  }

  get where(): string {
    return WHERE;
  }

  get solvedBy(): string {
    return SOLVED_BY;
  }

  defaultAlgorithm(): BVPAlgorithm {
    return MIRK4();
  }

  /** What the methods begin with; not for users. */
  beginBoundary(): StartedBoundaryProblem {
    const { f, inPlace, guess, tspan, p, options } = this;
    const parts = {
      where: WHERE,
      f,
      inPlace,
      guess,
      tspan,
      p,
      unknownParameters: options.unknownParameters === true,
      jacobian: options as JacobianOptions,
    };
    return startBoundary(parts, (started) => this.conditions(started));
  }

  private conditions(started: Omit<StartedBoundaryProblem, 'conditions'>): BoundaryConditions {
    const { layout, unknowns, t0, t1, system, guess } = started;
    const { n } = system;
    const [bca, bcb] = this.bcs as readonly ((...args: unknown[]) => unknown)[];
    const count = (bc: typeof bca, t: number): number => {
      const u = userState(layout, guess(t).subarray(0, layout.n));
      if (!this.writes) return lengthOf(bc(u, this.p));
      const residual = new Float64Array(n + 1).fill(NaN);
      bc(residual, u, this.p);
      return writtenLength(residual);
    };
    const first = count(bca, t0);
    requireCount(first + count(bcb, t1), n, WHERE);
    const call = { state: layout, unknowns, p: this.p, inPlace: this.writes };
    return new BoundaryConditions(n, [t0, t1], atBothEnds(bca, bcb, call, n, first), [bca, bcb]);
  }
}

attachProblem(TwoPointBVProblem, WHERE, ['f', 'bcs'], ['guess', 'tspan', 'p']);
