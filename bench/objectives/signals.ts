/** Signals on typed arrays. */

/** The weighted power of a spectrum; the fast Fourier transform (radix 2) works in place. */
/* @differentiable */
export function weightedPower(signal: Float64Array, weight: Float64Array): number {
  const n = signal.length;
  const re = signal.slice();
  const im = new Float64Array(n);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const swapped = re[i]!;
      re[i] = re[j]!;
      re[j] = swapped;
    }
  }
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
  let power = 0;
  for (let k = 0; k < n; k++) power += weight[k]! * (re[k]! * re[k]! + im[k]! * im[k]!);
  return power;
}
