import { derivative } from '@diffjs/runtime';
import { callPrice } from './price.mjs';

/** The derivative of a function of an option with respect to one of its quantities: a function of an option again. */
function by(name, f) {
  return /* @differentiable */ (option) =>
    derivative(/* @differentiable */ (x) => f({ ...option, [name]: x }), option[name]);
}

/** The Greeks by what they are derivatives with respect to. Where T is among them, the sign is that of time that passes. */
export const greeks = Object.entries({
  delta: ['S'],
  vega: ['sigma'],
  theta: ['T'],
  rho: ['r'],
  gamma: ['S', 'S'],
  vanna: ['S', 'sigma'],
  volga: ['sigma', 'sigma'],
  charm: ['S', 'T'],
  veta: ['sigma', 'T'],
  vera: ['sigma', 'r'],
  speed: ['S', 'S', 'S'],
  zomma: ['S', 'S', 'sigma'],
  color: ['S', 'S', 'T'],
  'dvanna/dσ': ['S', 'sigma', 'sigma'],
  ultima: ['sigma', 'sigma', 'sigma'],
}).map(([name, variables]) => {
  const slope = variables.reduce((f, variable) => by(variable, f), callPrice);
  const sign = variables.includes('T') ? -1 : 1;
  return { name, variables, evaluate: (option) => sign * slope(option) };
});
