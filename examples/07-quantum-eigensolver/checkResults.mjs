import { complex, gradient } from '@diffjs/runtime';
import * as amplitudes from './amplitudes.mjs';
import * as circuit from './circuit.mjs';

/** The greatest difference between the gradients of the two circuits. */
export function compareGradients(angles, qubits, layers) {
  const [fast, plain] = [circuit, amplitudes].map(
    ({ circuitEnergy }) => gradient(circuitEnergy, angles, qubits, layers)[0],
  );
  return Math.max(...fast.map((slope, i) => Math.abs(slope - plain[i])));
}

/**
 * |Hψ − Eψ|, which is zero for an eigenstate. Hψ is half the gradient of ⟨ψ|H|ψ⟩ with respect to the complex amplitudes.
 */
export function findResidual(angles, qubits, layers) {
  const { re, im } = circuit.runCircuit(angles, qubits, layers);
  const psi = Array.from(re, (x, k) => complex(x, im[k]));
  const energy = amplitudes.energyOf(psi);
  const [slope] = gradient(amplitudes.energyOf, psi);
  return Math.sqrt(slope.reduce((sum, d, k) => sum + d.mul(0.5).sub(psi[k].mul(energy)).norm2(), 0));
}

/** Processor times of two calls in microseconds: the medians of 25 rounds in which they take turns, after some to warm up. */
export function timeCalls(...calls) {
  const rounds = Array.from({ length: 40 }, () =>
    calls.map((call) => {
      const begun = process.cpuUsage();
      for (let i = 0; i < 500; i++) call();
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 500;
    }),
  ).slice(15);
  return calls.map((_, i) => rounds.map((times) => times[i]).sort((a, b) => a - b)[12]);
}

/**
 * Checks that the gradients agree, that no energy is below the ground state's, and that the lowest one found is it, in an eigenstate.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults({ difference, ground, runs, residual }) {
  const problems = [];
  const lowest = Math.min(...runs.flatMap(({ energies }) => energies));
  const last = Math.min(...runs.map(({ energies }) => energies.at(-1)));
  if (!(difference < 1e-12)) problems.push(`the gradients of the two circuits differ by ${difference}`);
  if (!(lowest > ground - 1e-12)) problems.push(`an energy of ${lowest} is below the ground state's`);
  if (!(last < ground + 1e-6))
    problems.push(`the energy is ${last}, more than 1e-6 above the ground state's`);
  if (!(residual < 1e-2)) problems.push(`the state is no eigenstate: |Hψ − Eψ| is ${residual}`);
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
