import { ODEProblem } from '@diffjs/diffeq';

/** How long Arenstorf's orbit takes. */
export const period = 17.065216560157964;

/**
 * A light body near the Earth, at 0, and the Moon, of which it feels both, in axes that turn with them; u = (x, y, x', y').
 *
 * Reference: R. F. Arenstorf, American Journal of Mathematics 85(1), 1963; numbers from Hairer, Nørsett & Wanner, Solving Ordinary
 * Differential Equations I, §II.0.
 */
export const arenstorf = new ODEProblem(
  (du: Float64Array, u: Float64Array, moon: number, _t: number): void => {
    const [x, y, vx, vy] = u;
    const earth = 1 - moon;
    const toEarth = Math.hypot(x + moon, y) ** 3;
    const toMoon = Math.hypot(x - earth, y) ** 3;
    du[0] = vx;
    du[1] = vy;
    du[2] = x + 2 * vy - (earth * (x + moon)) / toEarth - (moon * (x - earth)) / toMoon;
    du[3] = y - 2 * vx - (earth * y) / toEarth - (moon * y) / toMoon;
  },
  [0.994, 0, 0, -2.0015851063790824],
  [0, period],
  0.012277471,
);

/**
 * The figure eight: three bodies of mass 1 on one curve; positions and momenta are (x, y) of each.
 *
 * Reference: A. Chenciner & R. Montgomery, Annals of Mathematics 152, 2000; numbers by C. Simó.
 */
export const eightPeriod = 6.32591398;
export const eightPositions = Float64Array.of(0.97000436, -0.24308753, -0.97000436, 0.24308753, 0, 0);
const [vx, vy] = [-0.93240737, -0.86473146];
export const eightMomenta = Float64Array.of(-vx / 2, -vy / 2, -vx / 2, -vy / 2, vx, vy);

/** Kinetic and potential energy, of which the equations of motion are derivatives. */
/* @differentiable */
export function eightEnergy(p: Float64Array, q: Float64Array): number {
  let energy = 0;
  for (let i = 0; i < 6; i++) energy += (p[i] * p[i]) / 2;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < i; j++) {
      const x = q[2 * i] - q[2 * j];
      const y = q[2 * i + 1] - q[2 * j + 1];
      energy -= 1 / Math.sqrt(x * x + y * y);
    }
  }
  return energy;
}
