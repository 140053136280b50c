import type { Controller } from '../controller/Controller.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { ProblemParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { ErrorNorm } from '../stepper/ErrorNorm.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';

/** A method as `solve` takes it: a small immutable object, made by `Tsit5()` and the like. */
export interface Algorithm {
  readonly name: string;
  /** Order of the solution that is carried on; of methods that choose it, the largest. */
  readonly order: number;
  /** What stands for `order` in the choice of the first step size, for methods that begin with a low one. */
  readonly startOrder?: number;
  /** Order of dense output. */
  readonly denseOrder: number;
  /** Whether it estimates its error; without that it needs `adaptive: false` and `dt`. */
  readonly adaptive: boolean;
  /** Whether steps can be judged in other norms than the root mean square; absent: no. */
  readonly anyNorm?: boolean;
  /** Whether it is meant for stiff problems. */
  readonly stiff: boolean;
  /** Whether it takes M du/dt = f with singular M; absent: it takes no mass matrix at all. */
  readonly massMatrix?: 'regular' | 'singular';
  /** The kind of problem whose parts it needs; absent: any problem, as du/dt = f(u, t). */
  readonly needs?: ProblemParts['kind'];
  /** The coefficients of an explicit Runge–Kutta method, which the discrete adjoint reads; undefined for others. */
  readonly tableau: ButcherTableau | undefined;
  /** Dense output. */
  readonly interpolant: StageInterpolant;
  /** Step size control that suits it; default `PIController()`. */
  readonly controller?: Controller;
  /** A stepper that starts from a copy of `u0`, its error judged by the tolerances it is given. */
  createStepper(system: System, u0: Float64Array, tolerances: StepTolerances): Stepper;
}

/** Tolerances of a solve, as iterations within a step need them. */
export interface StepTolerances {
  readonly rtol: number;
  /** [n] */
  readonly atol: Float64Array;
  /** Whether steps are chosen by the error estimate. */
  readonly adaptive: boolean;
  /** How the errors of the components make one number. */
  readonly norm: ErrorNorm;
}
