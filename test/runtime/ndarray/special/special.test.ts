import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as besselI from '../../../../packages/runtime/dist/cjs/ndarray/special/besselI.cjs';
import * as besselJ from '../../../../packages/runtime/dist/cjs/ndarray/special/besselJ.cjs';
import * as besselK from '../../../../packages/runtime/dist/cjs/ndarray/special/besselK.cjs';
import * as besselOrders from '../../../../packages/runtime/dist/cjs/ndarray/special/besselOrders.cjs';
import * as besselY from '../../../../packages/runtime/dist/cjs/ndarray/special/besselY.cjs';
import { beta, betaln } from '../../../../packages/runtime/dist/cjs/ndarray/special/beta.cjs';
import { digamma } from '../../../../packages/runtime/dist/cjs/ndarray/special/digamma.cjs';
import {
  entr,
  relEntr,
  xlog1py,
  xlogy,
} from '../../../../packages/runtime/dist/cjs/ndarray/special/entropy.cjs';
import { erf, erfc } from '../../../../packages/runtime/dist/cjs/ndarray/special/erf.cjs';
import { erfcinv, erfinv } from '../../../../packages/runtime/dist/cjs/ndarray/special/erfinv.cjs';
import { gamma } from '../../../../packages/runtime/dist/cjs/ndarray/special/gamma.cjs';
import { betainc } from '../../../../packages/runtime/dist/cjs/ndarray/special/incompleteBeta.cjs';
import {
  gammainc,
  gammaincc,
} from '../../../../packages/runtime/dist/cjs/ndarray/special/incompleteGamma.cjs';
import { lgamma } from '../../../../packages/runtime/dist/cjs/ndarray/special/lgamma.cjs';
import { expit, logExpit, logit } from '../../../../packages/runtime/dist/cjs/ndarray/special/logistic.cjs';
import { polygamma } from '../../../../packages/runtime/dist/cjs/ndarray/special/polygamma.cjs';
import { sphericalJn } from '../../../../packages/runtime/dist/cjs/ndarray/special/sphericalBessel.cjs';
import { sinc } from '../../../../packages/runtime/dist/cjs/ndarray/special/sinc.cjs';

type Numeric = (...args: number[]) => number;

const { i0, i0e, i1, i1e } = besselI;
const { j0, j1 } = besselJ;
const { k0, k0e, k1, k1e } = besselK;
const { iv, jn, kn, yn } = besselOrders;
const { y0, y1 } = besselY;

/** Greatest error against `golden/special.py` in units of the last place, as measured, with some room. */
const limits: Record<string, readonly [f: Numeric, ulps: number]> = {
  erf: [erf, 1],
  erfc: [erfc, 2],
  erfinv: [erfinv, 3],
  erfcinv: [erfcinv, 3],
  gamma: [gamma, 5],
  lgamma: [lgamma, 3],
  digamma: [digamma, 5],
  polygamma: [polygamma, 10],
  beta: [beta, 8],
  betaln: [betaln, 8],
  gammainc: [gammainc, 20],
  gammaincc: [gammaincc, 20],
  betainc: [betainc, 25],
  expit: [expit, 2],
  logit: [logit, 2],
  logExpit: [logExpit, 2],
  xlogy: [xlogy, 2],
  relEntr: [relEntr, 2],
  sinc: [sinc, 3],
  i0: [i0, 4],
  i1: [i1, 4],
  i0e: [i0e, 4],
  i1e: [i1e, 4],
  k0: [k0, 4],
  k1: [k1, 4],
  k0e: [k0e, 4],
  k1e: [k1e, 4],
  iv: [iv, 12],
  kn: [kn, 12],
};

/** Where values are exponentially small, the exponent itself is rounded. */
const inTails = ['gammainc', 'gammaincc'];

/** Beyond x = 8 relative to √(2/πx), the last entry of a row. */
const oscillating: Record<string, readonly [f: Numeric, ulps: number]> = {
  j0: [j0, 8],
  j1: [j1, 25],
  y0: [y0, 10],
  y1: [y1, 30],
  jn: [jn, 12],
  yn: [yn, 15],
};

const golden = JSON.parse(fs.readFileSync(path.join(__dirname, '../golden/special.json'), 'utf8')) as Record<
  string,
  readonly (readonly number[])[]
>;

/** The distance from |x| to the next greater number. */
function ulpOf(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0) - Math.abs(x);
}

function expectClose(
  name: string,
  f: Numeric,
  rows: readonly (readonly number[])[],
  ulps: number,
  from: number,
): void {
  expect(rows.length, `points of ${name}`).to.be.greaterThan(15);
  for (const row of rows) {
    const args = row.slice(0, from);
    const error = Math.abs(f(...args) - row[from]) / ulpOf(row[row.length - 1]);
    const allowed = inTails.includes(name) ? ulps + 2 * Math.abs(Math.log(row[from])) : ulps;
    expect(error, `${name}(${args.join(', ')}) = ${f(...args)}, ${row[from]} expected`).to.be.at.most(
      allowed,
    );
  }
}

