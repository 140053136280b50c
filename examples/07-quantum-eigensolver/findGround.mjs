import { withGradient } from '@diffjs/runtime';
import { Adam, applyUpdates, seededRandom } from '@diffjs/flux-lite';
import { circuitEnergy } from './circuit.mjs';

/** Angles drawn at random, three for each qubit of each layer of rotations. */
export function drawAngles(qubits, layers, seed) {
  const rng = seededRandom(seed);
  return Float64Array.from({ length: 3 * qubits * (layers + 1) }, () => rng.uniform(0, 2 * Math.PI));
}

/** Where all slopes are below this one, Adam's steps are noise: it divides by their size. */
const flat = 1e-5;

/**
 * Lowers the energy by Adam, until it is flat.
 *
 * @returns the energies, the first and that after each iteration; the last angles
 */
export function findGround(start, qubits, layers, iterations) {
  const adam = Adam(0.1);
  let angles = start;
  let state = adam.init(angles);
  const energies = [];
  for (let i = 0; i < iterations; i++) {
    const { value, gradient } = withGradient(circuitEnergy, angles, qubits, layers);
    energies.push(value);
    if (gradient[0].every((slope) => Math.abs(slope) < flat)) return { energies, angles };
    const step = adam.update(gradient[0], state, angles);
    state = step.state;
    angles = applyUpdates(angles, step.updates);
  }
  energies.push(circuitEnergy(angles, qubits, layers));
  return { energies, angles };
}
