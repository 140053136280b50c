/** The adjoint of a quantum circuit. Gates can be undone, so that no amplitude is kept: the state is run backwards beside its cotangent. */

/** Turns a qubit by the matrix [[p, q], [−q*, p*]]. */
function turn(
  re: Float64Array,
  im: Float64Array,
  bit: number,
  pRe: number,
  pIm: number,
  qRe: number,
  qIm: number,
): void {
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

/** Made once: matrices of all gates, state and cotangent. */
let gates = new Float64Array(0);
let [re, im, reBar, imBar] = Array.from({ length: 4 }, () => new Float64Array(0));

/** The derivatives of the energy with respect to the angles. */
export function circuitEnergyAdjoint(angles: Float64Array, qubits: number, layers: number): [Float64Array] {
  const n = 1 << qubits;
  const count = qubits * (layers + 1);
  if (gates.length !== 4 * count) gates = new Float64Array(4 * count);
  if (re!.length !== n) [re, im, reBar, imBar] = Array.from({ length: 4 }, () => new Float64Array(n));
  run(re!, im!, angles, qubits, layers);
  seed(re!, im!, reBar!, imBar!, qubits);
  return [reverse(re!, im!, reBar!, imBar!, angles, qubits, layers)];
}

function run(re: Float64Array, im: Float64Array, angles: Float64Array, qubits: number, layers: number): void {
  re.fill(0);
  im.fill(0);
  re[0] = 1;
  let gate = 0;
  for (let layer = 0; layer <= layers; layer++) {
    if (layer > 0) for (let q = 0; q < qubits; q++) controlledNot(re, im, 1 << q, 1 << ((q + 1) % qubits));
    for (let q = 0; q < qubits; q++, gate++) {
      const alpha = angles[3 * gate]!;
      const gamma = angles[3 * gate + 2]!;
      const c = Math.cos(0.5 * angles[3 * gate + 1]!);
      const s = Math.sin(0.5 * angles[3 * gate + 1]!);
      const half = 0.5 * (alpha + gamma);
      const rest = 0.5 * (alpha - gamma);
      const pRe = (gates[4 * gate] = c * Math.cos(half));
      const pIm = (gates[4 * gate + 1] = -c * Math.sin(half));
      const qRe = (gates[4 * gate + 2] = s * Math.sin(rest));
      const qIm = (gates[4 * gate + 3] = -s * Math.cos(rest));
      turn(re, im, 1 << q, pRe, pIm, qRe, qIm);
    }
  }
}

/** The cotangent of the final state. */
function seed(
  re: Float64Array,
  im: Float64Array,
  reBar: Float64Array,
  imBar: Float64Array,
  qubits: number,
): void {
  reBar.fill(0);
  imBar.fill(0);
  for (let q = 0; q < qubits; q++) {
    const up = 1 << q;
    const down = 1 << ((q + 1) % qubits);
    for (let k = 0; k < re.length; k++) {
      if ((k & up) === 0 || (k & down) !== 0) continue;
      const x = 4 * (re[k]! - re[k - up + down]!);
      const y = 4 * (im[k]! - im[k - up + down]!);
      reBar[k] -= x;
      imBar[k] -= y;
      reBar[k - up + down] += x;
      imBar[k - up + down] += y;
    }
  }
}

/**
 * With λ, the cotangent of ψ: for exp(−i θ/2 G), whose derivative is −i/2 G, the one of the angle is ½ Im ⟨λ, G ψ⟩. About z after the gate
 * for γ and before it for α; about x between the two.
 */
function reverse(
  re: Float64Array,
  im: Float64Array,
  reBar: Float64Array,
  imBar: Float64Array,
  angles: Float64Array,
  qubits: number,
  layers: number,
): Float64Array {
  const anglesBar = new Float64Array(angles.length);
  for (let layer = layers, gate = qubits * (layers + 1) - 1; layer >= 0; layer--) {
    for (let q = qubits - 1; q >= 0; q--, gate--) {
      const bit = 1 << q;
      const pRe = gates[4 * gate]!;
      const pIm = gates[4 * gate + 1]!;
      const qRe = gates[4 * gate + 2]!;
      const qIm = gates[4 * gate + 3]!;
      let after = 0;
      let before = 0;
      let sumRe = 0;
      let sumIm = 0;
      let restRe = 0;
      let restIm = 0;
      for (let pair = 0; pair < re.length / 2; pair++) {
        const k = 2 * pair - (pair & (bit - 1));
        const x = re[k]!;
        const y = im[k]!;
        const u = re[k + bit]!;
        const v = im[k + bit]!;
        const a = reBar[k]!;
        const b = imBar[k]!;
        const c = reBar[k + bit]!;
        const d = imBar[k + bit]!;
        after += a * y - b * x - (c * v - d * u);
        sumRe += a * u + b * v;
        sumIm += a * v - b * u;
        restRe += c * x + d * y;
        restIm += c * y - d * x;
        const x0 = (re[k] = pRe * x + pIm * y - qRe * u + qIm * v);
        const y0 = (im[k] = pRe * y - pIm * x - qRe * v - qIm * u);
        const u0 = (re[k + bit] = pRe * u - pIm * v + qRe * x + qIm * y);
        const v0 = (im[k + bit] = pRe * v + pIm * u + qRe * y - qIm * x);
        const a0 = (reBar[k] = pRe * a + pIm * b - qRe * c + qIm * d);
        const b0 = (imBar[k] = pRe * b - pIm * a - qRe * d - qIm * c);
        const c0 = (reBar[k + bit] = pRe * c - pIm * d + qRe * a + qIm * b);
        const d0 = (imBar[k + bit] = pRe * d + pIm * c + qRe * b - qIm * a);
        before += a0 * y0 - b0 * x0 - (c0 * v0 - d0 * u0);
      }
      const gamma = angles[3 * gate + 2]!;
      const between = Math.cos(gamma) * (sumIm + restIm) + Math.sin(gamma) * (restRe - sumRe);
      anglesBar[3 * gate] = 0.5 * before;
      anglesBar[3 * gate + 1] = 0.5 * between;
      anglesBar[3 * gate + 2] = 0.5 * after;
    }
    if (layer === 0) break;
    for (let q = qubits - 1; q >= 0; q--) {
      controlledNot(re, im, 1 << q, 1 << ((q + 1) % qubits));
      controlledNot(reBar, imBar, 1 << q, 1 << ((q + 1) % qubits));
    }
  }
  return anglesBar;
}
