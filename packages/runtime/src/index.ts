export { gradient } from './api/gradient.js';
export { withGradient } from './api/withGradient.js';
export { pullback } from './api/pullback.js';
export type { Back } from './api/pullback.js';
export { jvp } from './api/jvp.js';
export { derivative } from './api/derivative.js';
export { taylor } from './api/taylor.js';
export type { TaylorCoefficients } from './api/taylor.js';
export { isDifferentiable } from './api/differentiable.js';
export { defineRule } from './api/defineRule.js';
export type { Cotangent, Rule, RuleTangent, TangentFromRule } from './api/defineRule.js';
export { stopGradient } from './api/stopGradient.js';
export { checkpoint } from './api/checkpoint.js';
export { checkpointReport, checkpointSteps } from './api/checkpointSteps.js';
export type { CheckpointReport, CheckpointStepsOptions } from './api/checkpointSteps.js';
export type { SnapshotStore } from './checkpoints/Snapshots.js';
export { clipGradient, hook } from './api/hook.js';
export type { ClipOptions } from './api/hook.js';
export { forwardMode } from './api/forwardMode.js';
export { constant } from './api/constant.js';
export { prepareVjp } from './api/prepareVjp.js';
export type { PreparedVjp } from './api/prepareVjp.js';
export { prepareJvp } from './api/prepareJvp.js';
export type { PreparedJvp } from './api/prepareJvp.js';
export type { Gradient, Gradients, Tangent, Tangents } from './api/derivativeTypes.js';
export { zeroShadow } from './shadow/zeroShadow.js';
export { projectShadow } from './shadow/projectShadow.js';
export { DiffError } from './errors/DiffError.js';
export type { RuntimeErrorCode } from './errors/DiffError.js';
export { hvp } from './api/hvp.js';
export { hessian } from './api/hessian.js';
export type { Hessian } from './api/hessian.js';
export { prepareHvp } from './api/prepareHvp.js';
export type { PreparedHvp } from './api/prepareHvp.js';
export { jacobian } from './api/jacobian.js';
export type { Jacobian, JacobianOptions } from './api/jacobian.js';
export { prepareJacobian } from './api/prepareJacobian.js';
export type { PreparedJacobian, PrepareJacobianOptions } from './api/prepareJacobian.js';
export { colourColumns } from './sparse/colourColumns.js';
export type { ColumnColouring } from './sparse/colourColumns.js';
export { detectSparsity } from './sparse/detectSparsity.js';
export { hessianSparsity } from './sparse/hessianSparsity.js';
export { jacobianSparsity } from './sparse/jacobianSparsity.js';
export type { SparseMatrix, SparsityLike, SparsityPattern } from './sparse/SparsityPattern.js';
export type { FlatNumbers } from './api/ColumnSweep.js';
export { checkGradient } from './api/checkGradient.js';
export type { CheckGradientOptions, ComponentCheck, GradientCheck } from './api/checkGradient.js';
export { treeMap } from './tree/treeMap.js';
export { ravel, unravel } from './tree/ravel.js';
export { axpy } from './tree/axpy.js';
export { zerosLike } from './tree/zerosLike.js';
export { Complex, complex } from './complex/Complex.js';
export type { ComplexLike } from './complex/Complex.js';
export { implicitRoot } from './implicit/implicitRoot.js';
export { implicitMinimum } from './implicit/implicitMinimum.js';
export type { MinimumOptions } from './implicit/implicitMinimum.js';
export { fixedPoint } from './implicit/fixedPoint.js';
export type { FixedPointOptions } from './implicit/fixedPoint.js';
export type { ImplicitOptions, LinearSolver } from './implicit/ImplicitOptions.js';
export { NDArray } from './ndarray/NDArray.js';
export type { NestedNumbers } from './ndarray/NDArray.js';
export type { ArrayInput } from './ndarray/asarray.js';
export type { Dtype } from './ndarray/dtype.js';
export { add, div, mul, neg, square, sub, tanh } from './rules/ndarray/arithmetic.js';
export { broadcastTo } from './rules/ndarray/broadcast.js';
export { matmul } from './rules/ndarray/matmul.js';
export { sum } from './rules/ndarray/reduce.js';
export { asarray, expandDims, matrixTranspose, squeeze, transpose } from './rules/ndarray/views.js';
export {
  arraySplit,
  atleast1d,
  atleast2d,
  atleast3d,
  diagonal,
  flatten,
  flip,
  moveaxis,
  reshape,
  rot90,
  slice,
  split,
  swapaxes,
} from './rules/ndarray/shape.js';
export type { SliceSpec } from './ndarray/sliceLayout.js';
export {
  broadcastArrays,
  columnStack,
  concat,
  dstack,
  hstack,
  pad,
  repeat,
  roll,
  stack,
  tile,
  vstack,
} from './rules/ndarray/join.js';
export type { PadMode, PadWidth } from './ndarray/padding.js';
export type { PadOptions } from './rules/ndarray/join.js';
export {
  argwhere,
  bincount,
  booleanMask,
  compress,
  gather,
  indexAdd,
  nonzero,
  oneHot,
  put,
  putAlongAxis,
  scatter,
  scatterAdd,
  take,
  takeAlongAxis,
  unique,
} from './rules/ndarray/indexing.js';
export type { Unique } from './rules/ndarray/indexing.js';
export {
  argsort,
  digitize,
  histogram,
  partition,
  searchsorted,
  sort,
  topk,
} from './rules/ndarray/sort.js';
export type { HistogramOptions, TopkOptions } from './rules/ndarray/sort.js';
export { einsum } from './rules/ndarray/einsum.js';
export { dot, inner, kron, outer, tensordot, vdot, vecdot } from './rules/ndarray/products.js';
export { cross, diff, interp, trapezoid } from './rules/ndarray/calculus.js';
export type { InterpOptions, TrapezoidOptions } from './rules/ndarray/calculus.js';
export { ComplexArray } from './complex/ComplexArray.js';
export type { ComplexData } from './complex/ComplexArray.js';
export { kernelInfo, kernelsReady, registerKernels, useKernels } from './kernels/registry.js';
export type { EngineInfo, KernelInfo, RegisterKernelsOptions } from './kernels/registry.js';
export type { EngineState, KernelMinimum } from './kernels/Engine.js';
export type { Elements, KernelName, Kernels } from './kernels/Kernels.js';
export type {
  AccumulateOperation,
  BinaryOperation,
  ReduceOperation,
  UnaryOperation,
} from './kernels/operations.js';
