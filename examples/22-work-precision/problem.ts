import { ODEProblem } from '@diffjs/diffeq';

/** Masses 1 to 7. */
const bodies = 7;

/**
 * Pleiades: seven bodies in the plane, which come close to one another; u = (x, y, x', y').
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, §II.10.
 */
export const pleiades = new ODEProblem(
  (du: Float64Array, u: Float64Array, _p: undefined, _t: number): void => {
    for (let i = 0; i < 2 * bodies; i++) {
      du[i] = u[i + 2 * bodies];
      du[i + 2 * bodies] = 0;
    }
    for (let i = 1; i < bodies; i++) {
      for (let j = 0; j < i; j++) {
        const x = u[j] - u[i];
        const y = u[j + bodies] - u[i + bodies];
        const square = x * x + y * y;
        const cube = square * Math.sqrt(square);
        du[i + 14] += ((j + 1) * x) / cube;
        du[i + 21] += ((j + 1) * y) / cube;
        du[j + 14] -= ((i + 1) * x) / cube;
        du[j + 21] -= ((i + 1) * y) / cube;
      }
    }
  },
  [
    ...[3, 3, -1, -3, 2, -2, 2],
    ...[3, -3, 2, 0, 0, -4, 4],
    ...[0, 0, 0, 0, 0, 1.75, -1.5],
    ...[0, 0, 0, -1.25, 1, 0, 0],
  ],
  [0, 3],
  undefined,
);

/** Where the seven bodies are at t = 3, x and y, from an integration in 128 bits. */
export const placesAtEnd = [
  0.37061391439705127, 3.237284092057233, -3.2225590324183235, 0.6597091455775308, 0.342558170715658,
  1.5621721014006311, -0.7003092922212495, -3.943437585517392, -3.27138097397255, 5.225081843456544,
  -2.5906124349774693, 1.1982136933922747, -0.24296823449358235, 1.0914492404289797,
];
