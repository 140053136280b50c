import { BoundaryConditions } from '../boundary/BoundaryConditions.js';
import type { BVPAlgorithm } from '../boundary/BVPAlgorithm.js';
import { overSolution } from '../boundary/conditionFunctions.js';
import { MIRK4 } from '../boundary/MIRK4.js';
import type { StartedBoundaryProblem } from '../boundary/StartedBoundaryProblem.js';
import { startBoundary } from '../boundary/StartedBoundaryProblem.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { OtherProblem } from '../solve/OtherAlgorithm.js';
import type { HeldTimeSpan, TimeSpanOf } from './Held.js';
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
import type { WritingForm4 } from './WritingForm.js';

/** Options of boundary value problems. */
export interface BVProblemOptions<P = unknown> extends Pick<JacobianOptions<P>, 'jac'> {
  /** Whether the functions write into their first argument; default: told by the number of parameters of each. */
  inPlace?: boolean;
  /**
   * Whether the numbers of `p` are unknowns, one more condition for each, and `p` their guess; default false. The solution has them as `p`. They stand in
   * for eigenvalues and free periods.
   */
  unknownParameters?: boolean;
}

export const boundaryOptionNames: readonly (keyof BVProblemOptions)[] = [
  'inPlace',
  'jac',
  'unknownParameters',
];

/**
 * A guess of the solution: a state, taken everywhere; a function (p, t) that gives one; times from t0 to t1 and a state at each; or a solution.
 */
export type BVPGuess<U, P> =
  | U
  | ((p: P, t: number) => U)
  | { readonly t: readonly number[]; readonly u: readonly U[] }
  | (((t: number) => U) & { readonly t: readonly number[]; readonly u: readonly U[] });

/** Conditions that write their residuals; `u` is the solution function, `t` the time span. */
export type WritingConditions<U, P> = (
  residual: Float64Array,
  u: (t: number) => StateOf<U>,
  p: P,
  t: readonly [number, number],
) => void;

/** Conditions that return their residuals. */
export type ReturningConditions<U, P> = (
  u: (t: number) => StateOf<U>,
  p: P,
  t: readonly [number, number],
) => ArrayLike<number>;

const WHERE = 'BVProblem';

/**
 * The boundary value problem du/dt = f(u, p, t) on tspan = [t0, t1] with conditions bc = 0 on the solution at any times.
 *
 * @param f  right-hand side, f(u, p, t) or f(du, u, p, t); annotate it `/* @differentiable *\/` for exact Jacobians
 * @param bc  bc(residual, u, p, t) writes, or bc(u, p, t) returns, as many numbers as the state has; `u(time)` is the solution there, `t` is [t0, t1]
 * @param guess  where to start: a state, a function (p, t), `{ t, u }`, or a solution
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to `f` and `bc` as they are
 * @throws DIFF5003 bad `tspan`, DIFF5005 unknown option, DIFF5006 bad `f`, DIFF5067 bad `bc`; from `solve` also DIFF5004 and DIFF5068 bad `guess`
 *
 * @example
 * const pendulum = new BVProblem(
 *   (u) => [u[1], -9.81 * Math.sin(u[0])],
 *   (u) => [u(Math.PI / 4)[0] + Math.PI / 2, u(Math.PI / 2)[0] - Math.PI / 2],
 *   [Math.PI / 2, Math.PI / 2], [0, Math.PI / 2],
 * );
 * solve(pendulum, MIRK4()).u;
 */
