export { ODEProblem } from './problem/ODEProblem.js';
export type {
  InPlaceRightHandSide,
  ODEProblemOptions,
  ReturningRightHandSide,
  StateOf,
} from './problem/ODEProblem.js';
export { remake } from './problem/remake.js';
export { solve } from './solve/solve.js';
export { init } from './solve/init.js';
export type { Integrator } from './solve/Integrator.js';
export type { Progress, ProgressFunction } from './solve/ProgressReport.js';
export { ContinuousCallback, VectorContinuousCallback } from './events/ContinuousCallback.js';
export type {
  ContinuousCallbackOptions,
  ScalarContinuousCallbackOptions,
} from './events/ContinuousCallback.js';
export { DiscreteCallback } from './events/DiscreteCallback.js';
export { IterativeCallback, PeriodicCallback, PresetTimeCallback } from './events/timedCallbacks.js';
export type { PeriodicCallbackOptions } from './events/timedCallbacks.js';
export { SavingCallback } from './events/savingCallback.js';
export type { SavedValues, SavingCallbackOptions } from './events/savingCallback.js';
export { PositiveDomain, StepsizeLimiter } from './events/domainCallbacks.js';
export type { PositiveDomainOptions, StepsizeLimiterOptions } from './events/domainCallbacks.js';
export { ManifoldProjection } from './events/ManifoldProjection.js';
export type { ManifoldProjectionOptions } from './events/ManifoldProjection.js';
export type { Accumulation, Affect, Callback } from './events/Callback.js';
export type { CallbackOptions } from './events/callbackOptions.js';
export type { SolveOptions } from './solve/SolveOptions.js';
export type { Solution } from './solve/Solution.js';
export type { SolveStats } from './problem/System.js';
export type { ReturnCode } from './solve/ReturnCode.js';
export type { Algorithm } from './algorithm/Algorithm.js';
export { Tsit5 } from './algorithm/Tsit5.js';
export { Bosh3 } from './algorithm/Bosh3.js';
export { RK4 } from './algorithm/RK4.js';
export { Euler } from './algorithm/Euler.js';
export { Rosenbrock23 } from './algorithm/Rosenbrock23.js';
export { Rosenbrock32 } from './algorithm/Rosenbrock32.js';
export { ROS3P } from './algorithm/ROS3P.js';
export { Rodas3 } from './algorithm/Rodas3.js';
export { Rodas3P } from './algorithm/Rodas3P.js';
export { Rodas23W } from './algorithm/Rodas23W.js';
export { Rodas4 } from './algorithm/Rodas4.js';
export { Rodas42 } from './algorithm/Rodas42.js';
export { Rodas4P } from './algorithm/Rodas4P.js';
export { Rodas4P2 } from './algorithm/Rodas4P2.js';
export { Rodas5 } from './algorithm/Rodas5.js';
export { Rodas5P } from './algorithm/Rodas5P.js';
export { ROS34PW1a } from './algorithm/ROS34PW1a.js';
export { ROS34PW2 } from './algorithm/ROS34PW2.js';
export { ROS34PW3 } from './algorithm/ROS34PW3.js';
export { rosenbrock } from './stepper/rosenbrock.js';
export type { RosenbrockOptions, RosenbrockWOptions } from './stepper/rosenbrock.js';
export { rosenbrockTableau } from './tableau/rosenbrockTableau.js';
export type { RosenbrockCoefficients, RosenbrockTableau } from './tableau/rosenbrockTableau.js';
export { linearSystem, residualLinearSystem } from './linear/linearSystems.js';
export type { LinearOptions } from './linear/linearSystems.js';
export type { LinearSystem } from './linear/LinearSystem.js';
export type { LinearProblem, LinearSolver } from './linear/LinearSolver.js';
export { DenseLU } from './linear/DenseLU.js';
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
