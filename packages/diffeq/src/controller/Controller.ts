/** What a controller remembers between steps, and its last decision; written in place, so that a step allocates nothing. */
export interface ControllerState {
  /** Whether the attempted step is kept. */
  accepted: boolean;
  /** What the step size is multiplied by next. */
  factor: number;
}

/** Chooses step sizes from error estimates. `S` is the state that `init` makes and `adapt` updates. */
export interface Controller<S extends ControllerState = ControllerState> {
  readonly name: string;
  /** A fresh state for a method whose solution has this order. */
  init(order: number): S;
  /**
   * Decides on an attempted step and writes `accepted` and `factor` into the state.
   *
   * @param errorNorm  the local error in units of the tolerance, so that 1 is just accepted; NaN or ∞ if the step left the domain
   */
  adapt(state: S, errorNorm: number): void;
}
