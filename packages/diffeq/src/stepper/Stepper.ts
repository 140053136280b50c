/**
 * One step of a method at a time. The loop calls, for each step,
 * `attempt` → `errorNorm` → if accepted: `finish` → `completeRows`, if somebody reads the rows → (records the step) → `shift`.
 * All arrays are the stepper's own and stay the same objects only between two `shift`s.
 */
export interface Stepper {
  /** Length n of the state. */
  readonly n: number;
  /** State at the start of the step, [n]. */
  readonly u: Float64Array;
  /** State at the end of the attempted step, [n]. */
  readonly next: Float64Array;
  /**
   * What dense output combines, R rows of [n]: u(t + θ h) = u + h Σ b_i(θ) stages[i]. Of Runge–Kutta methods the stage derivatives,
   * the first at the start of the step; of others what their interpolant says.
   */
  readonly stages: readonly Float64Array[];
  /** Begins at (u, t), at the start and after `u` or the parameters were changed from outside: derivative afresh, no history. */
  restart(t: number): void;
  /** Computes the stages and `next` of a step of size h from t; false if an iteration did not converge, so that h must be smaller. */
  attempt(t: number, h: number): boolean;
  /**
   * The local error over atol + rtol max(|u|, |next|), in the root mean square; NaN or ∞ if the step left the domain. Of methods
   * without an error estimate never called.
   */
  errorNorm(h: number, atol: Float64Array, rtol: number): number;
  /**
   * For methods that choose order and step size themselves: what the step size is multiplied by after a step whose error was
   * `errorNorm`, which is accepted if that is at most 1. Absent, the controller of the solve decides.
   */
  proposeFactor?(errorNorm: number): number;
  /** Whether the step was made otherwise than by the tableau of the algorithm, if it has one; absent: no. */
  readonly isOffTableau?: boolean;
  /** Completes an accepted step that ends at tNew: its last stage. */
  finish(tNew: number): void;
  /** Computes what only the reading of rows needs; between `finish` and `shift`, at most once a step. */
  completeRows?(t: number, h: number): void;
  /** Makes the end of the step the start of the next. */
  shift(): void;
  /** Gives the stepper back, for the next solve by the same algorithm; nothing reads it any more. */
  release?(): void;
  /** du/dt at the start of the step, [n], if the method has it at hand after `restart`: initial step sizes are chosen by it. */
  readonly slope: Float64Array;
}
