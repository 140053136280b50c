import type { ChainLayer, DenseLayer, ParamsOf, Random } from '@diffjs/flux-lite';
import { Chain, Dense, identity, params, softplus, tanh } from '@diffjs/flux-lite';
import type { Populations } from './readPopulations.js';

/** The right-hand side of a model, u = (ln hare, ln lynx) → du/dt, written into `du`; `t` in years. */
export type RightHandSide<P> = (du: Float64Array, u: Float64Array, p: P, t: number) => void;

/** A model of the two populations in logarithms, where a rate is a relative growth and no population can turn negative. */
export interface Model<P extends ModelParams> {
  readonly name: string;
  readonly rhs: RightHandSide<P>;
  /** Where the fit starts. */
  readonly start: Unknowns<P>;
}

/** What is fitted: the populations at the start, in logarithms, and the parameters of the right-hand side. */
export interface Unknowns<P extends ModelParams> {
  readonly u0: Float64Array;
  readonly p: P;
}

/** Parameters of a model; a network, if there is one, stands under `net`. */
export interface ModelParams {
  readonly net?: ParamsOf<Net>;
}

/**
 * d ln h/dt = α − β l,   d ln l/dt = −γ + δ h.
 *
 * The parameters are the logarithms of the rates, so that the rates stay positive.
 */
/* @differentiable */
function lotkaVolterra(du: Float64Array, u: Float64Array, p: LotkaVolterraParams, _t: number): void {
  const rates = p.logRates;
  du[0] = Math.exp(rates[0]) - Math.exp(rates[1] + u[1]);
  du[1] = Math.exp(rates[3] + u[0]) - Math.exp(rates[2]);
}

export interface LotkaVolterraParams extends ModelParams {
  /** ln α, ln β, ln γ, ln δ. */
  readonly logRates: Float64Array;
}

/** The Lotka–Volterra model, started from α = γ = 1 and β = δ = 0.05 a year: periods and sizes of the right order. */
export function makeLotkaVolterra(data: Populations): Model<LotkaVolterraParams> {
  const logRates = Float64Array.of(1, 0.05, 1, 0.05).map(Math.log);
  return { name: 'Lotka–Volterra', rhs: lotkaVolterra, start: { u0: firstState(data), p: { logRates } } };
}

/** Two inputs, eight tanh units, two outputs. */
export type Net = ChainLayer<[DenseLayer, DenseLayer]>;

export interface UniversalParams extends ModelParams {
  /** ln α, ln γ. */
  readonly logRates: Float64Array;
  readonly net: ParamsOf<Net>;
}

/**
 * A universal differential equation: growth and death are Lotka–Volterra's, what the species do to one another is learnt.
 *
 * d ln h/dt = α − N₁(u),   d ln l/dt = −γ + N₂(u),   N = softplus ∘ Dense ∘ tanh ∘ Dense ≥ 0.
 */
export function makeUniversal(data: Populations, rng: Random): Model<UniversalParams> {
  const net = Chain(Dense(2, 8, tanh, { rng }), Dense(8, 2, softplus, { rng }));
  const [mean, scale] = scalesOf(data);
  const rhs = /* @differentiable */ (
    du: Float64Array,
    u: Float64Array,
    p: UniversalParams,
    _t: number,
  ): void => {
    const n = net([(u[0] - mean[0]) / scale[0], (u[1] - mean[1]) / scale[1]], p.net);
    du[0] = Math.exp(p.logRates[0]) - n[0];
    du[1] = n[1] - Math.exp(p.logRates[1]);
  };
  const logRates = Float64Array.of(0.7, 0.7).map(Math.log);
  return { name: 'universal DE', rhs, start: { u0: firstState(data), p: { logRates, net: params(net) } } };
}

export interface NeuralParams extends ModelParams {
  readonly net: ParamsOf<Net>;
}

/** A plain neural differential equation: du/dt = N(u), N = Dense ∘ tanh ∘ Dense. */
export function makeNeural(data: Populations, rng: Random): Model<NeuralParams> {
  const net = Chain(Dense(2, 8, tanh, { rng }), Dense(8, 2, identity, { rng }));
  const [mean, scale] = scalesOf(data);
  const rhs = /* @differentiable */ (
    du: Float64Array,
    u: Float64Array,
    p: NeuralParams,
    _t: number,
  ): void => {
    const n = net([(u[0] - mean[0]) / scale[0], (u[1] - mean[1]) / scale[1]], p.net);
    du[0] = n[0];
    du[1] = n[1];
  };
  return { name: 'neural ODE', rhs, start: { u0: firstState(data), p: { net: params(net) } } };
}

function firstState(data: Populations): Float64Array {
  return Float64Array.from(data.logs[0]);
}

/** Mean and standard deviation of each logarithm, which bring the network's inputs to the scale that its weights start at. */
function scalesOf({ logs }: Populations): [mean: number[], scale: number[]] {
  const mean = [0, 1].map((k) => logs.reduce((sum, row) => sum + row[k], 0) / logs.length);
  const scale = [0, 1].map((k) =>
    Math.sqrt(logs.reduce((sum, row) => sum + (row[k] - mean[k]) ** 2, 0) / logs.length),
  );
  return [mean, scale];
}
