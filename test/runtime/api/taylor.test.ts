import { defineRule, derivative, gradient, taylor } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError.js';

type Unary = (x: number) => number;

/* @differentiable */
const derived = (f: Unary) => (x: number) => derivative(f, x);

/** The first coefficients by nested derivatives. */
function nested(f: Unary, x: number, order: number): number[] {
  const coefficients: number[] = [];
  let factorial = 1;
  for (let k = 0, g = f; k <= order; k++, g = derived(g)) {
    coefficients.push(g(x) / factorial);
    factorial *= k + 1;
  }
  return coefficients;
}

function expectClose(found: readonly number[], expected: readonly number[], tolerance = 1e-10): void {
  expect(found).to.have.length(expected.length);
  expected.forEach((c, k) =>
    expect(found[k], `coefficient ${k}`).to.be.closeTo(c, tolerance * (1 + Math.abs(c))),
  );
}

describe('taylor', () => {
  it('gives known series', () => {
    expectClose(
      taylor(Math.exp, 0, 10),
      Array.from({ length: 11 }, (_, k) => 1 / factorial(k)),
    );
    const zeta = taylor(/* @differentiable */ (x) => x / (Math.exp(x) - 1), 1e-3, 4);
    expect(zeta[0]).to.be.closeTo(0.9995000833333, 1e-12);
    expectClose(
      taylor(/* @differentiable */ (x) => 1 / (1 - x), 0, 20),
      new Array<number>(21).fill(1),
    );
    expectClose(taylor(Math.atan, 0, 9), [0, 1, 0, -1 / 3, 0, 1 / 5, 0, -1 / 7, 0, 1 / 9]);
    expectClose(taylor(Math.tan, 0, 7), [0, 1, 0, 1 / 3, 0, 2 / 15, 0, 17 / 315]);
    expectClose(
      taylor(/* @differentiable */ (x) => Math.sqrt(1 + x), 0, 4),
      [1, 1 / 2, -1 / 8, 1 / 16, -5 / 128],
    );
    expectClose(
      taylor(/* @differentiable */ (x) => (1 + x) ** 2.5, 0, 3),
      [1, 2.5, 1.875, 0.3125],
    );
  });

  it('gives polynomials exactly, at orders below and above their degree', () => {
    /* @differentiable */
    const cubic = (x: number): number => 2 * x ** 3 - x * x + 4;
    expect(taylor(cubic, 2, 5)).to.deep.equal([16, 20, 11, 2, 0, 0]);
    expect(taylor(cubic, 2, 1)).to.deep.equal([16, 20]);
    expect(taylor(cubic, 2, 0)).to.deep.equal([16]);
    // x² at a point where its first derivative is zero
    expect(taylor(/* @differentiable */ (x) => (x * x) ** 2, 0, 5)).to.deep.equal([0, 0, 0, 0, 1, 0]);
  });

  describe('agrees with nested derivatives', () => {
    const names = Object.getOwnPropertyNames(Math).filter(
      (name) =>
        typeof Math[name as keyof Math] === 'function' &&
        !['random', 'clz32', 'imul', 'f16round', 'sumPrecise'].includes(name),
    );
    for (const name of names) {
      it(`of Math.${name}`, () => {
        const fn = Math[name as 'sin'] as (...xs: number[]) => number;
        /* @differentiable */
        const f = (x: number): number =>
          ['pow', 'atan2', 'hypot', 'max', 'min'].includes(name)
            ? fn(x + 0.5, x * x + 0.3) * x
            : fn(x * x + 0.2) * x;
        const x = name === 'acosh' ? 1.4 : 0.37;
        expectClose(taylor(f, x, 4), nested(f, x, 4), 1e-9);
      });
    }

    it('of programs with loops, memory, closures, classes and exceptions', () => {
      class Cell {
        #v = 1;
        push(x: number): void {
          this.#v *= x;
        }
        get v(): number {
          return this.#v;
        }
      }
      /* @differentiable */
      class Held extends Cell {}
      /* @differentiable */
      const f = (x: number): number => {
        const typed = new Float64Array(3);
        const map = new Map<string, number>([['a', x]]);
        const held = new Held();
        let s = 0;
        for (let i = 0; i < 3; i++) {
          typed[i] = Math.sin(x * i) + (i > 0 ? typed[i - 1]! : 0);
          held.push(1 + typed[i]! * map.get('a')!);
          map.set('a', map.get('a')! ** 2);
        }
        const parts = [...typed].sort((a, b) => b - a).map((v) => v * s + x);
        try {
          if (x > -10) throw new Error('on');
        } catch {
          s += parts[0]! * parts[1]!;
        }
        return s * map.get('a')! + typed.subarray(1)[0]! + held.v;
      };
      expectClose(taylor(f, 0.6, 4), nested(f, 0.6, 4), 1e-9);
    });

    it('of functions that take derivatives themselves', () => {
      /* @differentiable */
      const forward = (x: number): number => derivative((z) => z ** 3 * x * Math.sin(z), x);
      /* @differentiable */
      const reverse = (x: number): number => gradient((z) => (z * x * x + z ** 3) * x, x * x)[0];
      /* @differentiable */
      const twice = (x: number): number =>
        derivative((z) => z * derivative((y) => y ** 3 * z * x, z), x) * gradient((z) => z * z * z, x)[0];
      for (const f of [forward, reverse, twice]) expectClose(taylor(f, 0.6, 4), nested(f, 0.6, 4), 1e-9);
      expect(taylor(/* @differentiable */ (x) => derivative((z) => z * z * z, x), 1, 4)).to.deep.equal([
        3, 6, 3, 0, 0,
      ]);
      // The cotangent of s is zero at x = 0, and the product has a second derivative there.
      /* @differentiable */
      const atZero = (x: number): number => gradient((z) => (x * x + z * x) ** 2, 0)[0];
      expect(taylor(atZero, 0, 4)).to.deep.equal([0, 0, 0, 2, 0]);
    });

    it('of rules by partial derivatives', () => {
      const mixed = (x: number, y: number): number => x * Math.exp(y);
      defineRule(mixed, {
        partials: /* @differentiable */ ([x, y]: [number, number], out: number) => [
          Math.exp(y),
          () => (x === 0 ? 0 : out),
        ],
      });
      /* @differentiable */
      const f = (x: number): number => mixed(x * x, Math.sin(x));
      expectClose(taylor(f, 0.6, 4), nested(f, 0.6, 4), 1e-9);
    });
  });

  it('replaces each number of a tree by its coefficients', () => {
    /* @differentiable */
    const f = (x: number) => ({
      a: [x, x * x],
      t: Float64Array.of(2 * x),
      m: new Map([['k', x ** 3]]),
      n: 1,
      s: 'text',
    });
    expect(taylor(f, 2, 2)).to.deep.equal({
      a: [
        [2, 1, 0],
        [4, 4, 1],
      ],
      t: [[4, 2, 0]],
      m: new Map([['k', [8, 12, 6]]]),
      n: [1, 0, 0],
      s: null,
    });
  });

  it('is refused where it would lose a derivative', () => {
    const square = (x: number): number => x * x;
    defineRule(square, { jvp: ([x], [x_]) => [x * x, 2 * x * x_] });
    expectDiffError(() => taylor(/* @differentiable */ (x) => square(x), 1, 2), 'DIFF3112', /partials/);
    expectDiffError(() => taylor(Math.sin, 1, 1.5), 'DIFF3003', /1\.5/);
    expectDiffError(() => taylor(Math.sin, [1] as never, 1), 'DIFF3003', /number/);
    expectDiffError(
      () => gradient(/* @differentiable */ (x: number) => taylor(Math.sin, x, 1)[0]!, 1),
      'DIFF3101',
      /taylor/,
    );
  });
});

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
