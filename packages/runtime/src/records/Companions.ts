import type { Tape } from '../tape/Tape.js';
import type { Lane } from '../trace/Lane.js';
import type { Trace } from '../trace/Trace.js';
import type { ArrayPosition } from './arrayChecks.js';

/** The version of the protocol between compiled code and the runtime. */
export const PROTOCOL_VERSION = 1;

/** The property under which code that does not call `attach` can leave a function's companions. */
export const COMPANIONS: unique symbol = Symbol.for('diffjs.companions') as typeof COMPANIONS;

/** A function of any kind, a constructor included: what is called, compared and named but never assumed to have a signature. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- companions belong to every kind of function
export type AnyFunction = Function;

/** A function as traced code, which takes the lanes of its arguments on entry. */
export type TracedFunction = (...args: readonly unknown[]) => unknown;

/** The three companions of one function: see EMISSION, "the protocol". */
export interface CompanionFunctions {
  /** Computes the value, tapes what `reverse` needs, sets `t.ret` to the result's shadow. `pairs`: x, x$, y, y$, …. */
  forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown;
  /** Reads the tape backwards. Returns the cotangent of argument 0; that of argument i ≥ 1 is in `t.r[i]`. */
  reverse(t: Tape, dy: number): number;
  /** Computes the value and sets `t.ret_` to its tangent. `pairs`: x, x_, y, y_, …. */
  tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown;
  /** The compiled companions behind `forward` and `reverse`, for callers that make the same call again and again. */
  readonly direct?: DirectCompanions;
  /** The tangents of `forward` and `reverse`, where the compiler made them: for second derivatives. */
  readonly second?: SecondCompanions;
  /** Several tangents at once, where the compiler made a companion for that. */
  readonly several?: LanesCompanion;
  /**
   * How many arguments `reverse` writes cotangents for; those of further arguments are zero whatever the registers hold.
   * Without it all registers are taken to be written.
   */
  readonly arity?: number;
  /** True for a function whose results carry no derivative. */
  readonly inactive?: boolean;
  /** True where nothing is known of the function, so that it may have any effect: it is called if no derivative can be lost, and its result carries none. */
  readonly opaque?: true;
  /** Whether calls that may have had an effect are counted in `t.effects` by the companions; else each call is. */
  readonly restartable?: boolean;
  /** Whether nothing that it is given changes while it runs: it, and all that it calls, stores into nothing but what it made itself. */
  readonly stable?: boolean;
  /** Functions with which it is, if those are, and nothing else stands against it. */
  readonly stableWith?: () => readonly unknown[];
  /** True for a rule: a call that is made again gives the same, and changes nothing. */
  readonly repeatable?: boolean;
  /** What a closure has captured, as far as that is known. */
  readonly captured?: readonly unknown[];
  /** True if `forward` also stands for `new f(…)`. */
  readonly constructs?: boolean;
  /** The companions of the traced form, where others stand in `forward`, `reverse` and `tangent`. */
  readonly slow?: CompanionFunctions;
  /** The function as traced code, which covers the whole language. */
  readonly traced?: AnyFunction;
  /**
   * The function as traced code for one call that companions cannot make (they have derivatives of first order alone), where there is no
   * such form for good: a closure that companions made, whose captured numbers have lanes in the trace below all others.
   */
  readonly nest?: (root: Trace) => TracedFunction;
  /**
   * The same for calls whose result is seen by nothing but rules of functions of arrays that compute from it: that may be an array which the next
   * sweep uses again. In the place of the receiver they are given bits for the arguments that are such results and have no other use, so that the
   * result may be written over them.
   */
  readonly local?: LocalCompanions;
  /** For a class: the constructor that makes its instances as traced code. */
  readonly construct?: AnyFunction;
  /** True if the class itself makes its instances as traced code while a trace is recorded. */
  readonly branches?: boolean;
}

/** What a call in a reverse sweep needs. */
export type LocalCompanions = Pick<CompanionFunctions, 'forward' | 'reverse' | 'arity'>;

/**
 * Compiled companions without the choice that stands before them at each call. Whoever calls these asks `takes` once for the objects of a
 * call, and `takesCall` at each; `reverse` belongs to calls of this `forward` only.
 */
export interface DirectCompanions extends Pick<CompanionFunctions, 'forward' | 'reverse'> {
  /** Whether a call with these arguments, or with other numbers in place of its numbers, is one that they were compiled for. */
  takes(args: readonly unknown[]): boolean;
  /** Whether nothing else in the sweep speaks against it. */
  takesCall(t: Tape): boolean;
}

