/** A quantum circuit on the vector of its amplitudes, held as real and imaginary parts. */

/**
 * exp(−i γ/2 Z) exp(−i β/2 X) exp(−i α/2 Z) on one qubit, the matrix [[p, q], [−q*, p*]]; `bit` is the qubit's bit in the numbers of the
 * amplitudes.
 */
function turn(
  re: Float64Array,
  im: Float64Array,
  bit: number,
  alpha: number,
  beta: number,
  gamma: number,
): void {
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
    const x = re[k]!;
    const y = im[k]!;
    const u = re[k + bit]!;
    const v = im[k + bit]!;
    re[k] = pRe * x - pIm * y + qRe * u - qIm * v;
    im[k] = pRe * y + pIm * x + qRe * v + qIm * u;
    re[k + bit] = pRe * u + pIm * v - qRe * x - qIm * y;
    im[k + bit] = pRe * v - pIm * u - qRe * y + qIm * x;
  }
}

/** Flips `target` where `control` is set. */
function controlledNot(re: Float64Array, im: Float64Array, control: number, target: number): void {
  for (let pair = 0; pair < re.length / 2; pair++) {
    const k = 2 * pair - (pair & (target - 1));
    if ((k & control) === 0) continue;
    const x = re[k]!;
    const y = im[k]!;
    re[k] = re[k + target]!;
    im[k] = im[k + target]!;
    re[k + target] = x;
    im[k + target] = y;
  }
}

/**
 * The energy of a ring of antiferromagnetic spins, Σ XX + YY + ZZ, in the state that a circuit makes of |0…0⟩: layers of rotations about
 * z, x and z of each qubit, between them CNOTs around the ring.
 *
 * Each bond has the energy 1 − 4 P, where P is how much of a singlet its two spins are.
 */
/* @differentiable */
export function circuitEnergy(angles: Float64Array, qubits: number, layers: number): number {
  const re = new Float64Array(1 << qubits);
  const im = new Float64Array(1 << qubits);
  re[0] = 1;
  let next = 0;
  for (let layer = 0; layer <= layers; layer++) {
    if (layer > 0) for (let q = 0; q < qubits; q++) controlledNot(re, im, 1 << q, 1 << ((q + 1) % qubits));
    for (let q = 0; q < qubits; q++) {
      turn(re, im, 1 << q, angles[next]!, angles[next + 1]!, angles[next + 2]!);
      next += 3;
    }
  }
  let energy = 0;
  for (let q = 0; q < qubits; q++) {
    energy += 1;
    const up = 1 << q;
    const down = 1 << ((q + 1) % qubits);
    for (let k = 0; k < re.length; k++) {
      if ((k & up) === 0 || (k & down) !== 0) continue;
      const x = re[k]! - re[k - up + down]!;
      const y = im[k]! - im[k - up + down]!;
      energy -= 2 * (x * x + y * y);
    }
  }
  return energy;
}
