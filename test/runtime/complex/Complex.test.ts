import { Complex, complex, DiffError } from '@diffjs/runtime';
import { expect } from 'chai';
import { isSame } from './support.js';

const INF = Infinity;

/** Checks both parts, signs of zeros included. */
function expectParts(z: Complex, re: number, im: number): void {
  expect(isSame(z.re, re) && isSame(z.im, im), `${z}, expected ${new Complex(re, im)}`).to.equal(true);
}

describe('Complex', () => {
  it('is made of parts, of an angle and of anything that stands for one', () => {
    expectParts(complex(1), 1, 0);
    expectParts(complex(1, -2), 1, -2);
    expectParts(Complex.polar(2, Math.PI / 2), 2 * Math.cos(Math.PI / 2), 2);
    expectParts(Complex.from(3), 3, 0);
    expectParts(Complex.from([1, 2]), 1, 2);
    expectParts(Complex.from({ re: 1, im: 2 }), 1, 2);
    expectParts(Complex.from('1-2i'), 1, -2);
    const z = complex(1, 2);
    expect(Complex.from(z)).to.equal(z);
    for (const wrong of [null, {}, [1], [1, 2, 3], { re: 1 }, true, undefined])
      expect(() => Complex.from(wrong as never)).to.throw(DiffError, 'DIFF3003');
  });

  it('reads text', () => {
    const texts: [string, number, number][] = [
      ['3-4i', 3, -4],
      ['3 - 4i', 3, -4],
      [' -1.5e-3+2.5E2j ', -1.5e-3, 250],
      ['i', 0, 1],
      ['-i', 0, -1],
      ['+2i', 0, 2],
      ['7', 7, 0],
      ['-0', -0, 0],
      ['1+i', 1, 1],
      ['1e+3-i', 1000, -1],
      ['4i - 3', -3, 4],
      ['-Infinity+NaNi', -INF, NaN],
      ['.5+.25i', 0.5, 0.25],
      ['2*i', 0, 2],
    ];
    for (const [text, re, im] of texts) expectParts(Complex.parse(text), re, im);
    for (const text of ['', 'x', '1+', '1+2', '2i+3i', '1 2i', '--1', '1+2i+3', 'e5', '0x1'])
      expect(() => Complex.parse(text), text).to.throw(DiffError, 'DIFF3003');
    expect(() => Complex.parse(1 as never)).to.throw(DiffError, 'DIFF3003');
  });

  it('writes text that gives the same number again', () => {
    expect(String(complex(3, -4))).to.equal('3-4i');
    expect(`${complex(0, 0)}`).to.equal('0+0i');
    expect(complex(1, 2).toFixed(2)).to.equal('1.00+2.00i');
    expect(complex(1 / 3, -2 / 3).toPrecision(3)).to.equal('0.333-0.667i');
    expect(complex(1000, 1).toExponential(1)).to.equal('1.0e+3+1.0e+0i');
    expect(JSON.stringify(complex(1, 2))).to.equal('{"re":1,"im":2}');
    for (const re of [0, -0, 1.5, -1e-300, INF, -INF, NaN]) {
      for (const im of [0, -0, 1e21, -1e-7, INF, -INF, NaN])
        expectParts(Complex.parse(String(new Complex(re, im))), re, im);
    }
  });

  it('throws where a plain operator meets it', () => {
    const z = complex(1, 2) as unknown as number;
    for (const operation of [
      () => z * 2,
      () => z + 1,
      () => -z,
      () => z < 1,
      () => Math.exp(z),
      () => +z,
      () => `${z}` + z,
    ])
      expect(operation).to.throw(DiffError, 'DIFF3010');
  });

  it('adds, subtracts and multiplies', () => {
    const [z, w] = [complex(1, 2), complex(3, -4)];
    expectParts(z.add(w), 4, -2);
    expectParts(z.add(1), 2, 2);
    expectParts(z.sub(w), -2, 6);
    expectParts(z.sub(1), 0, 2);
    expectParts(z.mul(w), 11, 2);
    expectParts(z.mul(-2), -2, -4);
    expectParts(z.div(2), 0.5, 1);
    expectParts(z.neg(), -1, -2);
    expectParts(z.conj(), 1, -2);
    expectParts(Complex.I.mul(Complex.I), -1, 0);
    expectParts(Complex.ZERO.add(Complex.ONE), 1, 0);
    // A real number has no imaginary part that could turn signs of zeros or meet infinities.
    expectParts(complex(-0, -0).add(0), 0, -0);
    expectParts(complex(INF, 0).mul(2), INF, 0);
  });

  it('divides without overflow or underflow on the way', () => {
    expectParts(complex(1, 1).div(complex(1, 1)), 1, 0);
    expectParts(complex(1e308, 1e308).div(complex(1e308, 1e308)), 1, 0);
    expectParts(complex(5e-324, 5e-324).div(complex(5e-324, 5e-324)), 1, 0);
    expectParts(complex(1, 1).div(complex(1, 1e307)), 1e-307, -1e-307);
    // The difficult cases of Baudin and Smith.
    expectParts(complex(1, 1).div(complex(1, 2 ** 1023)), 2 ** -1023, -(2 ** -1023));
    expectParts(complex(1, 1).div(complex(2 ** -1023, 2 ** -1023)), 2 ** 1023, 0);
    expectParts(complex(2 ** 1023, 2 ** -1023).div(complex(2 ** 677, 2 ** -677)), 2 ** 346, -(2 ** -1008));
    expectParts(complex(2 ** 1020, 2 ** -844).div(complex(2 ** 656, 2 ** -780)), 2 ** 364, -(2 ** -1072));
  });

  it('divides by zero and infinities as C99 says', () => {
    expectParts(complex(1, 1).div(complex(0, 0)), INF, INF);
    expectParts(complex(-1, 1).div(complex(-0, 0)), INF, -INF);
    expectParts(complex(0, 0).div(complex(0, 0)), NaN, NaN);
    expectParts(complex(1, 1).div(complex(INF, 1)), 0, 0);
    expectParts(complex(1, 1).div(complex(INF, INF)), 0, 0);
    expectParts(complex(INF, 1).div(complex(1, 0)), INF, 0 * INF);
    expectParts(complex(INF, INF).div(complex(1, 1)), INF, 0 * INF);
    expectParts(complex(INF, 0).div(complex(INF, 0)), NaN, NaN);
  });

  it('has powers', () => {
    expectParts(Complex.I.pow(2), -1, 0);
    expectParts(complex(1, 1).pow(4), -4, 0);
    expectParts(complex(1, 2).pow(0), 1, 0);
    expectParts(complex(NaN, 0).pow(0), 1, 0);
    expectParts(complex(2, 0).pow(-2), 0.25, 0);
    expectParts(complex(4, 0).pow(0.5), 2, 0);
    expectParts(complex(0, 0).pow(2.5), 0, 0);
    expectParts(complex(0, 0).pow(complex(1, 1)), 0, 0);
    expectParts(complex(0, 0).pow(-1), INF, NaN);
    expectParts(complex(0, 0).pow(complex(0, 1)), NaN, NaN);
    expectParts(Complex.I.pow(Complex.I), Math.exp(-Math.PI / 2), 0);
    expect(
      complex(-8, 0)
        .pow(1 / 3)
        .sub(complex(1, Math.sqrt(3)))
        .abs(),
    ).to.be.lessThan(1e-15);
  });

  it('has an absolute value and an angle at all numbers', () => {
    expect(complex(3, -4).abs()).to.equal(5);
    expect(complex(1e308, 1e308).abs()).to.be.closeTo(Math.SQRT2 * 1e308, 1e293);
    expect(complex(5e-324, 0).abs()).to.equal(5e-324);
    expect(complex(NaN, -INF).abs()).to.equal(INF);
    expect(complex(3, -4).norm2()).to.equal(25);
    expect(complex(-1, 0).arg()).to.equal(Math.PI);
    expect(complex(-1, -0).arg()).to.equal(-Math.PI);
    expect(complex(-0, 0).arg()).to.equal(Math.PI);
  });

  it('compares', () => {
    expect(complex(1, 0).equals(1)).to.equal(true);
    expect(complex(1, 1e-9).equals(1)).to.equal(false);
    expect(complex(0, -0).equals(complex(-0, 0))).to.equal(true);
    expect(complex(NaN, 0).equals(complex(NaN, 0))).to.equal(false);
    expect(complex(NaN, 0).isNaN()).to.equal(true);
    expect(complex(INF, 0).isNaN()).to.equal(false);
    expect(complex(INF, 0).isFinite()).to.equal(false);
    expect(complex(1, 0).isFinite()).to.equal(true);
  });
});
