export { ODEProblem } from './problem/ODEProblem.js';
export type {
  InPlaceRightHandSide,
  ODEProblemOptions,
  ReturningRightHandSide,
  StateOf,
} from './problem/ODEProblem.js';
export { solve } from './solve/solve.js';
export type { SolveOptions } from './solve/SolveOptions.js';
export type { Solution } from './solve/Solution.js';
export type { SolveStats } from './problem/System.js';
export type { ReturnCode } from './solve/ReturnCode.js';
export type { Algorithm } from './algorithm/Algorithm.js';
export { Tsit5 } from './algorithm/Tsit5.js';
export { Bosh3 } from './algorithm/Bosh3.js';
export { RK4 } from './algorithm/RK4.js';
export { Euler } from './algorithm/Euler.js';
export { butcherTableau } from './tableau/butcherTableau.js';
export type { ButcherTableau, TableauCoefficients } from './tableau/butcherTableau.js';
export { tsit5Interpolant, tsit5Tableau } from './tableau/tsit5.js';
export { bosh3Tableau } from './tableau/bosh3.js';
export { rk4Tableau } from './tableau/rk4.js';
export { eulerTableau } from './tableau/euler.js';
export { explicitRK } from './stepper/explicitRK.js';
export { hermite3 } from './interpolation/hermite3.js';
export { stageInterpolant } from './interpolation/stageInterpolant.js';
export type { StageInterpolant } from './interpolation/stageInterpolant.js';
export { PIController } from './controller/PIController.js';
export type { PIControllerOptions } from './controller/PIController.js';
export type { Controller, ControllerState } from './controller/Controller.js';
export type { SensitivityMethod } from './adjoint/SensitivityMethod.js';
export { DiscreteAdjoint } from './adjoint/DiscreteAdjoint.js';
export type { DiscreteAdjointOptions } from './adjoint/DiscreteAdjoint.js';
export { InterpolatingAdjoint } from './adjoint/InterpolatingAdjoint.js';
export type { InterpolatingAdjointOptions } from './adjoint/InterpolatingAdjoint.js';
export { ForwardSensitivity } from './adjoint/ForwardSensitivity.js';
export { solverErrorCodes } from './diagnostics/solverError.js';
export type { SolverErrorCode } from './diagnostics/solverError.js';