export class BVProblem<U extends StateLike = StateLike, P = unknown> implements OtherProblem {
  /** The right-hand side as given. */
  readonly f: HeldRightHandSide<U, P>;
  /** The conditions as given. */
  readonly bc: ReturningConditions<U, P> | WritingConditions<U, P>;
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
    bc: ReturningConditions<U, P> | WritingForm4<WritingConditions<U, P>>,
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: BVProblemOptions<P>,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    bc: ReturningConditions<U, P> | WritingConditions<U, P>,
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options?: BVProblemOptions<P>,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P, U>,
    bc: ReturningConditions<U, P> | WritingConditions<U, P>,
    guess: BVPGuess<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
    options: BVProblemOptions<P> = {},
  ) {
    checkKeys(options, boundaryOptionNames, WHERE);
    this.inPlace = writesInPlace(f, options.inPlace, WHERE);
    this.writes = conditionsWrite(bc, options.inPlace, 4, WHERE);
    if (typeof tspan !== 'function') timeSpan(tspan, WHERE);
    this.f = f;
    this.bc = bc;
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
    const { layout, unknowns, t0, t1, system } = started;
    const bc = this.bc as (...args: unknown[]) => unknown;
    const times = this.timesAsked(started);
    const call = { state: layout, unknowns, p: this.p, inPlace: this.writes };
    return new BoundaryConditions(system.n, times, overSolution(bc, call, times, system.n, [t0, t1]), [bc]);
  }

  /** Calls the conditions on the guess, to see when they ask for the solution and how many they are. */
  private timesAsked({
    layout,
    t0,
    t1,
    system,
    guess,
  }: Omit<StartedBoundaryProblem, 'conditions'>): number[] {
    const asked = new Set<number>();
    const u = (t: number): unknown => {
      if (!((t - t0) * (t - t1) <= 0))
        throw misfit(WHERE, `ask for the solution at t = ${t}, outside of [${t0}, ${t1}]`);
      asked.add(t);
      return userState(layout, guess(t).subarray(0, layout.n));
    };
    const bc = this.bc as (...args: unknown[]) => ArrayLike<number>;
    if (this.writes) {
      const residual = new Float64Array(system.n).fill(NaN);
      bc(residual, u, this.p, [t0, t1]);
      requireCount(writtenLength(residual), system.n, WHERE);
    } else {
      requireCount(lengthOf(returned(() => bc(u, this.p, [t0, t1]))), system.n, WHERE);
    }
    if (asked.size === 0) throw misfit(WHERE, 'ask for the solution nowhere');
    const direction = t1 < t0 ? -1 : 1;
    return [...asked].sort((a, b) => (a - b) * direction);
  }
}

export const SOLVED_BY = 'MIRK4(), MIRK6(), Shooting(algorithm) or MultipleShooting(k, algorithm)';

/**
 * Whether conditions write their residuals.
 *
 * @param parameters  number of parameters of the form that writes
 * @throws DIFF5067 for what is no function
 */
export function conditionsWrite(
  bc: unknown,
  inPlace: boolean | undefined,
  parameters: number,
  where: string,
): boolean {
  if (typeof bc !== 'function') throw misfit(where, `are ${shown(bc)}, and no function`);
  if (bc.length === 1) return false;
  return inPlace ?? bc.length === parameters;
}

/**
 * Calls conditions that are taken to return their residuals.
 *
 * @throws DIFF5067 where they seem to write them
 */
function returned(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw misfit(
      WHERE,
      `fail at the guess: ${error.message}; are they (residual, u, p, t) with fewer than four parameters`,
    );
  }
}

/** How many entries of an array of NaN were written, up to the last. */
export function writtenLength(residual: Float64Array): number {
  let length = residual.length;
  while (length > 0 && Number.isNaN(residual[length - 1])) length--;
  return length;
}

/** The length of what conditions returned; 0 for no array. */
export function lengthOf(values: unknown): number {
  return (values as { length?: number } | null | undefined)?.length ?? 0;
}

/** @throws DIFF5067 */
export function requireCount(count: number, n: number, where: string): void {
  if (count === n) return;
  throw misfit(where, `give ${count} numbers that are not NaN at the guess, and there are ${n} unknowns`);
}

export function misfit(where: string, what: string): Error {
  return solverError(
    'DIFF5067',
    `${where}: the boundary conditions ${what}`,
    'They give one residual for each equation, and for each unknown parameter.',
  );
}

attachProblem(BVProblem, WHERE, ['f', 'bc'], ['guess', 'tspan', 'p']);
