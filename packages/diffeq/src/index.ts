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
export { Bosh3, Bosh3 as BS3 } from './algorithm/Bosh3.js';
export { RK4 } from './algorithm/RK4.js';
export { Euler } from './algorithm/Euler.js';
export { Midpoint } from './algorithm/Midpoint.js';
export { Heun } from './algorithm/Heun.js';
export { Ralston } from './algorithm/Ralston.js';
export { Ralston4 } from './algorithm/Ralston4.js';
export { OwrenZen3 } from './algorithm/OwrenZen3.js';
export { OwrenZen4 } from './algorithm/OwrenZen4.js';
export { OwrenZen5 } from './algorithm/OwrenZen5.js';
export { RKF45 } from './algorithm/RKF45.js';
export { CashKarp } from './algorithm/CashKarp.js';
export { DP5 } from './algorithm/DP5.js';
export { BS5 } from './algorithm/BS5.js';
export { Vern6 } from './algorithm/Vern6.js';
export { Vern7 } from './algorithm/Vern7.js';
export { Vern8 } from './algorithm/Vern8.js';
export { Vern9 } from './algorithm/Vern9.js';
export { TsitPap8 } from './algorithm/TsitPap8.js';
export { DP8 } from './algorithm/DP8.js';
export { Feagin10 } from './algorithm/Feagin10.js';
export { Feagin12 } from './algorithm/Feagin12.js';
export { Feagin14 } from './algorithm/Feagin14.js';
export { SSPRK22 } from './algorithm/SSPRK22.js';
export { SSPRK33 } from './algorithm/SSPRK33.js';
export { SSPRK43 } from './algorithm/SSPRK43.js';
export { butcherTableau } from './tableau/butcherTableau.js';
export type {
  ButcherTableau,
  DenseCoefficients,
  EstimateCombination,
  SecondEstimate,
  TableauCoefficients,
} from './tableau/butcherTableau.js';
export type { CoefficientRow } from './tableau/coefficientRow.js';
export { withBootstrappedOutput } from './tableau/withBootstrappedOutput.js';
export { tsit5Interpolant, tsit5Tableau } from './tableau/tsit5.js';
export { bosh3Tableau } from './tableau/bosh3.js';
export { rk4Tableau } from './tableau/rk4.js';
export { eulerTableau } from './tableau/euler.js';
export { explicitRK } from './stepper/explicitRK.js';
export type { ExplicitRKMethod } from './stepper/explicitRK.js';
export { hermite3 } from './interpolation/hermite3.js';
export { stageInterpolant } from './interpolation/stageInterpolant.js';
export type { StageInterpolant } from './interpolation/stageInterpolant.js';
export { PIController } from './controller/PIController.js';
export type { PIControllerOptions } from './controller/PIController.js';
export { IController } from './controller/IController.js';
export type { IControllerOptions } from './controller/IController.js';
export { PIDController } from './controller/PIDController.js';
export type { PIDControllerOptions, PIDParameterSet } from './controller/PIDController.js';
export type { Controller, ControllerState } from './controller/Controller.js';
export type { SensitivityMethod } from './adjoint/SensitivityMethod.js';
export { DiscreteAdjoint } from './adjoint/DiscreteAdjoint.js';
export type { DiscreteAdjointOptions } from './adjoint/DiscreteAdjoint.js';
export { InterpolatingAdjoint } from './adjoint/InterpolatingAdjoint.js';
export type { InterpolatingAdjointOptions } from './adjoint/InterpolatingAdjoint.js';
export { ForwardSensitivity } from './adjoint/ForwardSensitivity.js';
export { solverErrorCodes } from './diagnostics/solverError.js';
export type { SolverErrorCode } from './diagnostics/solverError.js';
