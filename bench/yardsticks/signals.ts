/** The adjoint of the weighted power as a person writes it: the transform is linear, so nothing but its result is kept. */

const re = new Float64Array(1 << 12);
const im = new Float64Array(1 << 12);

/** Bit reversal in place, which is its own inverse. */
function reverseBits(values: Float64Array, n: number): void {
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const swapped = values[i]!;
      values[i] = values[j]!;
      values[j] = swapped;
    }
  }
}

export function weightedPowerAdjoint(
  signal: Float64Array,
  weight: Float64Array,
): [Float64Array, Float64Array] {
  const n = signal.length;
  re.set(signal);
  im.fill(0, 0, n);
  reverseBits(re, n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stepRe = Math.cos((2 * Math.PI) / size);
    const stepIm = -Math.sin((2 * Math.PI) / size);
    for (let start = 0; start < n; start += size) {
      let wRe = 1;
      let wIm = 0;
      for (let k = start; k < start + half; k++) {
        const xRe = re[k + half]! * wRe - im[k + half]! * wIm;
        const xIm = re[k + half]! * wIm + im[k + half]! * wRe;
        re[k + half] = re[k]! - xRe;
        im[k + half] = im[k]! - xIm;
        re[k] = re[k]! + xRe;
        im[k] = im[k]! + xIm;
        const next = wRe * stepRe - wIm * stepIm;
        wIm = wRe * stepIm + wIm * stepRe;
        wRe = next;
      }
    }
  }
  const dSignal = new Float64Array(n);
  const dWeight = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const a = re[k]!;
    const b = im[k]!;
    const w = 2 * weight[k]!;
    dWeight[k] = a * a + b * b;
    dSignal[k] = w * a;
    im[k] = w * b;
  }
  for (let size = n; size >= 2; size /= 2) {
    const half = size / 2;
    const stepRe = Math.cos((2 * Math.PI) / size);
    const stepIm = -Math.sin((2 * Math.PI) / size);
    for (let start = 0; start < n; start += size) {
      let wRe = 1;
      let wIm = 0;
      for (let k = start; k < start + half; k++) {
        const aRe = dSignal[k]!;
        const aIm = im[k]!;
        const bRe = dSignal[k + half]!;
        const bIm = im[k + half]!;
        const dRe = aRe - bRe;
        const dIm = aIm - bIm;
        dSignal[k] = aRe + bRe;
        im[k] = aIm + bIm;
        dSignal[k + half] = dRe * wRe + dIm * wIm;
        im[k + half] = dIm * wRe - dRe * wIm;
        const next = wRe * stepRe - wIm * stepIm;
        wIm = wRe * stepIm + wIm * stepRe;
        wRe = next;
      }
    }
  }
  reverseBits(dSignal, n);
  return [dSignal, dWeight];
}
