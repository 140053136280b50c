import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * Rodas3P 3(2): 5 stages, stiffly accurate.
 *
 * Reference: G. Steinebach, Rosenbrock methods within OrdinaryDiffEq.jl: overview, recent developments and applications, JuliaCon Proceedings, 2024.
 */
export const rodas3PTableau = rosenbrockTableau({
  name: 'Rodas3P',
  order: 3,
  embeddedOrder: 2,
  denseOrder: 3,
  gamma: 0.3333333333333333,
  a: [[], [1.3333333333333333], [0, 0], [2.90625, 3.375, 0.40625], [2.90625, 3.375, 0.40625, 0]],
  C: [[], [-4], [8.25, 6.75], [1.21875, -5.0625, -1.96875], [4.03125, -15.1875, -4.03125, 6]],
  c: [0, 0.4444444444444444, 0, 1, 1],
  d: [0.3333333333333333, -0.1111111111111111, 1, 0, 0],
  b: [2.90625, 3.375, 0.40625, 0, 1],
  e: [0, 0, 0, -1, 1],
  dense: [
    [1.78125, 6.75, 0.15625, -6, -1],
    [4.21875, -15.1875, -3.09375, 9, 0],
  ],
});
