/**
 * A step of an optimiser: turns gradients into updates (what is added to the parameters), with a state of its own.
 *
 * Nothing is changed in place: `update` gives new updates and a new state, so a run can be kept, repeated or resumed.
 */
export interface Transformation {
  /** The state before the first update; `params` gives the shapes. */
  init(params: unknown): unknown;
  /** Updates of the shape of `gradients`, and the next state. */
  update<P>(gradients: P, state: unknown, params: P): { updates: P; state: unknown };
}

/** A step size: a number, or a function of the number of updates already made. */
export type Schedule = number | ((step: number) => number);