/** The tangents of the forward and the reverse companion of one function. The tape is a `SecondTape`, whose lane 1 is the tangent tape. */
export interface SecondEntries {
  /**
   * The forward companion; sets `t.ret_` to the result's tangent, and `ret` of both tapes to its shadow and the shadow of tangents.
   * `given`: x, x_, x$, x$_, y, …, each argument with its tangent, its shadow and the shadow of tangents.
   */
  forward(
    t: Tape,
    self: unknown,
    self_: unknown,
    self$: unknown,
    self$_: unknown,
    ...given: unknown[]
  ): unknown;
  /**
   * The reverse companion for a cotangent with a tangent. What the reverse companion returns or leaves in register i has its tangent in
   * register 0 or i of the tangent tape.
   */
  reverse(t: Tape, dy: number, dy_: number): number;
  /** As in `CompanionFunctions`. */
  readonly arity?: number;
}

/** The same with what it was compiled for. */
export interface SecondCompanions extends SecondEntries {
  /** Whether it was compiled for such arguments; for all if this is not there. */
  accepts?(t: Tape, args: readonly unknown[]): boolean;
}

/** How many tangents a lanes companion carries; the compiler has the same number. */
export const LANES = 4;

/**
 * The companion of a function that computes the value and several tangents. Its callers ask `accepts` first, and go on with single tangents
 * where it does not take the arguments.
 */
export interface LanesCompanion {
  /** Whether it was compiled for such arguments. */
  accepts(t: Tape, args: readonly unknown[]): boolean;
  /**
   * Computes the value and leaves its tangents: in the registers `t.r[0]`, `t.r[1]`, … if `inRegisters`, else in `ret_` of the tapes of the
   * lanes, where the mirrors are as well. `given`: x, x_0, x_1, …, y, y_0, …; the tangent of a number is a number.
   */
  readonly run: LanesRun;
  readonly inRegisters: boolean;
  /** Whether another companion can take over where this one has met what it was not compiled for. */
  readonly restartable: boolean;
}

/** A lanes companion as it is emitted. */
export type LanesRun = (t: Tape, ...given: unknown[]) => unknown;

/** What emitted code says of a function: companions, its traced form, or both. */
export interface EmittedCompanions extends Partial<CompanionFunctions> {
  /** Several tangents at once. */
  readonly lanes?: LanesRun;
  /** Whether it leaves the tangents of its result, which is a number, in the registers. */
  readonly lanesInRegisters?: boolean;
  /** Positions of the arguments that the companions take for numbers; for others the traced form is used. */
  readonly numbers?: readonly number[];
  /** True if they check nothing and call nothing, and so meet nothing unexpected. */
  readonly plain?: boolean;
  /** Positions of the arguments that they iterate as arrays. */
  readonly lists?: readonly number[];
  /** Positions of the arguments that they take for complex numbers. */
  readonly complexes?: readonly number[];
  /** Positions of the arguments that they take for typed arrays of a kind. */
  readonly arrays?: readonly ArrayPosition[];
  /** What they take for granted otherwise, if they cannot begin anew: bits of `UnusualKind`. */
  readonly assumptions?: number;
  /** True for a function marked as carrying no derivative. */
  readonly inactive?: boolean;
}

/** What a rule was made of, with types erased. */
export interface RuleParts {
  readonly vjp?: AnyFunction;
  readonly jvp?: AnyFunction;
  /** Partial derivatives of a number with respect to numbers, from the list of arguments and the value. */
  readonly partials?: AnyFunction;
  /** What is done instead where a derivative is differentiated again; leaves the lane of a number. */
  readonly nested?: (trace: Trace, args: readonly unknown[], lanes: readonly Lane[]) => unknown;
  /** Whether the receiver comes first among arguments, tangents and cotangents. */
  readonly method: boolean;
  /** Whether what it gives is meant to differ from the derivative, so that differentiating it again has no meaning. */
  readonly surrogate: boolean;
}

/** The record that a function carries; taken only if `fn` is the function called. */
export interface Companions extends CompanionFunctions {
  /** For a function with a rule: the rule. */
  readonly rule?: RuleParts;
  readonly version: number;
  readonly fn: AnyFunction;
  readonly name: string;
  /** True if the function's code imports another copy of the runtime. */
  readonly isForeign?: true;
}

/** What `attach` leaves on a function until its companions are first used. Its `fn` is missing, so nobody takes it for a record. */
export interface PendingCompanions {
  readonly version: number;
  readonly fn?: undefined;
  readonly owner: AnyFunction;
  readonly name: string;
  readonly make: (fn: AnyFunction) => EmittedCompanions;
  /** Makes the record, in the copy of the runtime that the compiled code imports. */
  readonly complete?: (fn: AnyFunction, name: string, emitted: EmittedCompanions) => CompanionFunctions;
  /** The record once made, for functions that were frozen in between. */
  record?: Companions;
}
