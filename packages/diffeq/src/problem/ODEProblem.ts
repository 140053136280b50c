import { attach, capturesTraced } from '@diffjs/runtime/compiled';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';

/** What the right-hand side and the solution call a state: a number if `u0` is one, else a `Float64Array` of `u0`'s length. */
export type StateOf<U> = U extends number ? number : Float64Array;

/** A right-hand side that returns du/dt at (u, p, t): a number for a scalar problem, else anything array-like of `u0`'s length. */
export type ReturningRightHandSide<U, P> = (
  u: StateOf<U>,
  p: P,
  t: number,
) => U extends number ? number : ArrayLike<number>;

/** A right-hand side that writes du/dt at (u, p, t) into `du`, every entry. */
export type InPlaceRightHandSide<P> = (du: Float64Array, u: Float64Array, p: P, t: number) => void;

/** Options of a problem. */
export interface ODEProblemOptions {
  /** Whether `f` is `f(du, u, p, t)`; default: whether it has four parameters. */
  inPlace?: boolean;
}

/**
 * The initial value problem du/dt = f(u, p, t), u(t0) = u0, on tspan = [t0, t1].
 *
 * `f` either returns the derivative, `f(u, p, t)`, or writes it, `f(du, u, p, t)`; the number of its parameters tells which.
 * The `u` (and `du`) that it is given are the solver's own and are used again: read them during the call, do not keep them.
 * t1 < t0 integrates backwards in time.
 *
 * @param f  right-hand side; annotate it `/* @differentiable *\/` to differentiate through `solve`
 * @param u0  initial state: a number, or an array or typed array of length n ≥ 1
 * @param tspan  [t0, t1] in the problem's time unit
 * @param p  parameters of any shape, handed to `f` as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `u0`, DIFF5005 unknown option, DIFF5006 bad `f`
 *
 * @example
 * const decay = new ODEProblem((u, p) => -p * u, 1, [0, 1], 2);
 * solve(decay).u.at(-1);   // ≈ exp(−2)
 */
export class ODEProblem<U extends number | ArrayLike<number> = number | ArrayLike<number>, P = unknown> {
  /** The right-hand side as given. */
  readonly f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P>;
  /** The initial state as given. */
  readonly u0: U;
  /** The time span as given. */
  readonly tspan: readonly [number, number];
  /** The parameters as given. */
  readonly p: P;
  /** Whether `f` writes into its first argument. */
  readonly inPlace: boolean;

  constructor(
    f: ReturningRightHandSide<U, P>,
    u0: U,
    tspan: readonly [number, number],
    p?: P,
    options?: ODEProblemOptions,
  );
  constructor(
    f: InPlaceRightHandSide<P>,
    u0: U,
    tspan: readonly [number, number],
    p?: P,
    options?: ODEProblemOptions,
  );
  constructor(
    f: ReturningRightHandSide<U, P> | InPlaceRightHandSide<P>,
    u0: U,
    tspan: readonly [number, number],
    p?: P,
    options: ODEProblemOptions = {},
  ) {
    checkKeys(options, ['inPlace'], 'ODEProblem');
    this.inPlace = checkRightHandSide(f, options.inPlace);
    checkState(u0, this.inPlace);
    checkTimeSpan(tspan);
    this.f = f;
    this.u0 = u0;
    this.tspan = tspan;
    this.p = p as P;
  }
}

function checkRightHandSide(f: unknown, inPlace: boolean | undefined): boolean {
  if (typeof f !== 'function') {
    throw solverError(
      'DIFF5006',
      `ODEProblem: the right-hand side is ${shown(f)}`,
      'Its first argument is a function f(u, p, t) that returns du/dt, or f(du, u, p, t) that writes it.',
    );
  }
  if (inPlace !== undefined) {
    if (typeof inPlace === 'boolean') return inPlace;
    throw solverError('DIFF5008', `ODEProblem: inPlace is ${shown(inPlace)}`, 'It is true or false.');
  }
  if (f.length > 4) {
    throw solverError(
      'DIFF5006',
      `ODEProblem: ${shown(f)} has ${f.length} parameters`,
      'A right-hand side is f(u, p, t) or f(du, u, p, t); put what else it needs into p.',
    );
  }
  return f.length === 4;
}

