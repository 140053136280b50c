/* eslint-disable eqeqeq -- it is tested too */
// eslint-disable-next-line @typescript-eslint/ban-ts-comment -- TypeScript knows no operators on objects
// @ts-nocheck
import { checkGradient, Complex, complex, gradient, jvp, pullback, withGradient } from '@diffjs/runtime';
import { expect } from 'chai';

const z = complex(0.7, -0.4);
const w = complex(-0.3, 1.2);

/** Checks value, both modes against differences, and that the value is that of the function called normally. */
function check(f, args, options = {}) {
  expect(pullback(f, ...args)[0]).to.deep.equal(f(...args));
  checkGradient(f, args, options);
}

/* @differentiable */
function iterate(c: Complex, n: number) {
  let x = complex(0, 0);
  for (let i = 0; i < n; i++) x = x * x + c;
  return x.norm2();
}

/* @differentiable */
function horner(coefficients: Complex[], x: Complex) {
  let s = coefficients[coefficients.length - 1];
  for (let k = coefficients.length - 2; k >= 0; k--) s = s * x + coefficients[k];
  return s;
}

/* @differentiable */
function everyOperator(a: Complex, b: Complex, x: number) {
  let s = a + b - a * b;
  s += x;
  s -= x * a;
  s *= b / x;
  s /= a - 3;
  s **= 3;
  s = -s + x / a - (x - b) ** 2 + a ** 5 + a ** b + x ** a + a ** x;
  return s;
}

/* @differentiable */
function everyMethod(a: Complex, b: Complex, x: number) {
  const s = a.add(b).sub(x).mul(a).div(b).pow(2).neg().conj().add(a.exp().mul(b.sin()).add(a.sqrt().log()));
  return s.mul(s.abs()).add(s.arg()).add(Complex.polar(x, s.norm2())).add(Complex.I).reciprocal();
}

/* @differentiable */
function choices(a: Complex, b: Complex) {
  const larger = a.abs() > b.abs() ? a : b;
  const { re, im } = larger;
  let s = larger;
  if (a === b || a != b) s = s * re;
  else s = s * im;
  return a === b ? s : s + (a !== complex(a.re, a.im) ? 5 : im);
}

/* @differentiable */
function escaping(a: Complex, n: number) {
  const orbit = [];
  let x = a;
  for (let i = 0; i < n; i++) {
    x = x * a;
    orbit.push(x);
  }
  const last = { at: x, twice: x + x };
  return [orbit[0].re * orbit[n - 1].im, last.at, last.twice.re];
}

/* @differentiable */
function withNumbers(xs: Float64Array, ys: readonly number[], s: Complex) {
  let sum = complex(0);
  for (let k = 0; k < xs.length; k++) sum += xs[k] * (s * k) ** 2 + ys[k] / (s + k);
  return sum;
}

/* @differentiable */
function square(a: Complex) {
  return a * a;
}

/* @differentiable */
function callsByName(a: Complex, b: Complex) {
  return square(a) + scaled(square(b), 3);
}

function scaled(a, k) {
  return a * k;
}

/* @differentiable */
function modes(state: { readonly amplitude: Complex; readonly rate: number }, t: number) {
  return (state.amplitude * complex(-state.rate * t, t).exp()).re;
}

