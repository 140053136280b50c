/**
 * P A = L U of a complex matrix with partial pivoting by |re| + |im|, in place of its parts [n·n] each; false if a pivot is 0 or not
 * finite. The diagonal of U is kept inverted.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.8 (the routine DECC).
 */
export function complexDenseFactor(
  re: Float64Array,
  im: Float64Array,
  n: number,
  pivots: Int32Array,
): boolean {
  for (let k = 0; k < n; k++) {
    const row = k * n;
    let at = k;
    let most = -1;
    for (let i = k; i < n; i++) {
      const size = Math.abs(re[i * n + k]) + Math.abs(im[i * n + k]);
      if (size > most) {
        most = size;
        at = i;
      }
    }
    pivots[k] = at;
    if (!(most > 0 && most < Infinity)) return false;
    if (at !== k) {
      exchangeRows(re, row, at * n, n);
      exchangeRows(im, row, at * n, n);
    }
    const pivotRe = re[row + k];
    const pivotIm = im[row + k];
    const scale = 1 / (pivotRe * pivotRe + pivotIm * pivotIm);
    const inverseRe = pivotRe * scale;
    const inverseIm = -pivotIm * scale;
    if (!Number.isFinite(inverseRe) || !Number.isFinite(inverseIm)) return false;
    re[row + k] = inverseRe;
    im[row + k] = inverseIm;
    for (let i = k + 1; i < n; i++) {
      const start = i * n;
      const aRe = re[start + k];
      const aIm = im[start + k];
      const factorRe = aRe * inverseRe - aIm * inverseIm;
      const factorIm = aRe * inverseIm + aIm * inverseRe;
      re[start + k] = factorRe;
      im[start + k] = factorIm;
      if (factorRe === 0 && factorIm === 0) continue;
      for (let j = k + 1; j < n; j++) {
        const xRe = re[row + j];
        const xIm = im[row + j];
        re[start + j] -= factorRe * xRe - factorIm * xIm;
        im[start + j] -= factorRe * xIm + factorIm * xRe;
      }
    }
  }
  return true;
}

function exchangeRows(A: Float64Array, row: number, other: number, n: number): void {
  for (let j = 0; j < n; j++) {
    const x = A[row + j];
    A[row + j] = A[other + j];
    A[other + j] = x;
  }
}

/** Solves with the factors, in place of the parts of b, [n] each. */
export function complexDenseSolve(
  re: Float64Array,
  im: Float64Array,
  n: number,
  pivots: Int32Array,
  bRe: Float64Array,
  bIm: Float64Array,
): void {
  for (let k = 0; k < n; k++) {
    const at = pivots[k];
    if (at === k) continue;
    exchangeRows(bRe, k, at, 1);
    exchangeRows(bIm, k, at, 1);
  }
  for (let i = 1; i < n; i++) {
    let sumRe = bRe[i];
    let sumIm = bIm[i];
    for (let j = 0, at = i * n; j < i; j++, at++) {
      sumRe -= re[at] * bRe[j] - im[at] * bIm[j];
      sumIm -= re[at] * bIm[j] + im[at] * bRe[j];
    }
    bRe[i] = sumRe;
    bIm[i] = sumIm;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sumRe = bRe[i];
    let sumIm = bIm[i];
    for (let j = i + 1, at = i * n + j; j < n; j++, at++) {
      sumRe -= re[at] * bRe[j] - im[at] * bIm[j];
      sumIm -= re[at] * bIm[j] + im[at] * bRe[j];
    }
    const inverseRe = re[i * n + i];
    const inverseIm = im[i * n + i];
    bRe[i] = sumRe * inverseRe - sumIm * inverseIm;
    bIm[i] = sumRe * inverseIm + sumIm * inverseRe;
  }
}
