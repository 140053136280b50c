/**
 * One step of a method at a time. The loop calls, for each step,
 * `attempt` → `errorNorm` → if accepted: `finish` → (records the step) → `shift`.
 * All arrays are the stepper's own and stay the same objects only between two `shift`s.
 */
export interface Stepper {
  /** Length n of the state. */
  readonly n: number;
  /** State at the start of the step, [n]. */
  readonly u: Float64Array;
  /** State at the end of the attempted step, [n]. */
  readonly next: Float64Array;
  /** Stage derivatives, R rows of [n]: the first at the start of the step, the last (after `finish`) at its end. */
  readonly stages: readonly Float64Array[];
  /** Evaluations of the right-hand side made by the stepper so far. */
  nf: number;
  /** Computes the derivative at (u, t) afresh, at the start and after `u` was changed from outside. */
  restart(t: number): void;
  /** Computes the stages and `next` of a step of size h from t. */
  attempt(t: number, h: number): void;
  /** Root mean square of the local error over atol + rtol max(|u|, |next|); NaN or ∞ if the step left the domain. */
  errorNorm(h: number, atol: Float64Array, rtol: number): number;
  /** Completes an accepted step that ends at tNew: its last stage. */
  finish(tNew: number): void;
  /** Makes the end of the step the start of the next. */
  shift(): void;
}
