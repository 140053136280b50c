/** A circuit on the vector of its 2ⁿ amplitudes, held as real and imaginary parts: the form that compiles best. */

/**
 * The state that the circuit makes of |0…0⟩: layers of rotations about z, x and z of each qubit, between them CNOTs around the ring.
 *
 * @param angles  three for each qubit of each layer
 * @param layers  of CNOTs; there is one more of rotations
 */
/* @differentiable */
export function runCircuit(angles, qubits, layers) {
  const re = new Float64Array(1 << qubits);
  const im = new Float64Array(1 << qubits);
  re[0] = 1;
  let next = 0;
  for (let layer = 0; layer <= layers; layer++) {
    if (layer > 0) for (let q = 0; q < qubits; q++) controlledNot(re, im, 1 << q, 1 << ((q + 1) % qubits));
    for (let q = 0; q < qubits; q++) {
      turn(re, im, 1 << q, angles[next], angles[next + 1], angles[next + 2]);
      next += 3;
    }
  }
  return { re, im };
}

/** The energy of the ring, Σ XX + YY + ZZ: for each bond 1 − 4 P, where P is how much of a singlet its two spins are. */
/* @differentiable */
export function circuitEnergy(angles, qubits, layers) {
  const { re, im } = runCircuit(angles, qubits, layers);
  let energy = 0;
  for (let q = 0; q < qubits; q++) {
    energy += 1;
    const up = 1 << q;
    const down = 1 << ((q + 1) % qubits);
    for (let k = 0; k < re.length; k++) {
      if ((k & up) === 0 || (k & down) !== 0) continue;
      const x = re[k] - re[k - up + down];
      const y = im[k] - im[k - up + down];
      energy -= 2 * (x * x + y * y);
    }
  }
  return energy;
}

/** exp(−i γ/2 Z) exp(−i β/2 X) exp(−i α/2 Z) = [[p, q], [−q*, p*]] on the qubit that has this bit in the numbers of the amplitudes. */
function turn(re, im, bit, alpha, beta, gamma) {
  const c = Math.cos(0.5 * beta);
  const s = Math.sin(0.5 * beta);
  const half = 0.5 * (alpha + gamma);
  const rest = 0.5 * (alpha - gamma);
  const pRe = c * Math.cos(half);
  const pIm = -c * Math.sin(half);
  const qRe = s * Math.sin(rest);
  const qIm = -s * Math.cos(rest);
  for (let pair = 0; pair < re.length / 2; pair++) {
    const k = 2 * pair - (pair & (bit - 1));
    const x = re[k];
    const y = im[k];
    const u = re[k + bit];
    const v = im[k + bit];
    re[k] = pRe * x - pIm * y + qRe * u - qIm * v;
    im[k] = pRe * y + pIm * x + qRe * v + qIm * u;
    re[k + bit] = pRe * u + pIm * v - qRe * x - qIm * y;
    im[k + bit] = pRe * v - pIm * u - qRe * y + qIm * x;
  }
}

/** Flips `target` where `control` is set. */
function controlledNot(re, im, control, target) {
  for (let pair = 0; pair < re.length / 2; pair++) {
    const k = 2 * pair - (pair & (target - 1));
    if ((k & control) === 0) continue;
    const x = re[k];
    const y = im[k];
    re[k] = re[k + target];
    im[k] = im[k + target];
    re[k + target] = x;
    im[k + target] = y;
  }
}
