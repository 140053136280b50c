import { ODEProblem, Tsit5, solve } from '@diffjs/diffeq';
import type { ParamsOf } from '@diffjs/flux-lite';
import { Adam, LBFGS, cosineDecay, lossAndGradient, minimize, train } from '@diffjs/flux-lite';
import type { Model, ModelParams, Net, Unknowns } from './models.js';
import type { Populations } from './readPopulations.js';

/** A fitted model. */
export interface Fit<P extends ModelParams> {
  readonly model: Model<P>;
  readonly params: Unknowns<P>;
  /** The loss at each iteration, and how many years it then covered. */
  readonly curve: readonly { readonly loss: number; readonly years: number }[];
  readonly seconds: number;
}

/** How much the squared weights of a network count in the loss: enough to keep them from growing without bound. */
const weightPenalty = 1e-3;

const tolerances = { rtol: 1e-6, atol: 1e-6 };

/**
 * The mean squared error of the logarithms over the first `count` years, as a function of the parameters.
 *
 * A solution that blows up costs Infinity, from which a line search comes back.
 */
export function makeLoss<P extends ModelParams>(
  model: Model<P>,
  data: Populations,
  count: number,
): (q: Unknowns<P>) => number {
  const { rhs } = model;
  const saveat = data.years.slice(0, count);
  const tspan: [number, number] = [saveat[0], saveat[count - 1]];
  const logs = data.logs.slice(0, count);
  const options = { ...tolerances, saveat };
  return /* @differentiable */ function loss(q: Unknowns<P>): number {
    const sol = solve(new ODEProblem(rhs, q.u0, tspan, q.p), Tsit5(), options);
    if (sol.code !== 'Success') return Infinity;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const hare = sol.u[i][0] - logs[i][0];
      const lynx = sol.u[i][1] - logs[i][1];
      sum += hare * hare + lynx * lynx;
    }
    const net = q.p.net;
    return sum / (2 * count) + (net === undefined ? 0 : weightPenalty * squaredWeights(net));
  };
}

/* @differentiable */
function squaredWeights(net: ParamsOf<Net>): number {
  let sum = 0;
  for (let k = 0; k < net.layers.length; k++) {
    const { W } = net.layers[k];
    for (let i = 0; i < W.length; i++) sum += W[i] * W[i];
  }
  return sum;
}

/**
 * Fits a model to the first `count` years by L-BFGS; networks get `steps` updates of Adam before it.
 *
 * The horizon grows in three stages: on a short one there is no way to be a whole cycle off, the minimum where fits get stuck.
 */
export function fitModel<P extends ModelParams>(
  model: Model<P>,
  data: Populations,
  count: number,
  steps: number,
): Fit<P> {
  const begun = performance.now();
  const curve: { loss: number; years: number }[] = [];
  let q = model.start;
  const hasNet = q.p.net !== undefined;
  for (const years of [Math.ceil(count / 3), Math.ceil((2 * count) / 3), count]) {
    const loss = makeLoss(model, data, years);
    const label = `${model.name.padEnd(14)}  ${data.years[0]}–${data.years[years - 1]}`;
    const show = (method: string, total: number) => ({
      label: `${label}  ${method}`,
      every: Math.ceil(total / 2),
    });
    const callback = ({ value }: { value: number }): void => void curve.push({ loss: value, years });
    if (hasNet) {
      // later stages start near their goal: smaller steps, so as not to lose it
      const rate = cosineDecay(curve.length === 0 ? 0.03 : 0.01, steps, 0.1);
      const trained = train(loss, q, Adam(rate), { steps, progress: show('Adam  ', steps) });
      for (const value of trained.losses) curve.push({ loss: value, years });
      q = trained.best.params;
    }
    const maxIters = hasNet ? steps : 60;
    q = minimize(lossAndGradient(loss), q, LBFGS(), {
      maxIters,
      tolerance: 1e-7,
      valueTolerance: 1e-6,
      callback,
      progress: show('L-BFGS', maxIters),
    }).params;
  }
  return { model, params: q, curve, seconds: (performance.now() - begun) / 1000 };
}

/** The populations, in thousands, that a fitted model gives at some times after the first year of the data. */
export function predict<P extends ModelParams>(
  fit: Fit<P>,
  times: readonly number[],
): { hare: number; lynx: number }[] {
  const { model, params } = fit;
  const tspan: [number, number] = [times[0], times[times.length - 1]];
  const sol = solve(new ODEProblem(model.rhs, params.u0, tspan, params.p), Tsit5(), {
    ...tolerances,
    saveat: [...times],
  });
  return sol.u.map(([hare, lynx]) => ({ hare: Math.exp(hare), lynx: Math.exp(lynx) }));
}

/** The root mean squared error of the logarithms over the years from index `from` to before `to`. */
export function errorOver<P extends ModelParams>(
  fit: Fit<P>,
  data: Populations,
  from: number,
  to: number,
): number {
  const states = predict(fit, data.years.slice(0, to));
  let sum = 0;
  for (let i = from; i < to; i++) {
    const { hare, lynx } = states[i] ?? { hare: NaN, lynx: NaN };
    sum += (Math.log(hare) - data.logs[i][0]) ** 2 + (Math.log(lynx) - data.logs[i][1]) ** 2;
  }
  return Math.sqrt(sum / (2 * (to - from)));
}
