import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * Rodas3 3(2): 4 stages, stiffly accurate, γ = 1/2.
 *
 * Reference: Sandu, Verwer, Blom, Spee, Carmichael & Potra, Benchmarking stiff ODE solvers for atmospheric chemistry problems II: Rosenbrock solvers, Atmospheric Environment 31, 1997, pp. 3459–3472.
 */
export const rodas3Tableau = rosenbrockTableau({
  name: 'Rodas3',
  order: 3,
  embeddedOrder: 2,
  denseOrder: 2,
  gamma: 0.5,
  a: [[], [0], [2, 0], [2, 0, 1]],
  C: [[], [4], [1, -1], [1, -1, -2.6666666666666665]],
  c: [0, 0, 1, 1],
  d: [0.5, 1.5, 0, 0],
  b: [2, 0, 1, 1],
  e: [0, 0, 0, 1],
});
