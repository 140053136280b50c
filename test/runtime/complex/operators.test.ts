/* eslint-disable eqeqeq -- it is tested too */
// eslint-disable-next-line @typescript-eslint/ban-ts-comment -- TypeScript knows no operators on objects
// @ts-nocheck
import { checkGradient, Complex, complex, gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';

/** Checks both parts. */
function expectParts(z: unknown, re: number, im: number): void {
  expect(z).to.be.instanceOf(Complex);
  expect([z.re, z.im]).to.deep.equal([re, im]);
}

describe('operators on complex numbers', () => {
  const z = complex(1, 2);
  const w = complex(3, -4);

  it('work in compiled functions, called normally and differentiated', () => {
    const f = /* @differentiable */ (a, b) => [a + b, a - b, a * b, a / b, a ** 2, -a];
    const expected = [z.add(w), z.sub(w), z.mul(w), z.div(w), z.pow(2), z.neg()];
    expect(f(z, w)).to.deep.equal(expected);
    expect(pullback(f, z, w)[0]).to.deep.equal(expected);
    expect(jvp(f, [z, w], [null, null])[0]).to.deep.equal(expected);
    checkGradient(f, [z, w]);
  });

  it('take real numbers on either side', () => {
    const f = /* @differentiable */ (a, x) => [
      a + x,
      x + a,
      a - x,
      x - a,
      a * x,
      x * a,
      a / x,
      x / a,
      a ** x,
      x ** a,
    ];
    const expected = [
      complex(3, 2),
      complex(3, 2),
      complex(-1, 2),
      complex(1, -2),
      complex(2, 4),
      complex(2, 4),
      complex(0.5, 1),
      complex(2, 0).div(z),
      z.pow(2),
      complex(2, 0).pow(z),
    ];
    expect(f(z, 2)).to.deep.equal(expected);
    expect(pullback(f, z, 2)[0]).to.deep.equal(expected);
    checkGradient(f, [z, 2.5]);
  });

  it('leave numbers, text and BigInts what they are', () => {
    const f = /* @differentiable */ (a, b) => [a + b, a === b, a !== b, a == b, -a];
    expect(f(1, 2)).to.deep.equal([3, false, true, false, -1]);
    expect(f(2n, 2n)).to.deep.equal([4n, true, false, true, -2n]);
    expect(f('2', 2)).to.deep.equal(['22', false, true, true, -2]);
    const date = { valueOf: () => 5 };
    expect(f(date, 5)).to.deep.equal([10, false, true, true, -5]);
    expect(Object.is(f(0, 0)[4], -0)).to.equal(true);
    const join = /* @differentiable */ (a) => `${a}` + '!';
    expect(join(z)).to.equal('1+2i!');
    const sum = /* @differentiable */ (a) => a + ' m';
    expect(() => sum(z)).to.throw('DIFF3010');
    expect(sum(1)).to.equal('1 m');
  });

  it('compare by parts', () => {
    const same = /* @differentiable */ (a, b) => [a === b, a !== b, a == b, a != b];
    expect(same(complex(1, 2), z)).to.deep.equal([true, false, true, false]);
    expect(same(complex(1, 3), z)).to.deep.equal([false, true, false, true]);
    expect(same(complex(1, 0), 1)).to.deep.equal([true, false, true, false]);
    expect(same(complex(NaN, 0), complex(NaN, 0))).to.deep.equal([false, true, false, true]);
    const o = {};
    expect(same(o, o)).to.deep.equal([true, false, true, false]);
    const nan = complex(NaN, 0);
    expect(same(nan, nan)).to.deep.equal([false, true, false, true]);
    const chosen = /* @differentiable */ (a, b) => (a === b ? a * a : a * b).re;
    expect(gradient(chosen, z, complex(1, 2))).to.deep.equal([complex(2, -4), complex(0, 0)]);
    const isNothing = /* @differentiable */ (a) => a == null || a === undefined;
    expect(isNothing(z)).to.equal(false);
  });

  it('work in compound assignments, to whatever is assigned', () => {
    const f = /* @differentiable */ (a, b) => {
      let s = a;
      s += b;
      s *= s;
      const o = { z: a, list: [a, b], at: { z: b } };
      o.z -= b;
      o.list[1] /= a;
      o['z'] **= 2;
      const log = [];
      const keys = { toString: () => (log.push('key'), 'z') };
      const holder = () => (log.push('holder'), o.at);
      holder()[keys] += (log.push('value'), a);
      return [s, o.z, o.list[1], o.at.z, log.length];
    };
    const expected = [z.add(w).mul(z.add(w)), z.sub(w).pow(2), w.div(z), w.add(z), 3];
    expect(f(z, w)).to.deep.equal(expected);
    expect(pullback(f, z, w)[0]).to.deep.equal(expected);
    checkGradient(f, [z, w]);
    const order = /* @differentiable */ (o, log) => {
      o[(log.push('key'), 'k')] += (log.push('value'), (o.k = 7), 1);
      return o.k;
    };
    for (const run of [order, (...args) => pullback(order, ...args)[0]]) {
      const log = [];
      expect(run({ k: 1 }, log)).to.equal(2);
      expect(log).to.deep.equal(['key', 'value']);
    }
    const onNothing = /* @differentiable */ (o) => {
      o.k += 1;
    };
    expect(() => onNothing(null)).to.throw(TypeError, /null/);
    expect(() => onNothing(Object.freeze({ k: 1 }))).to.throw(TypeError);
  });

  it('work in classes, with private members and super', () => {
    /* @differentiable */
    class Base {
      constructor(z) {
        this.z = z;
      }
      get twice() {
        return this.z * 2;
      }
    }
    /* @differentiable */
    class Sum extends Base {
      #total = complex(0, 0);
      field = -this.z;
      add(w) {
        this.#total += w * this.z;
        return this;
      }
      result() {
        return this.#total + super.twice + this.field;
      }
    }
    const f = /* @differentiable */ (a, b) =>
      new Sum(a)
        .add(b)
        .add(b * b)
        .result();
    const expected = w.mul(z).add(w.mul(w).mul(z)).add(z.mul(2)).add(z.neg());
    expect(f(z, w)).to.deep.equal(expected);
    expect(pullback(f, z, w)[0]).to.deep.equal(expected);
    checkGradient(f, [z, w]);
  });

  it('work in closures, defaults, generators and async functions', async () => {
    const f = /* @differentiable */ (a, b = a * 2) => {
      const times = (x) => x * b;
      function* powers(x) {
        for (let n = 1; n <= 3; n++) yield x ** n;
      }
      let s = complex(0, 0);
      for (const p of powers(a)) s += times(p);
      return [a, b].map((x) => x * x).reduce((x, y) => x + y, s);
    };
    expectParts(f(complex(1, 0)), 11, 0);
    checkGradient(f, [z]);
    const g = /* @differentiable */ async (a) => ((await a) * a).re;
    expect(await gradient(g, z)).to.deep.equal([complex(2, -4)]);
  });

  it('work on polynomials, roots and recurrences', () => {
    const newton = /* @differentiable */ (c) => {
      let x = complex(1, 1);
      for (let i = 0; i < 30; i++) x = x - (x * x * x - c) / (3 * x * x);
      return x;
    };
    expect(newton(complex(2, 3)).pow(3).sub(complex(2, 3)).abs()).to.be.lessThan(1e-14);
    checkGradient(newton, [complex(2, 3)]);
    const horner = /* @differentiable */ (coefficients, x) => coefficients.reduceRight((s, a) => s * x + a);
    checkGradient(horner, [[z, w, 2, complex(0.5, 0.25)], complex(0.3, -0.4)]);
    const mandelbrot = /* @differentiable */ (c) => {
      let x = complex(0, 0);
      for (let i = 0; i < 10; i++) x = x * x + c;
      return x.abs();
    };
    checkGradient(mandelbrot, [complex(0.2, 0.3)]);
  });

  it('throw elsewhere, whoever calls', () => {
    const plain = (a, b) => a * b;
    expect(() => plain(z, w)).to.throw('DIFF3010');
    const compare = /* @differentiable */ (a) => a < 1;
    expect(() => compare(z)).to.throw('DIFF3010');
    expect(() => gradient((a) => a, z)).to.throw('DIFF3001');
  });
});