describe('special functions of numbers', () => {
  for (const [name, [f, ulps]] of Object.entries(limits)) {
    it(`${name} is right to ${ulps} ulp`, () => {
      expectClose(name, f, golden[name], ulps, golden[name][0].length - 1);
    });
  }
  for (const [name, [f, ulps]] of Object.entries(oscillating)) {
    it(`${name} is right to ${ulps} ulp`, () => {
      expectClose(name, f, golden[name], ulps, golden[name][0].length - 2);
    });
  }

  const { PI } = Math;
  const INF = Infinity;
  const special: readonly (readonly [name: string, f: Numeric, rows: readonly (readonly number[])[]])[] = [
    [
      'erf',
      erf,
      [
        [0, 0],
        [-0, -0],
        [INF, 1],
        [-INF, -1],
        [5e-324, 5e-324],
        [NaN, NaN],
      ],
    ],
    [
      'erfc',
      erfc,
      [
        [0, 1],
        [-0, 1],
        [INF, 0],
        [-INF, 2],
        [30, 0],
        [NaN, NaN],
      ],
    ],
    [
      'erfinv',
      erfinv,
      [
        [0, 0],
        [-0, -0],
        [1, INF],
        [-1, -INF],
        [1.1, NaN],
        [-2, NaN],
        [NaN, NaN],
      ],
    ],
    [
      'erfcinv',
      erfcinv,
      [
        [1, 0],
        [0, INF],
        [2, -INF],
        [-0.1, NaN],
        [2.1, NaN],
        [NaN, NaN],
      ],
    ],
    ['gamma', gamma, [[0, INF], [-0, -INF], [-1, NaN], [-300, NaN], [1, 1], [5, 24], [23, 1124000727777607680000], [INF, INF], [-INF, NaN], [172, INF], [-190.5, 0], [-191.5, -0], [1e-310, INF], [NaN, NaN]]], // prettier-ignore
    ['lgamma', lgamma, [[0, INF], [-0, INF], [-3, INF], [1, 0], [2, 0], [INF, INF], [-INF, INF], [1e308, INF], [NaN, NaN]]], // prettier-ignore
    [
      'digamma',
      digamma,
      [
        [0, -INF],
        [-0, INF],
        [-1, NaN],
        [INF, INF],
        [-INF, NaN],
        [NaN, NaN],
      ],
    ],
    ['polygamma', polygamma, [[1, 0, INF], [2, 0, -INF], [2, -0, INF], [1, -3, INF], [2, -3, NaN], [1, INF, 0], [-1, 2, NaN], [0.5, 2, NaN], [1, NaN, NaN]]], // prettier-ignore
    ['beta', beta, [[0, 1, INF], [1, 1, 1], [2, INF, 0], [1, 1e308, 1e-308], [-0.5, 1e300, -2 * Math.sqrt(PI) * 1e150], [-1, 0.5, INF], [-3, 2, 1 / 6], [0.5, -0.5, 0], [NaN, 1, NaN]]], // prettier-ignore
    [
      'betaln',
      betaln,
      [
        [0, 1, INF],
        [1, 1, 0],
        [2, INF, -INF],
        [NaN, 1, NaN],
      ],
    ],
    [
      'j0',
      j0,
      [
        [0, 1],
        [-0, 1],
        [INF, 0],
        [-INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'j1',
      j1,
      [
        [0, 0],
        [-0, -0],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'y0',
      y0,
      [
        [0, -INF],
        [-1, NaN],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'y1',
      y1,
      [
        [0, -INF],
        [-1, NaN],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'jn',
      jn,
      [
        [2, 0, 0],
        [5, INF, 0],
        [1.5, 1, NaN],
        [3, NaN, NaN],
      ],
    ],
    [
      'yn',
      yn,
      [
        [2, 0, -INF],
        [-3, 0, INF],
        [5, INF, 0],
        [2, -1, NaN],
        [40, 1e-10, -INF],
        [3, NaN, NaN],
      ],
    ],
    [
      'i0',
      i0,
      [
        [0, 1],
        [INF, INF],
        [-INF, INF],
        [NaN, NaN],
      ],
    ],
    [
      'i1',
      i1,
      [
        [0, 0],
        [-0, -0],
        [INF, INF],
        [-INF, -INF],
        [NaN, NaN],
      ],
    ],
    [
      'i0e',
      i0e,
      [
        [0, 1],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'i1e',
      i1e,
      [
        [0, 0],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'iv',
      iv,
      [
        [2, 0, 0],
        [3, -INF, -INF],
        [2, INF, INF],
        [2.5, 1, NaN],
        [3, NaN, NaN],
      ],
    ],
    [
      'k0',
      k0,
      [
        [0, INF],
        [-1, NaN],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'k1',
      k1,
      [
        [0, INF],
        [-1, NaN],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
    [
      'kn',
      kn,
      [
        [2, 0, INF],
        [2, -1, NaN],
        [2, INF, 0],
        [50, 1e-8, INF],
        [3, NaN, NaN],
      ],
    ],
    [
      'expit',
      expit,
      [
        [0, 0.5],
        [INF, 1],
        [-INF, 0],
        [800, 1],
        [-800, 0],
        [NaN, NaN],
      ],
    ],
    [
      'logit',
      logit,
      [
        [0, -INF],
        [1, INF],
        [0.5, 0],
        [-0.1, NaN],
        [1.1, NaN],
        [NaN, NaN],
      ],
    ],
    [
      'logExpit',
      logExpit,
      [
        [INF, -0],
        [-INF, -INF],
        [-1e300, -1e300],
        [NaN, NaN],
      ],
    ],
    [
      'xlogy',
      xlogy,
      [
        [0, 0, 0],
        [0, -1, 0],
        [1, 0, -INF],
        [0, INF, 0],
        [0, NaN, NaN],
      ],
    ],
    [
      'xlog1py',
      xlog1py,
      [
        [0, -1, 0],
        [1, -1, -INF],
        [2, 1e-20, 2e-20],
        [0, NaN, NaN],
      ],
    ],
    [
      'entr',
      entr,
      [
        [0, 0],
        [1, -0],
        [-1, -INF],
        [INF, -INF],
        [NaN, NaN],
      ],
    ],
    ['relEntr', relEntr, [[0, 0, 0], [0, 1, 0], [1, 0, INF], [-1, 1, INF], [1, 1, 0], [1e-300, 1e300, -1e-300 * Math.log(1e300) * 2], [NaN, 1, NaN]]], // prettier-ignore
    [
      'sinc',
      sinc,
      [
        [0, 1],
        [-0, 1],
        [3, 0],
        [0.5, 2 / PI],
        [INF, 0],
        [NaN, NaN],
      ],
    ],
  ];
  for (const [name, f, rows] of special) {
    it(`${name} at zeros, poles, infinities and NaN`, () => {
      for (const row of rows) {
        const args = row.slice(0, -1);
        const value = f(...args);
        const wanted = row[row.length - 1];
        const same = wanted === 0 && !Object.is(wanted, -0) ? value === 0 : Object.is(value, wanted);
        const close =
          Number.isFinite(wanted) && wanted !== 0 && Math.abs(value - wanted) <= 2 * ulpOf(wanted);
        expect(same || close, `${name}(${args.map(String).join(', ')}) = ${value}`).to.equal(true);
      }
    });
  }

  it('spherical Bessel functions', () => {
    // Closed forms, where they do not cancel.
    for (const x of [0.9, 2, -3, 7.5, 30]) {
      const s = Math.sin(x);
      const c = Math.cos(x);
      const closed = [s / x, s / x ** 2 - c / x, (3 / x ** 2 - 1) * (s / x) - (3 * c) / x ** 2];
      closed.forEach((v, n) => expect(sphericalJn(n, x), `j${n}(${x})`).to.be.closeTo(v, 3e-15));
    }
    // Leading terms of the series, DLMF 10.52.1.
    expect(sphericalJn(3, 1e-3)).to.be.closeTo(1e-9 / 105, 1e-18);
    expect(sphericalJn(5, 1e-6) / (1e-30 / 10395)).to.be.closeTo(1, 1e-12);
    expect([sphericalJn(0, 0), sphericalJn(2, 0), sphericalJn(1, Infinity)]).to.deep.equal([1, 0, 0]);
    expect([sphericalJn(-1, 1), sphericalJn(0.5, 1), sphericalJn(2, NaN)]).to.deep.equal([NaN, NaN, NaN]);
  });

  it('recurrences hold across the borders of methods', () => {
    for (let x = 0.25; x < 60; x += 0.375) {
      const amplitude = Math.sqrt(2 / (PI * x)) + Math.abs(y0(x)) + Math.abs(y1(x));
      expect(j1(x) * y0(x) - j0(x) * y1(x), `Wronskian of J and Y at ${x}`).to.be.closeTo(
        2 / (PI * x),
        1e-14 * amplitude,
      );
      expect(i0e(x) * k1e(x) + i1e(x) * k0e(x), `Wronskian of I and K at ${x}`).to.be.closeTo(
        1 / x,
        4e-15 / x,
      );
      expect(gamma(x + 1) / gamma(x) / x, `Γ at ${x}`).to.be.closeTo(1, 2e-15);
      expect(erf(erfinv(x / 61)), `erf at ${x}`).to.be.closeTo(x / 61, 4e-16);
    }
  });
});
