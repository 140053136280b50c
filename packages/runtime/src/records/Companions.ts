import type { Tape } from '../tape/Tape.js';

/** The version of the protocol between compiled code and the runtime. */
export const PROTOCOL_VERSION = 1;

/** The property under which a function carries its companions; shared by all copies of the runtime. */
export const COMPANIONS: unique symbol = Symbol.for('diffjs.companions') as typeof COMPANIONS;

/** A function of any kind, a constructor included: what is called, compared and named but never assumed to have a signature. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- companions belong to every kind of function
export type AnyFunction = Function;

/** The three companions of one function: see EMISSION, "the protocol". */
export interface CompanionFunctions {
  /** Computes the value, tapes what `reverse` needs, sets `t.ret` to the result's shadow. `pairs`: x, x$, y, y$, …. */
  forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown;
  /** Reads the tape backwards. Returns the cotangent of argument 0; that of argument i ≥ 1 is in `t.r[i]`. */
  reverse(t: Tape, dy: number): number;
  /** Computes the value and sets `t.ret_` to its tangent. `pairs`: x, x_, y, y_, …. */
  tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown;
  /**
   * How many arguments `reverse` writes cotangents for; those of further arguments are zero whatever the registers hold.
   * Without it all registers are taken to be written.
   */
  readonly arity?: number;
  /** True if `forward` also stands for `new f(…)`. */
  readonly constructs?: boolean;
}

/** The record that a function carries; taken only if `fn` is the function called. */
export interface Companions extends CompanionFunctions {
  readonly version: number;
  readonly fn: AnyFunction;
  readonly name: string;
}

/** What `attach` leaves on a function until its companions are first used. Its `fn` is missing, so nobody takes it for a record. */
export interface PendingCompanions {
  readonly version: number;
  readonly fn?: undefined;
  readonly owner: AnyFunction;
  readonly name: string;
  readonly make: () => CompanionFunctions;
  /** The record once made, for functions that were frozen in between. */
  record?: Companions;
}
