import type { Roots } from './roots.js';

/**
 * One pass of the transform of length l·r·m: the l blocks of r·m numbers are each split into r transforms of length m. Output p of block k goes to
 * block k + l·p, so that the last pass leaves the numbers in order (Stockham; the order of indices is FFTPACK's, Swarztrauber 1982).
 */
export interface Stage {
  readonly m: number;
  readonly l: number;
  /** exp(−2πipi/(rm)) at (p − 1)·m + i. */
  readonly twiddles: Roots;
  readonly outer: Walk;
  readonly inner: Walk;
}

/** A loop over the blocks, or over the numbers of one: how far it moves among the inputs, outputs and twiddles. */
export interface Walk {
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly twiddle: number;
}

export type Pass = (
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
  stage: Stage,
) => void;

/** The two loops of a stage, the longer one inside. */
export function stageOf(r: number, m: number, l: number, twiddles: Roots): Stage {
  const blocks: Walk = { count: l, from: r * m, to: m, twiddle: 0 };
  const numbers: Walk = { count: m, from: 1, to: 1, twiddle: 1 };
  return m < l
    ? { m, l, twiddles, outer: numbers, inner: blocks }
    : { m, l, twiddles, outer: blocks, inner: numbers };
}

export const pass2: Pass = (re, im, outRe, outIm, { m, l, twiddles, outer, inner }) => {
  const { re: wRe, im: wIm } = twiddles;
  const { count, from, to, twiddle } = inner;
  const step = m * l;
  for (let j = 0; j < outer.count; j++) {
    let p0 = j * outer.from;
    let q = j * outer.to;
    let w = j * outer.twiddle;
    for (let i = 0; i < count; i++, p0 += from, q += to, w += twiddle) {
      const x0Re = re[p0];
      const x0Im = im[p0];
      const x1Re = re[p0 + m];
      const x1Im = im[p0 + m];
      outRe[q] = x0Re + x1Re;
      outIm[q] = x0Im + x1Im;
      const y1Re = x0Re - x1Re;
      const y1Im = x0Im - x1Im;
      outRe[q + step] = y1Re * wRe[w] - y1Im * wIm[w];
      outIm[q + step] = y1Re * wIm[w] + y1Im * wRe[w];
    }
  }
};

const SIN_60 = 0.8660254037844386;

export const pass3: Pass = (re, im, outRe, outIm, { m, l, twiddles, outer, inner }) => {
  const { re: wRe, im: wIm } = twiddles;
  const { count, from, to, twiddle } = inner;
  const step = m * l;
  for (let j = 0; j < outer.count; j++) {
    let p0 = j * outer.from;
    let q = j * outer.to;
    let w = j * outer.twiddle;
    for (let i = 0; i < count; i++, p0 += from, q += to, w += twiddle) {
      const x0Re = re[p0];
      const x0Im = im[p0];
      const x1Re = re[p0 + m];
      const x1Im = im[p0 + m];
      const x2Re = re[p0 + 2 * m];
      const x2Im = im[p0 + 2 * m];
      const sRe = x1Re + x2Re;
      const sIm = x1Im + x2Im;
      const cRe = x0Re - 0.5 * sRe;
      const cIm = x0Im - 0.5 * sIm;
      // −i sin 60° (x₁ − x₂)
      const dRe = SIN_60 * (x1Im - x2Im);
      const dIm = SIN_60 * (x2Re - x1Re);
      outRe[q] = x0Re + sRe;
      outIm[q] = x0Im + sIm;
      const y1Re = cRe + dRe;
      const y1Im = cIm + dIm;
      outRe[q + step] = y1Re * wRe[w] - y1Im * wIm[w];
      outIm[q + step] = y1Re * wIm[w] + y1Im * wRe[w];
      const y2Re = cRe - dRe;
      const y2Im = cIm - dIm;
      outRe[q + 2 * step] = y2Re * wRe[w + m] - y2Im * wIm[w + m];
      outIm[q + 2 * step] = y2Re * wIm[w + m] + y2Im * wRe[w + m];
    }
  }
};

export const pass4: Pass = (re, im, outRe, outIm, { m, l, twiddles, outer, inner }) => {
  const { re: wRe, im: wIm } = twiddles;
  const { count, from, to, twiddle } = inner;
  const step = m * l;
  for (let j = 0; j < outer.count; j++) {
    let p0 = j * outer.from;
    let q = j * outer.to;
    let w = j * outer.twiddle;
    for (let i = 0; i < count; i++, p0 += from, q += to, w += twiddle) {
      const x0Re = re[p0];
      const x0Im = im[p0];
      const x1Re = re[p0 + m];
      const x1Im = im[p0 + m];
      const x2Re = re[p0 + 2 * m];
      const x2Im = im[p0 + 2 * m];
      const x3Re = re[p0 + 3 * m];
      const x3Im = im[p0 + 3 * m];
      const sRe = x0Re + x2Re;
      const sIm = x0Im + x2Im;
      const dRe = x0Re - x2Re;
      const dIm = x0Im - x2Im;
      const tRe = x1Re + x3Re;
      const tIm = x1Im + x3Im;
      // −i (x₁ − x₃)
      const uRe = x1Im - x3Im;
      const uIm = x3Re - x1Re;
      outRe[q] = sRe + tRe;
      outIm[q] = sIm + tIm;
      const y1Re = dRe + uRe;
      const y1Im = dIm + uIm;
      outRe[q + step] = y1Re * wRe[w] - y1Im * wIm[w];
      outIm[q + step] = y1Re * wIm[w] + y1Im * wRe[w];
      const y2Re = sRe - tRe;
      const y2Im = sIm - tIm;
      outRe[q + 2 * step] = y2Re * wRe[w + m] - y2Im * wIm[w + m];
      outIm[q + 2 * step] = y2Re * wIm[w + m] + y2Im * wRe[w + m];
      const y3Re = dRe - uRe;
      const y3Im = dIm - uIm;
      outRe[q + 3 * step] = y3Re * wRe[w + 2 * m] - y3Im * wIm[w + 2 * m];
      outIm[q + 3 * step] = y3Re * wIm[w + 2 * m] + y3Im * wRe[w + 2 * m];
    }
  }
};