function checkState(u0: unknown, inPlace: boolean): void {
  if (typeof u0 === 'number') {
    if (!Number.isFinite(u0)) {
      throw solverError('DIFF5004', `ODEProblem: u0 is ${u0}`, 'The initial state must be finite.');
    }
    if (!inPlace) return;
    throw solverError(
      'DIFF5004',
      'ODEProblem: u0 is a number and f(du, u, p, t) works in place',
      'Give u0 as an array of one number, or write f(u, p, t) to return the derivative.',
    );
  }
  const state = u0 as ArrayLike<unknown> | null | undefined;
  if (typeof state !== 'object' || state === null || !(state.length >= 1)) {
    throw solverError(
      'DIFF5004',
      `ODEProblem: u0 is ${shown(u0)}`,
      'It is a number, or an array of at least one number.',
    );
  }
  for (let i = 0; i < state.length; i++) {
    if (Number.isFinite(state[i])) continue;
    throw solverError(
      'DIFF5004',
      `ODEProblem: u0[${i}] is ${shown(state[i])}`,
      'Every entry of the initial state is a finite number; flatten nested arrays.',
    );
  }
}

function checkTimeSpan(tspan: unknown): void {
  const [t0, t1] = Array.isArray(tspan) || ArrayBuffer.isView(tspan) ? (tspan as unknown as unknown[]) : [];
  if (Number.isFinite(t0) && Number.isFinite(t1) && (tspan as unknown[]).length === 2) return;
  const given = Array.isArray(tspan) ? `[${tspan.map(shown).join(', ')}]` : shown(tspan);
  throw solverError(
    'DIFF5003',
    `ODEProblem: tspan is ${given}`,
    'It is [t0, t1], two finite numbers; t1 < t0 runs backwards.',
  );
}

type ProblemArguments = [f: unknown, u0: unknown, tspan: unknown, p?: unknown, options?: unknown];

/** The constructor as rules see it, without its overloads. */
const construct = ODEProblem as unknown as new (...args: ProblemArguments) => object;

/** Problems made in a reverse sweep from a closure over variables of that sweep. */
const fromClosures = new WeakSet<object>();

/**
 * Whether the right-hand side was made in the sweep that differentiates it and captures variables there. Each pullback of such a
 * function adds to the cotangents of what it captures at once, so only a method that applies exactly the pullbacks of
 * the result may use it.
 */
export function capturesVariables(problem: ODEProblem): boolean {
  return fromClosures.has(problem);
}

/**
 * Companions of the constructor. A problem holds what it is given, so its shadow holds the shadows of the arguments themselves:
 * an object that is both the state and part of the parameters stays one variable.
 */
attach(ODEProblem, 'ODEProblem', 1, () => ({
  constructs: true,
  arity: 4,
  forward(t, _self, _shadow, ...pairs) {
    const shadowOfF = pairs[1];
    if (shadowOfF !== undefined && !Array.isArray(shadowOfF)) {
      throw solverError(
        'DIFF5014',
        `ODEProblem: ${shown(pairs[0])} is differentiated by its own properties, which do not reach the solver`,
        'Pass it as the parameters: new ODEProblem((u, p, t) => p(u), u0, tspan, f).',
      );
    }
    const problem = new construct(...everySecond(pairs, 0));
    if ((Array.isArray(shadowOfF) && shadowOfF.length > 0) || capturesTraced(pairs[0]))
      fromClosures.add(problem);
    const held = holdCompanions(pairs, () => 0);
    t.o[t.m++] = held;
    t.ret = held;
    return problem;
  },
  reverse(t) {
    const held = t.o[--t.m] as HeldCompanions;
    t.r[1] = takeNumber(held, 'u0');
    t.r[2] = 0;
    t.r[3] = takeNumber(held, 'p');
    return 0;
  },
  tangent(t, _self, _mirror, ...pairs) {
    const problem = new construct(...everySecond(pairs, 0));
    t.ret_ = holdCompanions(pairs, (tangent) => tangent ?? 0);
    return problem;
  },
}));

/** Shadow or mirror of a problem. */
interface HeldCompanions {
  u0: unknown;
  tspan: unknown;
  p: unknown;
}

/** @param slot  what stands for a number, out of what came with it */
function holdCompanions(pairs: readonly unknown[], slot: (companion: unknown) => unknown): HeldCompanions {
  const at = (i: number): unknown =>
    typeof pairs[2 * i] === 'number' ? slot(pairs[2 * i + 1]) : pairs[2 * i + 1];
  return { u0: at(1), tspan: at(2), p: at(3) };
}

/** The cotangent of an argument that is a number. */
function takeNumber(held: HeldCompanions, key: 'u0' | 'p'): number {
  const d = held[key];
  if (typeof d !== 'number') return 0;
  held[key] = 0;
  return d;
}

function everySecond(pairs: readonly unknown[], start: 0 | 1): ProblemArguments {
  return pairs.filter((_, i) => i % 2 === start) as ProblemArguments;
}
