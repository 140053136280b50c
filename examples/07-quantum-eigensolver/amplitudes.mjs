/** The same circuit in complex numbers, as one would write it: an array of `Complex`, and operators on them. */
import { complex } from '@diffjs/runtime';

/* @differentiable */
export function runCircuit(angles, qubits, layers) {
  const psi = [];
  for (let k = 0; k < 1 << qubits; k++) psi.push(complex(k === 0 ? 1 : 0, 0));
  let next = 0;
  for (let layer = 0; layer <= layers; layer++) {
    if (layer > 0) for (let q = 0; q < qubits; q++) controlledNot(psi, 1 << q, 1 << ((q + 1) % qubits));
    for (let q = 0; q < qubits; q++) {
      turnZ(psi, 1 << q, angles[next]);
      turnX(psi, 1 << q, angles[next + 1]);
      turnZ(psi, 1 << q, angles[next + 2]);
      next += 3;
    }
  }
  return psi;
}

/** ⟨ψ|H|ψ⟩, a real number: its gradient with respect to the amplitudes is 2Hψ. */
/* @differentiable */
export function energyOf(psi) {
  const qubits = Math.log2(psi.length);
  let energy = 0;
  for (let q = 0; q < qubits; q++) {
    const up = 1 << q;
    const down = 1 << ((q + 1) % qubits);
    for (let k = 0; k < psi.length; k++) {
      energy += psi[k].norm2();
      if ((k & up) !== 0 && (k & down) === 0) energy -= 2 * (psi[k] - psi[k - up + down]).norm2();
    }
  }
  return energy;
}

/* @differentiable */
export function circuitEnergy(angles, qubits, layers) {
  return energyOf(runCircuit(angles, qubits, layers));
}

/** exp(−i θ/2 Z). */
/* @differentiable */
function turnZ(psi, bit, angle) {
  const phase = complex(0, -0.5 * angle).exp();
  for (let k = 0; k < psi.length; k++) psi[k] *= (k & bit) === 0 ? phase : phase.conj();
}

/** exp(−i θ/2 X) = cos(θ/2) − i sin(θ/2) X. */
/* @differentiable */
function turnX(psi, bit, angle) {
  const c = Math.cos(0.5 * angle);
  const s = complex(0, -Math.sin(0.5 * angle));
  for (let k = 0; k < psi.length; k++) {
    if ((k & bit) !== 0) continue;
    const [a, b] = [psi[k], psi[k + bit]];
    psi[k] = c * a + s * b;
    psi[k + bit] = s * a + c * b;
  }
}

/* @differentiable */
function controlledNot(psi, control, target) {
  for (let k = 0; k < psi.length; k++) {
    if ((k & control) === 0 || (k & target) !== 0) continue;
    [psi[k], psi[k + target]] = [psi[k + target], psi[k]];
  }
}
