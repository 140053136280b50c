import { HamiltonianProblem } from '@diffjs/diffeq';

/** A state of its solutions. */
export interface Swing {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

const gravity = 9.81;
/** The energy at rest. */
export const leastEnergy = -3 * gravity;

/** The energy of two rods of length 1 with masses of 1 at their ends, by angles from below, q, and their momenta, p. */
/* @differentiable */
export function energy(p: Float64Array, q: Float64Array): number {
  const between = q[0] - q[1];
  const sine = Math.sin(between);
  const kinetic =
    (p[0] * p[0] + 2 * p[1] * p[1] - 2 * p[0] * p[1] * Math.cos(between)) / (2 * (1 + sine * sine));
  return kinetic - 2 * gravity * Math.cos(q[0]) - gravity * Math.cos(q[1]);
}

/** Let go at these angles. */
export function release(angles: readonly [number, number], end: number): HamiltonianProblem<Float64Array> {
  return new HamiltonianProblem<Float64Array>(energy, Float64Array.of(0, 0), Float64Array.from(angles), [
    0,
    end,
  ]);
}

/**
 * Set off with the upper rod at the bottom and moving to the right, with a given energy above that at rest.
 *
 * @returns undefined where the lower rod alone has more
 */
export function passBottom(
  [angle, momentum]: readonly [number, number],
  above: number,
  end: number,
): HamiltonianProblem<Float64Array> | undefined {
  const left = leastEnergy + above + 2 * gravity + gravity * Math.cos(angle);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const square = momentum ** 2 * (cosine ** 2 - 2) + 2 * (1 + sine ** 2) * left;
  if (square <= 0) return undefined;
  const p = Float64Array.of(momentum * cosine + Math.sqrt(square), momentum);
  return new HamiltonianProblem<Float64Array>(energy, p, Float64Array.of(0, angle), [0, end]);
}
