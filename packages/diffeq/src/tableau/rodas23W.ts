import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * Rodas23W 2(3): the stages of Rodas3P, carried on with order 2, which it keeps with any Jacobian.
 *
 * Reference: G. Steinebach, Rosenbrock methods within OrdinaryDiffEq.jl: overview, recent developments and applications, JuliaCon Proceedings, 2024.
 */
export const rodas23WTableau = rosenbrockTableau({
  name: 'Rodas23W',
  order: 2,
  embeddedOrder: 3,
  denseOrder: 2,
  gamma: 0.3333333333333333,
  anyJacobian: true,
  a: [[], [1.3333333333333333], [0, 0], [2.90625, 3.375, 0.40625], [2.90625, 3.375, 0.40625, 0]],
  C: [[], [-4], [8.25, 6.75], [1.21875, -5.0625, -1.96875], [4.03125, -15.1875, -4.03125, 6]],
  c: [0, 0.4444444444444444, 0, 1, 1],
  d: [0.3333333333333333, -0.1111111111111111, 1, 0, 0],
  b: [2.90625, 3.375, 0.40625, 1, 0],
  e: [0, 0, 0, 1, -1],
  dense: [[4.21875, -2.025, -1.63125, -1.7, -0.1]],
});
