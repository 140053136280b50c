export { ODEProblem } from './problem/ODEProblem.js';
export type {
  InPlaceRightHandSide,
  ODEProblemOptions,
  ReturningRightHandSide,
  StateOf,
} from './problem/ODEProblem.js';
export { DAEProblem } from './problem/DAEProblem.js';
export type { DAEProblemOptions, InPlaceResidual, ReturningResidual } from './problem/DAEProblem.js';
export type { Initialization } from './initialization/Initialization.js';
export { remake } from './problem/remake.js';
export type { InitialValueProblem } from './problem/InitialValueProblem.js';
export { SecondOrderODEProblem } from './problem/SecondOrderODEProblem.js';
export type {
  InPlaceAcceleration,
  PartitionedProblemOptions,
  ReturningAcceleration,
} from './problem/SecondOrderODEProblem.js';
export { DynamicalODEProblem } from './problem/DynamicalODEProblem.js';
export type { InPlaceHalf, ReturningHalf } from './problem/DynamicalODEProblem.js';
export { HamiltonianProblem } from './problem/HamiltonianProblem.js';
export { heat1d, heat2d } from './pde/heat.js';
export type { LineOptions, PlaneOptions } from './pde/heat.js';
export { wave1d, wave2d } from './pde/wave.js';
export { burgers1d } from './pde/burgers1d.js';
export { brusselator1d, brusselator2d } from './pde/brusselator.js';
export type { BrusselatorParameters } from './pde/brusselator.js';
export { finiteDifferences } from './pde/finiteDifferences.js';
export type { DifferenceOptions, FiniteDifferences } from './pde/finiteDifferences.js';
export { stencilWeights } from './pde/stencilWeights.js';
export type { GridProblem, LineProblem, PlaneProblem } from './pde/discretisedProblem.js';
export type { DifferenceOperator } from './pde/DifferenceOperator.js';
export type { BoundaryKind, GridOptions } from './pde/gridOptions.js';
export { BVProblem } from './problem/BVProblem.js';
export type {
  BVPGuess,
  BVProblemOptions,
  ReturningConditions,
  WritingConditions,
} from './problem/BVProblem.js';
export { TwoPointBVProblem } from './problem/TwoPointBVProblem.js';
export type { EndConditions, ReturningEnd, WritingEnd } from './problem/TwoPointBVProblem.js';
export { MultipleShooting, Shooting } from './boundary/Shooting.js';
export { MIRK4, MIRK6 } from './boundary/MIRK4.js';
export type { BVPAlgorithm, BVPSolution } from './boundary/BVPAlgorithm.js';
export type { BVPOptions } from './boundary/BVPOptions.js';
export { SteadyStateProblem } from './problem/SteadyStateProblem.js';
export { SSRootfind } from './steady/SSRootfind.js';
export type { RootSolveOptions, SSRootfindOptions } from './steady/SSRootfind.js';
export { DynamicSS } from './steady/DynamicSS.js';
export type { DynamicSSOptions } from './steady/DynamicSS.js';
export type { SteadyStateAlgorithm } from './steady/SteadyStateAlgorithm.js';
export type { SteadyStateSolution } from './steady/SteadyStateSolution.js';
export { TerminateSteadyState } from './events/TerminateSteadyState.js';
export type { TerminateSteadyStateOptions } from './events/TerminateSteadyState.js';
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
export type { Solution, SolutionOf } from './solve/Solution.js';
export type { SolveStats } from './problem/System.js';
export type { ReturnCode } from './solve/ReturnCode.js';
export type { Algorithm } from './algorithm/Algorithm.js';
export { Tsit5 } from './algorithm/Tsit5.js';
export { Bosh3, Bosh3 as BS3 } from './algorithm/Bosh3.js';
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
export { AutoSwitch } from './algorithm/AutoSwitch.js';
export type { AutoSwitchOptions } from './algorithm/AutoSwitch.js';
export { AutoTsit5 } from './algorithm/AutoTsit5.js';
export { AutoVern6, AutoVern7, AutoVern8, AutoVern9 } from './algorithm/AutoVern.js';
export { AB3, AB4, AB5 } from './algorithm/AB.js';
export { ABM32, ABM43, ABM54 } from './algorithm/ABM.js';
export { VCABM } from './algorithm/VCABM.js';
export { VCAB3, VCAB4, VCAB5, VCABM3, VCABM4, VCABM5 } from './algorithm/VCAB.js';
export { CNAB2, CNLF2, SBDF2, SBDF3, SBDF4 } from './algorithm/SBDF.js';
export { ABDF2, FBDF } from './algorithm/FBDF.js';
export { DABDF2, DFBDF, DImplicitEuler } from './algorithm/DFBDF.js';
export { QBDF, QBDF1, QBDF2, QNDF, QNDF1, QNDF2 } from './algorithm/QNDF.js';
export type { BdfOptions, FixedOrderBdfOptions } from './algorithm/QNDF.js';
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
export { Banded } from './linear/Banded.js';
export { SparseLU } from './linear/SparseLU.js';
export { GMRES } from './linear/GMRES.js';
export type { GMRESOptions } from './linear/GMRES.js';
export type { Preconditioner } from './linear/KrylovSystem.js';
export type { StabilizedOptions } from './algorithm/stabilizedOptions.js';
export type { EigenEstimate } from './stepper/SpectralBound.js';
export { RKC } from './algorithm/RKC.js';
export { ROCK2 } from './algorithm/ROCK2.js';
export { ROCK4 } from './algorithm/ROCK4.js';
export { expm, expv, phim, phiv } from './exponential/matrixFunctions.js';
export type { KrylovOptions, SquareMatrix } from './exponential/matrixFunctions.js';
export type { LinearOperator } from './exponential/KrylovPhi.js';
export { exponentialTableau } from './tableau/exponentialTableau.js';
export type { ExponentialCoefficients, ExponentialTableau } from './tableau/exponentialTableau.js';
export { exponentialRK } from './stepper/exponentialRK.js';
export { LawsonEuler } from './algorithm/LawsonEuler.js';
export { NorsettEuler } from './algorithm/NorsettEuler.js';
export { ETDRK2 } from './algorithm/ETDRK2.js';
export { ETDRK3 } from './algorithm/ETDRK3.js';
export { ETDRK4 } from './algorithm/ETDRK4.js';
export { HochOst4 } from './algorithm/HochOst4.js';
export { Exprb32 } from './algorithm/Exprb32.js';
export { Exprb43 } from './algorithm/Exprb43.js';
export { EXPRB53s3 } from './algorithm/EXPRB53s3.js';
export { ExtrapolationMidpointHairerWanner } from './algorithm/ExtrapolationMidpointHairerWanner.js';
export { ImplicitEulerExtrapolation } from './algorithm/ImplicitEulerExtrapolation.js';
export type { ExtrapolationOptions } from './algorithm/extrapolationOptions.js';
export type { MidpointExtrapolationOptions } from './stepper/midpointExtrapolation.js';
export type { ImplicitExtrapolationOptions } from './stepper/eulerExtrapolation.js';
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
export { EnsembleProblem, rerunTrajectory } from './ensemble/EnsembleProblem.js';
export type { EnsembleProblemOptions } from './ensemble/EnsembleProblem.js';
export type { EnsembleModule, SavedTrajectory } from './ensemble/EnsembleModule.js';
export { solveEnsemble } from './ensemble/solveEnsemble.js';
export type { EnsembleOptions, EnsembleThreads } from './ensemble/solveEnsemble.js';
export type { EnsembleSolution } from './ensemble/EnsembleSolution.js';
export type { TrajectoryFailure } from './ensemble/runTrajectories.js';
export { createEnsemblePool } from './ensemble/EnsemblePool.js';
export type { EnsemblePool, EnsemblePoolOptions } from './ensemble/EnsemblePool.js';
export { ensembleSummary } from './ensemble/ensembleSummary.js';
export type { EnsembleSummary, EnsembleSummaryOptions } from './ensemble/ensembleSummary.js';
export type { Trajectories, TrajectoryLike } from './ensemble/memberStates.js';
export {
  timepointMean,
  timepointMedian,
  timepointQuantile,
  timepointVariance,
  timestepMean,
  timestepMedian,
  timestepQuantile,
  timestepVariance,
} from './ensemble/timestepStatistics.js';
export { trajectoryRandom } from './random/trajectoryRandom.js';
export type { TrajectoryRandom } from './random/trajectoryRandom.js';
export { solverErrorCodes } from './diagnostics/solverError.js';
export type { SolverErrorCode } from './diagnostics/solverError.js';
export { SplitODEProblem } from './problem/SplitODEProblem.js';
export type { SplitODEProblemOptions } from './problem/SplitODEProblem.js';
export { ImplicitEuler } from './algorithm/ImplicitEuler.js';
export { ImplicitMidpoint } from './algorithm/ImplicitMidpoint.js';
export { Trapezoid } from './algorithm/Trapezoid.js';
export { SDIRK2 } from './algorithm/SDIRK2.js';
export { SDIRK22 } from './algorithm/SDIRK22.js';
export { TRBDF2 } from './algorithm/TRBDF2.js';
export { Kvaerno3 } from './algorithm/Kvaerno3.js';
export { Kvaerno4 } from './algorithm/Kvaerno4.js';
export { Kvaerno5 } from './algorithm/Kvaerno5.js';
export { KenCarp3 } from './algorithm/KenCarp3.js';
export { KenCarp4 } from './algorithm/KenCarp4.js';
export { KenCarp5 } from './algorithm/KenCarp5.js';
export { KenCarp47 } from './algorithm/KenCarp47.js';
export { KenCarp58 } from './algorithm/KenCarp58.js';
export { Cash4 } from './algorithm/Cash4.js';
export { Hairer4 } from './algorithm/Hairer4.js';
export { ESDIRK436L2SA2 } from './algorithm/ESDIRK436L2SA2.js';
export { ESDIRK54I8L2SA } from './algorithm/ESDIRK54I8L2SA.js';
export { RadauIIA } from './algorithm/RadauIIA.js';
export { RadauIIA3 } from './algorithm/RadauIIA3.js';
export { RadauIIA5 } from './algorithm/RadauIIA5.js';
export { RadauIIA9 } from './algorithm/RadauIIA9.js';
export { RadauIIA13 } from './algorithm/RadauIIA13.js';
export type { ImplicitOptions } from './algorithm/ImplicitOptions.js';
export type { RadauOptions } from './algorithm/RadauOptions.js';
export { dirk } from './stepper/dirk.js';
export type { DirkMethod } from './stepper/dirk.js';
export { dirkTableau } from './tableau/dirkTableau.js';
export type { DirkCoefficients, DirkTableau } from './tableau/dirkTableau.js';