describe('complex numbers in compiled companions', () => {
  it('in recurrences', () => {
    const eight = /* @differentiable */ (c: Complex) => iterate(c, 8);
    check(eight, [complex(0.2, 0.3)]);
    const none = /* @differentiable */ (c: Complex) => iterate(c, 0) + c.re;
    check(none, [complex(0.2, 0.3)]);
    const [d] = gradient(iterate, complex(0.2, 0.3), 8);
    expect(d).to.be.instanceOf(Complex);
  });

  it('in arrays and objects that types describe', () => {
    check(horner, [[z, w, complex(2, 1)], complex(0.3, 0.9)]);
    check(modes, [{ amplitude: z, rate: 0.3 }, 1.4]);
    expect(() => pullback(horner, [z, 2 as never], w)).to.not.throw();
    expect(pullback(horner, [z, 2 as never], w)[0]).to.deep.equal(horner([z, 2], w));
  });

  it('with every operator and method', () => {
    check(everyOperator, [z, w, 1.3]);
    check(everyMethod, [z, w, 1.3]);
  });

  it('in choices and comparisons', () => {
    check(choices, [z, w]);
    check(choices, [w, z]);
    expect(pullback(choices, z, complex(0.7, -0.4))[0]).to.deep.equal(choices(z, complex(0.7, -0.4)));
  });

  it('that become visible', () => {
    const three = /* @differentiable */ (a: Complex) => escaping(a, 3);
    check(three, [z]);
    const [value] = pullback(escaping, z, 2);
    expect(value[1]).to.be.instanceOf(Complex);
    expect(value[1].conj()).to.deep.equal(escaping(z, 2)[1].conj());
  });

  it('beside real numbers in arrays', () => {
    check(withNumbers, [Float64Array.of(1, 2, 3), [4, 5, 6], z]);
  });

  it('in functions that call one another', () => {
    check(callsByName, [z, w]);
    check(square, [z]);
  });

  it('take the traced form where an argument is another thing than its type says', () => {
    for (const args of [
      [2, 8],
      [complex(0.1, 0.2), 3],
    ])
      expect(withGradient(iterate, ...args).value).to.equal(iterate(...args));
    expect(gradient(iterate, 0.3, 2)[0]).to.be.closeTo(2 * (0.09 + 0.3) * (2 * 0.3 + 1), 1e-12);
    check(square, [3]);
    check(everyOperator, [complex(1, 2), 2, 3]);
    class Derived extends Complex {}
    const derived = new Derived(1, 2);
    expect(gradient(iterate, derived, 1)[0].re).to.equal(2);
    expect(() => pullback(square, { re: 1, im: 2 })[0]).to.not.throw();
    expect(pullback(square, { re: 1, im: 2 })[0]).to.deep.equal(NaN);
  });

  it('divide where the plain formula would overflow, too', () => {
    const f = /* @differentiable */ (a: Complex, b: Complex) => a / b;
    for (const [a, b] of [
      [complex(1e300, 1e300), complex(1e300, -1e300)],
      [complex(1e-300, 1e-300), complex(2e-300, 0)],
      [complex(0, 0), complex(1, 1)],
      [complex(1, 1), complex(0, 0)],
    ]) {
      expect(pullback(f, a, b)[0]).to.deep.equal(f(a, b));
      expect(jvp(f, [a, b], [null, null])[0]).to.deep.equal(f(a, b));
    }
    const unit = /* @differentiable */ (a: Complex, b: Complex) => ((a * 1e300) / (b * 1e300)).re;
    check(unit, [z, w]);
    const small = /* @differentiable */ (a: Complex, b: Complex) => ((a * 1e-300) / (b * 1e-300)).im;
    check(small, [z, w]);
  });

  it('keep zero contributions zero', () => {
    const f = /* @differentiable */ (a: Complex) => (a.sqrt() * 0 + a).im;
    expect(gradient(f, complex(0, 0))).to.deep.equal([complex(0, 1)]);
  });
});

/* @differentiable */
function sumOfSquares(zs: readonly Complex[]) {
  let s = complex(0, 0);
  for (const each of zs) s += each * each;
  return s;
}

/* @differentiable */
function withHelpers(a: Complex, k: number) {
  const twice = (x) => x * 2;
  function step(x, y) {
    return twice(x) * x + y;
  }
  let s = a;
  for (let i = 0; i < 3; i++) s = step(s, a) / k;
  return s;
}

/* @differentiable */
function compared(a, b, x) {
  return a === b ? x : 2 * x;
}

/* @differentiable */
function counted(a: Complex, n) {
  let s = a;
  for (let i = 0; i * 1 !== n * 1; i++) s = i === 0 ? s * s : s + a;
  return s;
}

describe('complex numbers in compiled companions, and what only looks like some', () => {
  it('are elements that are iterated', () => {
    check(sumOfSquares, [[z, w]]);
    expect(pullback(sumOfSquares, [z, 3])[0]).to.deep.equal(sumOfSquares([z, 3]));
  });

  it('go through functions inside', () => {
    const three = /* @differentiable */ (a: Complex) => withHelpers(a, 3);
    check(three, [z]);
    check(withHelpers, [z, 2.5]);
  });

  it('are compared by parts, whatever they were taken for', () => {
    for (const args of [
      [complex(1, 2), complex(1, 2), 5],
      [complex(1, 2), complex(1, 3), 5],
      [1, 1, 5],
      ['a', 'a', 5],
      [complex(1, 0), 1, 5],
    ]) {
      expect(pullback(compared, ...args)[0]).to.equal(compared(...args));
      expect(gradient(compared, ...args)[2]).to.equal(compared(...args) / 5);
    }
    const three = /* @differentiable */ (a: Complex) => counted(a, 3);
    check(three, [z]);
  });

  it('are fields and elements of which nothing was known', () => {
    for (const held of [
      { a: z, list: [w, 2] },
      { a: 1.5, list: [-0.5, w] },
      { a: 2, list: [3, 4] },
    ]) {
      check(untyped, [held, 1.3], { order: 2 });
      check(untyped, [held, z], { order: 2 });
    }
    expect(gradient(untyped, { a: 2, list: [3, 4] }, 1)).to.deep.equal([{ a: 3, list: [2, 1] }, 4]);
    check(perElement, [[z, 2, w], 1.5]);
    check(perElement, [[1, 2, 3], 1.5]);
    check(perElement, [[1, 2, 3], z]);
  });
});

/* @differentiable */
function untyped(held, k) {
  let s = held.a * held.list[0];
  for (let i = 1; i < held.list.length; i++) s += held.list[i] * k;
  return s;
}

/* @differentiable */
function perElement(list, k) {
  return list.map((x) => x * k - 1).reduce((s, x) => s + x, 0);
}