const COS_72 = 0.30901699437494745;
const SIN_72 = 0.9510565162951535;
const COS_144 = -0.8090169943749475;
const SIN_144 = 0.5877852522924731;

export const pass5: Pass = (re, im, outRe, outIm, { m, l, twiddles, outer, inner }) => {
  const { re: wRe, im: wIm } = twiddles;
  const { count, from, to, twiddle } = inner;
  const step = m * l;
  for (let j = 0; j < outer.count; j++) {
    let p0 = j * outer.from;
    let q = j * outer.to;
    let w = j * outer.twiddle;
    for (let i = 0; i < count; i++, p0 += from, q += to, w += twiddle) {
      const x0Re = re[p0];
      const x0Im = im[p0];
      const x1Re = re[p0 + m];
      const x1Im = im[p0 + m];
      const x2Re = re[p0 + 2 * m];
      const x2Im = im[p0 + 2 * m];
      const x3Re = re[p0 + 3 * m];
      const x3Im = im[p0 + 3 * m];
      const x4Re = re[p0 + 4 * m];
      const x4Im = im[p0 + 4 * m];
      const s1Re = x1Re + x4Re;
      const s1Im = x1Im + x4Im;
      const s2Re = x2Re + x3Re;
      const s2Im = x2Im + x3Im;
      const d1Re = x1Re - x4Re;
      const d1Im = x1Im - x4Im;
      const d2Re = x2Re - x3Re;
      const d2Im = x2Im - x3Im;
      const c1Re = x0Re + COS_72 * s1Re + COS_144 * s2Re;
      const c1Im = x0Im + COS_72 * s1Im + COS_144 * s2Im;
      const c2Re = x0Re + COS_144 * s1Re + COS_72 * s2Re;
      const c2Im = x0Im + COS_144 * s1Im + COS_72 * s2Im;
      // −i (sin 72° d₁ + sin 144° d₂) and −i (sin 144° d₁ − sin 72° d₂)
      const e1Re = SIN_72 * d1Im + SIN_144 * d2Im;
      const e1Im = -SIN_72 * d1Re - SIN_144 * d2Re;
      const e2Re = SIN_144 * d1Im - SIN_72 * d2Im;
      const e2Im = SIN_72 * d2Re - SIN_144 * d1Re;
      outRe[q] = x0Re + s1Re + s2Re;
      outIm[q] = x0Im + s1Im + s2Im;
      const y1Re = c1Re + e1Re;
      const y1Im = c1Im + e1Im;
      outRe[q + step] = y1Re * wRe[w] - y1Im * wIm[w];
      outIm[q + step] = y1Re * wIm[w] + y1Im * wRe[w];
      const y2Re = c2Re + e2Re;
      const y2Im = c2Im + e2Im;
      outRe[q + 2 * step] = y2Re * wRe[w + m] - y2Im * wIm[w + m];
      outIm[q + 2 * step] = y2Re * wIm[w + m] + y2Im * wRe[w + m];
      const y3Re = c2Re - e2Re;
      const y3Im = c2Im - e2Im;
      outRe[q + 3 * step] = y3Re * wRe[w + 2 * m] - y3Im * wIm[w + 2 * m];
      outIm[q + 3 * step] = y3Re * wIm[w + 2 * m] + y3Im * wRe[w + 2 * m];
      const y4Re = c1Re - e1Re;
      const y4Im = c1Im - e1Im;
      outRe[q + 4 * step] = y4Re * wRe[w + 3 * m] - y4Im * wIm[w + 3 * m];
      outIm[q + 4 * step] = y4Re * wIm[w + 3 * m] + y4Im * wRe[w + 3 * m];
    }
  }
};

/** The pass of a small prime r, straight from the definition: r² products for r numbers. */
export function passOf(r: number, { re: rootRe, im: rootIm }: Roots): Pass {
  return (re, im, outRe, outIm, { m, l, twiddles, outer, inner }) => {
    for (let j = 0; j < outer.count; j++) {
      for (let i = 0; i < inner.count; i++) {
        const from = j * outer.from + i * inner.from;
        const to = j * outer.to + i * inner.to;
        const twiddle = j * outer.twiddle + i * inner.twiddle;
        for (let p = 0; p < r; p++) {
          let sumRe = 0;
          let sumIm = 0;
          for (let q = 0, turn = 0; q < r; q++) {
            const at = from + m * q;
            sumRe += re[at] * rootRe[turn] - im[at] * rootIm[turn];
            sumIm += re[at] * rootIm[turn] + im[at] * rootRe[turn];
            turn += p;
            if (turn >= r) turn -= r;
          }
          const wRe = p === 0 ? 1 : twiddles.re[(p - 1) * m + twiddle];
          const wIm = p === 0 ? 0 : twiddles.im[(p - 1) * m + twiddle];
          outRe[to + m * l * p] = sumRe * wRe - sumIm * wIm;
          outIm[to + m * l * p] = sumRe * wIm + sumIm * wRe;
        }
      }
    }
  };
}
