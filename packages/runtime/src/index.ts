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
export { abs, add, div, mul, neg, reciprocal, sign, square, sub } from './rules/ndarray/arithmetic.js';
export { pow } from './rules/ndarray/power.js';
export {
  clip,
  floorDivide,
  fmod,
  hypot,
  maximum,
  minimum,
  mod,
  mod as remainder,
} from './rules/ndarray/extremes.js';
export { acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh } from './rules/ndarray/elementary.js';
export {
  exp,
  expm1,
  log,
  log10,
  log1p,
  log2,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
} from './rules/ndarray/elementary.js';
export { ceil, floor, round, trunc } from './rules/ndarray/rounding.js';
export {
  allclose,
  arrayEqual,
  equal,
  greater,
  greaterEqual,
  isclose,
  less,
} from './rules/ndarray/comparison.js';
export { isfinite, isinf, isnan, lessEqual, notEqual, where } from './rules/ndarray/comparison.js';
export { logicalAnd, logicalNot, logicalOr, logicalXor } from './rules/ndarray/comparison.js';
export type { ClosenessOptions } from './ndarray/comparison.js';
export { angle, imag, toComplex } from './rules/ndarray/complex.js';
export { conj } from './rules/ndarray/linear.js';
export { real } from './rules/ndarray/parts.js';
export { array, astype, copy } from './rules/ndarray/casting.js';
export { broadcastTo } from './rules/ndarray/broadcast.js';
export {
  conv1d,
  conv2d,
  conv3d,
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
} from './rules/ndarray/conv.js';
export type { ConvolutionOptions, TransposedOptions } from './ndarray/conv/plans.js';
export {
  elu,
  gelu,
  hardtanh,
  leakyRelu,
  mish,
  relu,
  selu,
  silu,
  softplus,
  swish,
} from './rules/ndarray/activation/activations.js';
export type { GeluOptions } from './rules/ndarray/activation/activations.js';
export { sigmoidCrossEntropy, softmaxCrossEntropy } from './rules/ndarray/activation/losses.js';
export type { CrossEntropyOptions } from './rules/ndarray/activation/losses.js';
export {
  batchNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  rmsNorm,
} from './rules/ndarray/activation/normalise.js';
export type { LayerNormOptions, NormalisationOptions } from './rules/ndarray/activation/normalise.js';
export { logSoftmax, logsumexp, softmax } from './rules/ndarray/activation/softmax.js';
export type { AxisOptions } from './ndarray/activation/softmax.js';
export {
  adaptiveAvgPool,
  adaptiveMaxPool,
  avgPool1d,
  avgPool2d,
  avgPool3d,
  globalAvgPool,
  globalMaxPool,
  maxPool1d,
  maxPool2d,
  maxPool3d,
  maxPoolIndices,
} from './rules/ndarray/pool.js';
export type { AveragePoolOptions, PoolOptions } from './ndarray/conv/poolPlans.js';
export type { Padding } from './ndarray/conv/options.js';
export {
  fft,
  fft2,
  fftfreq,
  fftn,
  fftshift,
  ifft,
  ifft2,
  ifftn,
  ifftshift,
  irfft,
  rfft,
  rfftfreq,
} from './rules/ndarray/fft.js';
export type { FourierAxesOptions, FourierNorm, FourierOptions } from './ndarray/fft/arrays.js';
export { matmul } from './rules/ndarray/matmul.js';
export { map } from './rules/ndarray/map.js';
export { sum } from './rules/ndarray/reduce.js';
export {
  i0,
  i0e,
  i1,
  i1e,
  iv,
  ive,
  j0,
  j1,
  jn,
  k0,
  k0e,
  k1,
  k1e,
  kn,
  kne,
  sinc,
  sphericalJn,
  y0,
  y1,
  yn,
} from './rules/ndarray/special/besselFunctions.js';
export { erf, erfc, erfcinv, erfinv } from './rules/ndarray/special/errorFunctions.js';
export {
  beta,
  betaln,
  digamma,
  gamma,
  gammainc,
  gammaincc,
  lgamma,
  polygamma,
  trigamma,
} from './rules/ndarray/special/gammaFunctions.js';
export { expit, logit, logSigmoid, sigmoid } from './rules/ndarray/special/logisticFunctions.js';
export { betainc, entr, relEntr, xlog1py, xlogy } from './rules/ndarray/special/probabilityFunctions.js';
export { det, inv, slogdet, solve, triangularSolve } from './rules/ndarray/linalgSolve.js';
export { bandedSolve, tridiagonalSolve } from './rules/ndarray/linalgBanded.js';
export { Csr } from './rules/ndarray/linalgSparse.js';
export type { Bandwidths } from './ndarray/linalg/arrayBanded.js';
export { cond, norm, trace } from './rules/ndarray/linalgNorms.js';
export type { NormOptions, NormOrder } from './ndarray/linalg/norms.js';
export { cholesky, qr } from './rules/ndarray/linalgFactors.js';
export type { QR, QROptions } from './rules/ndarray/linalgFactors.js';
export { eig, eigvals } from './rules/ndarray/linalgEig.js';
export type { Eig } from './rules/ndarray/linalgEig.js';
export { eigh, eigvalsh } from './rules/ndarray/linalgEigen.js';
export type { Eigh } from './rules/ndarray/linalgEigen.js';
export { svd, svdvals } from './rules/ndarray/linalgSVD.js';
export type { SingularValueDecomposition, SVDOptions } from './rules/ndarray/linalgSVD.js';
export { expm, logm, sqrtm } from './rules/ndarray/linalgFunctions.js';
export { lstsq, matrixRank, pinv } from './rules/ndarray/linalgLeastSquares.js';
export type { LeastSquaresResult, RankOptions } from './rules/ndarray/linalgLeastSquares.js';
export type { SignAndLog } from './rules/ndarray/linalgSolve.js';
export type { TriangleOptions } from './ndarray/linalg/arraySolve.js';
export { all, any, argmax, argmin, countNonzero, max, min, ptp } from './rules/ndarray/extrema.js';
export { average, mean, median, quantile, std, variance } from './rules/ndarray/statistics.js';
export { vectorNorm } from './rules/ndarray/norm.js';
export { cumprod, cumsum, prod } from './rules/ndarray/cumulative.js';
export {
  arange,
  full,
  linspace,
  logspace,
  meshgrid,
  ones,
  onesLike,
  zeros,
} from './rules/ndarray/creation.js';
export { diag, eye, identity, tri, tril, triu } from './rules/ndarray/matrixParts.js';
export { asarray, expandDims, matrixTranspose, squeeze, transpose } from './rules/ndarray/views.js';
export { ops } from './rules/ndarray/ops/ops.js';
export type { Ops } from './rules/ndarray/ops/ops.js';
export type { OpsArray } from './ndarray/ops/opRows.js';
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
export { argsort, digitize, histogram, partition, searchsorted, sort, topk } from './rules/ndarray/sort.js';
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
