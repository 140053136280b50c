export { ODEProblem } from './problem/ODEProblem.js';
export type {
  InPlaceRightHandSide,
  ODEProblemOptions,
  ReturningRightHandSide,
  StateOf,
} from './problem/ODEProblem.js';
export { SecondOrderODEProblem } from './problem/SecondOrderODEProblem.js';
export type {
  InPlaceAcceleration,
  PartitionedProblemOptions,
  ReturningAcceleration,
} from './problem/SecondOrderODEProblem.js';
export { DynamicalODEProblem } from './problem/DynamicalODEProblem.js';
export type { InPlaceHalf, ReturningHalf } from './problem/DynamicalODEProblem.js';
export { HamiltonianProblem } from './problem/HamiltonianProblem.js';
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
export { Nystrom4 } from './algorithm/Nystrom4.js';
export { Nystrom4VelocityIndependent } from './algorithm/Nystrom4VelocityIndependent.js';
export { Nystrom5VelocityIndependent } from './algorithm/Nystrom5VelocityIndependent.js';
export { DPRKN4 } from './algorithm/DPRKN4.js';
export { DPRKN5 } from './algorithm/DPRKN5.js';
export { DPRKN6FM } from './algorithm/DPRKN6FM.js';
export { DPRKN8 } from './algorithm/DPRKN8.js';
export { DPRKN12 } from './algorithm/DPRKN12.js';
export { ERKN4 } from './algorithm/ERKN4.js';
export { ERKN5 } from './algorithm/ERKN5.js';
export { ERKN7 } from './algorithm/ERKN7.js';
export { FineRKN4 } from './algorithm/FineRKN4.js';
export { FineRKN5 } from './algorithm/FineRKN5.js';
export { DPRKN6 } from './algorithm/DPRKN6.js';
export { nystromTableau } from './tableau/nystromTableau.js';
export type { NystromCoefficients, NystromTableau } from './tableau/nystromTableau.js';
export { nystrom } from './stepper/nystrom.js';
export { SymplecticEuler } from './algorithm/SymplecticEuler.js';
export { VelocityVerlet } from './algorithm/VelocityVerlet.js';
export { VerletLeapfrog } from './algorithm/VerletLeapfrog.js';
export { LeapfrogDriftKickDrift } from './algorithm/LeapfrogDriftKickDrift.js';
export { PseudoVerletLeapfrog } from './algorithm/PseudoVerletLeapfrog.js';
export { McAte2 } from './algorithm/McAte2.js';
export { Ruth3 } from './algorithm/Ruth3.js';
export { McAte3 } from './algorithm/McAte3.js';
export { CandyRoz4 } from './algorithm/CandyRoz4.js';
export { McAte4 } from './algorithm/McAte4.js';
export { CalvoSanz4 } from './algorithm/CalvoSanz4.js';
export { McAte42 } from './algorithm/McAte42.js';
export { McAte5 } from './algorithm/McAte5.js';
export { Yoshida6 } from './algorithm/Yoshida6.js';
export { KahanLi6 } from './algorithm/KahanLi6.js';
export { McAte8 } from './algorithm/McAte8.js';
export { KahanLi8 } from './algorithm/KahanLi8.js';
export { SofSpa10 } from './algorithm/SofSpa10.js';
export { symplecticTableau } from './tableau/symplecticTableau.js';
export type { SymplecticCoefficients, SymplecticTableau } from './tableau/symplecticTableau.js';
export { symplectic } from './stepper/symplectic.js';
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
