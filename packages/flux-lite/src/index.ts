export { seededRandom } from './random/seededRandom.js';
export { Xoshiro256 } from './random/Xoshiro256.js';
export type { Random } from './random/Random.js';

export { glorotUniform, glorotNormal, heNormal, heUniform, zeros, ones, scaled } from './initialisers.js';
export type { Initialiser } from './initialisers.js';

export { identity, tanh, sigmoid, relu, leakyRelu, elu, softplus, swish, gelu, mish } from './activations.js';
export type { Activation } from './activations.js';

export { Dense } from './layers/Dense.js';
export type { DenseLayer, DenseOptions, DenseParams } from './layers/Dense.js';
export { Chain } from './layers/Chain.js';
export type { ChainLayer, ChainParams } from './layers/Chain.js';
export type { Layer, Vector } from './layers/Layer.js';

export { params } from './params/params.js';
export type { ParamsOf } from './params/params.js';
export { loadParams } from './params/loadParams.js';
export { countParams } from './params/countParams.js';
export type { ParamTree } from './params/ParamTree.js';

export { mse, mae, huber, logitCrossEntropy, logitBinaryCrossEntropy } from './losses.js';

export { Adam, AdamW, addDecayedWeights } from './optimisers/Adam.js';
export type { AdamOptions } from './optimisers/Adam.js';
export { SGD, Momentum } from './optimisers/SGD.js';
export type { SGDOptions } from './optimisers/SGD.js';
export { clipByNorm } from './optimisers/clipByNorm.js';
export { OptimiserChain } from './optimisers/OptimiserChain.js';
export { applyUpdates } from './optimisers/applyUpdates.js';
export { exponentialDecay, cosineDecay } from './optimisers/schedules.js';
export type { Schedule, Transformation } from './optimisers/Transformation.js';

export { LBFGS } from './optimisers/LBFGS.js';
export type { DescentMemory, DescentMethod, LBFGSOptions } from './optimisers/LBFGS.js';
export { strongWolfe, backtracking } from './optimisers/lineSearch.js';
export type { LinePoint, LineSearch, LineSearchOptions } from './optimisers/lineSearch.js';
export { minimize } from './optimisers/minimize.js';
export type { LossAndGradient, MinimizeOptions, MinimizeReport, Minimum } from './optimisers/minimize.js';
export { lossAndGradient } from './optimisers/lossAndGradient.js';

export { train } from './train/train.js';
export type { TrainOptions, TrainReport, TrainResult } from './train/train.js';
export type { Progress, ProgressDisplay, ProgressOption, ProgressStream } from './train/Progress.js';

export type { FluxErrorCode } from './errors/fluxError.js';
