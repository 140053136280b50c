import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { RightHandSide } from '../problem/RightHandSide.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';

/** A method as `solve` takes it: a small immutable object, made by `Tsit5()` and the like. */
export interface Algorithm {
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Whether it estimates its error; without that it needs `adaptive: false` and `dt`. */
  readonly adaptive: boolean;
  /** The coefficients; the discrete adjoint reads them. */
  readonly tableau: ButcherTableau;
  /** Dense output. */
  readonly interpolant: StageInterpolant;
  /** A stepper that starts from a copy of `u0`. */
  createStepper(rhs: RightHandSide, u0: Float64Array): Stepper;
}
