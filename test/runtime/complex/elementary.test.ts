import fs from 'node:fs';
import path from 'node:path';
import { complex, type Complex } from '@diffjs/runtime';
import { expect } from 'chai';
import Oracle from 'complex.js';
import { elementary, type ElementaryName, isSame, normError, partError } from './support.js';

interface Golden {
  /** x, y, Re f(x + iy), Im f(x + iy), by function */
  readonly functions: Record<ElementaryName, readonly (readonly number[])[]>;
  /** x, y, u, v, Re zʷ, Im zʷ */
  readonly pow: readonly (readonly number[])[];
  /** the same for z/w */
  readonly div: readonly (readonly number[])[];
}

/** Made by `golden.py` with 80 digits. */
const golden = JSON.parse(fs.readFileSync(path.join(__dirname, 'golden.json'), 'utf8')) as Golden;

const { PI } = Math;
const INF = Infinity;
type Expected = number | '±0' | '±∞' | undefined;
type Row = readonly [x: number, y: number, u: Expected, v: Expected];

/** Special values of C99, Annex G.6 (± and undefined: the standard leaves the sign, or the value, open); all are mirrored at the real axis. */
const special: Record<string, readonly Row[]> = {
  sqrt: [
    [0, 0, 0, 0],
    [-0, 0, 0, 0],
    [1, INF, INF, INF],
    [NaN, INF, INF, INF],
    [-INF, INF, INF, INF],
    [1, NaN, NaN, NaN],
    [-INF, 1, 0, INF],
    [INF, 1, INF, 0],
    [-INF, NaN, NaN, '±∞'],
    [INF, NaN, INF, NaN],
    [NaN, 1, NaN, NaN],
    [NaN, NaN, NaN, NaN],
    [-4, 0, 0, 2],
    [4, 0, 2, 0],
    [5e-324, 0, Math.sqrt(5e-324), 0],
    [1.7e308, 1.7e308, Math.sqrt(1.7e308) * 1.09868411346781, Math.sqrt(1.7e308) * 0.45508986056222733],
  ],
  exp: [
    [0, 0, 1, 0],
    [-0, 0, 1, 0],
    [1, INF, NaN, NaN],
    [1, NaN, NaN, NaN],
    [INF, 0, INF, 0],
    [-INF, 1, 0, 0],
    [-INF, 2, -0, 0],
    [INF, 1, INF, INF],
    [INF, 2, -INF, INF],
    [-INF, INF, '±0', '±0'],
    [INF, INF, '±∞', NaN],
    [-INF, NaN, '±0', '±0'],
    [INF, NaN, '±∞', NaN],
    [NaN, 0, NaN, 0],
    [NaN, 1, NaN, NaN],
    [NaN, NaN, NaN, NaN],
  ],
  log: [
    [-0, 0, -INF, PI],
    [0, 0, -INF, 0],
    [1, INF, INF, PI / 2],
    [1, NaN, NaN, NaN],
    [-INF, 1, INF, PI],
    [INF, 1, INF, 0],
    [-INF, INF, INF, (3 * PI) / 4],
    [INF, INF, INF, PI / 4],
    [INF, NaN, INF, NaN],
    [-INF, NaN, INF, NaN],
    [NaN, 1, NaN, NaN],
    [NaN, INF, INF, NaN],
    [NaN, NaN, NaN, NaN],
    [-1, 0, 0, PI],
    [5e-324, 0, Math.log(5e-324), 0],
    [5e-324, 5e-324, -744.0934983311012, PI / 4],
    [Number.MAX_VALUE, Number.MAX_VALUE, Math.log(Number.MAX_VALUE) + Math.LN2 / 2, PI / 4],
  ],
  acos: [
    [0, 0, PI / 2, -0],
    [-0, 0, PI / 2, -0],
    [0, NaN, PI / 2, NaN],
    [-0, NaN, PI / 2, NaN],
    [1, INF, PI / 2, -INF],
    [1, NaN, NaN, NaN],
    [-INF, 1, PI, -INF],
    [INF, 1, 0, -INF],
    [-INF, INF, (3 * PI) / 4, -INF],
    [INF, INF, PI / 4, -INF],
    [INF, NaN, NaN, '±∞'],
    [NaN, 1, NaN, NaN],
    [NaN, INF, NaN, -INF],
    [NaN, NaN, NaN, NaN],
    [2, 0, 0, -Math.acosh(2)],
    [-2, 0, PI, -Math.acosh(2)],
  ],
  acosh: [
    [0, 0, 0, PI / 2],
    [-0, 0, 0, PI / 2],
    [1, INF, INF, PI / 2],
    [0, NaN, NaN, PI / 2],
    [1, NaN, NaN, NaN],
    [-INF, 1, INF, PI],
    [INF, 1, INF, 0],
    [-INF, INF, INF, (3 * PI) / 4],
    [INF, INF, INF, PI / 4],
    [INF, NaN, INF, NaN],
    [NaN, 1, NaN, NaN],
    [NaN, INF, INF, NaN],
    [NaN, NaN, NaN, NaN],
    [-2, 0, Math.acosh(2), PI],
  ],
  asinh: [
    [0, 0, 0, 0],
    [-0, 0, -0, 0],
    [1, INF, INF, PI / 2],
    [1, NaN, NaN, NaN],
    [INF, 1, INF, 0],
    [INF, INF, INF, PI / 4],
    [INF, NaN, INF, NaN],
    [NaN, 0, NaN, 0],
    [NaN, 1, NaN, NaN],
    [NaN, INF, '±∞', NaN],
    [NaN, NaN, NaN, NaN],
    [0, 2, Math.acosh(2), PI / 2],
    [-0, 2, -Math.acosh(2), PI / 2],
  ],
  atanh: [
    [0, 0, 0, 0],
    [-0, 0, -0, 0],
    [0, NaN, 0, NaN],
    [1, 0, INF, 0],
    [1, INF, 0, PI / 2],
    [1, NaN, NaN, NaN],
    [INF, 1, 0, PI / 2],
    [INF, INF, 0, PI / 2],
    [INF, NaN, 0, NaN],
    [NaN, 1, NaN, NaN],
    [NaN, INF, '±0', PI / 2],
    [NaN, NaN, NaN, NaN],
    [2, 0, Math.atanh(0.5), PI / 2],
    [-2, 0, -Math.atanh(0.5), PI / 2],
    [1e308, 1e308, 5e-309, PI / 2],
    [1, 1e-200, 230.60508288968455, PI / 4],
  ],
  sinh: [
    [0, 0, 0, 0],
    [0, INF, '±0', NaN],
    [0, NaN, '±0', NaN],
    [1, INF, NaN, NaN],
    [1, NaN, NaN, NaN],
    [INF, 0, INF, 0],
    [INF, 1, INF, INF],
    [INF, 2, -INF, INF],
    [INF, INF, '±∞', NaN],
    [INF, NaN, '±∞', NaN],
    [NaN, 0, NaN, 0],
    [NaN, 1, NaN, NaN],
    [NaN, NaN, NaN, NaN],
  ],
  cosh: [
    [0, 0, 1, 0],
    [0, INF, NaN, '±0'],
    [0, NaN, NaN, '±0'],
    [1, INF, NaN, NaN],
    [1, NaN, NaN, NaN],
    [INF, 0, INF, 0],
    [INF, 1, INF, INF],
    [INF, 2, -INF, INF],
    [INF, INF, '±∞', NaN],
    [INF, NaN, INF, NaN],
    [NaN, 0, NaN, '±0'],
    [NaN, 1, NaN, NaN],
    [NaN, NaN, NaN, NaN],
  ],
  tanh: [
    [0, 0, 0, 0],
    [0, INF, 0, NaN],
    [0, NaN, 0, NaN],
    [1, INF, NaN, NaN],
    [1, NaN, NaN, NaN],
    [INF, 1, 1, 0],
    [INF, INF, 1, '±0'],
    [INF, NaN, 1, '±0'],
    [NaN, 0, NaN, 0],
    [NaN, 1, NaN, NaN],
    [NaN, NaN, NaN, NaN],
  ],
};

/** Functions of which −f(−z) = f(z). */
const odd = new Set(['asinh', 'atanh', 'sinh', 'tanh', 'asin', 'atan', 'sin', 'tan']);

describe('elementary functions of complex numbers', () => {
  for (const [name, rows] of Object.entries(golden.functions)) {
    it(`${name}: both parts are right to the last digits, at points of all sizes`, () => {
      let worst = 0;
      for (const [x, y, u, v] of rows)
        worst = Math.max(worst, partError(complex(x!, y)[name as ElementaryName](), u!, v!));
      expect(rows.length).to.be.greaterThan(80);
      expect(worst).to.be.lessThan(2e-15);
    });
  }

  for (const operation of ['pow', 'div'] as const) {
    it(`${operation}: right to the last digits, at numbers of all sizes`, () => {
      let worst = 0;
      for (const [x, y, a, b, u, v] of golden[operation])
        worst = Math.max(worst, normError(complex(x!, y)[operation](complex(a!, b)), u!, v!));
      expect(worst).to.be.lessThan(operation === 'div' ? 5e-16 : 3e-15);
    });
  }

  for (const [name, rows] of Object.entries(special)) {
    it(`${name}: special values and signs of zeros are those of C99`, () => {
      const f = (z: Complex): Complex => z[name as ElementaryName]();
      const wrong: string[] = [];
      const check = (x: number, y: number, w: Complex, u: Expected, v: Expected): void => {
        if (!isSame(w.re, u) || !isSame(w.im, v))
          wrong.push(`${name}(${complex(x, y)}) = ${w}, not ${u}, ${v}`);
      };
      const minus = (v: Expected): Expected => (typeof v === 'number' ? -v : v);
      for (const [x, y, u, v] of rows) {
        check(x, y, f(complex(x, y)), u, v);
        if (Number.isNaN(y)) continue;
        check(x, -y, f(complex(x, -y)), u, minus(v));
        if (!odd.has(name)) continue;
        check(-x, -y, f(complex(-x, -y)), minus(u), minus(v));
        check(-x, y, f(complex(-x, y)), minus(u), v);
      }
      expect(wrong).to.deep.equal([]);
    });
  }

  it('sin, cos, tan, asin and atan are the hyperbolic ones of iz', () => {
    const values = [0, -0, 1, -1, 0.5, INF, -INF, 5e-324, 30];
    for (const x of values) {
      for (const y of values) {
        const z = complex(x, y);
        // −i·f(iz)
        const through = (w: Complex): [number, number] => [w.im, -w.re];
        const iz = complex(-y, x);
        const pairs: [Complex, [number, number]][] = [
          [z.sin(), through(iz.sinh())],
          [z.tan(), through(iz.tanh())],
          [z.asin(), through(iz.asinh())],
          [z.atan(), through(iz.atanh())],
        ];
        for (const [w, [u, v]] of pairs)
          expect(isSame(w.re, u) && isSame(w.im, v), `${z}: ${w}, ${u}, ${v}`).to.equal(true);
        const c = iz.cosh();
        expect(isSame(z.cos().re, c.re) && isSame(z.cos().im, c.im), `cos ${z}`).to.equal(true);
      }
    }
  });

  it('are continuous where signs of zeros say from which side a cut is looked at', () => {
    const near = 1e-13;
    const cuts: readonly (readonly [ElementaryName, number, number, 'x' | 'y'])[] = [
      ['sqrt', -2, 0, 'y'],
      ['log', -2, 0, 'y'],
      ['log1p', -3, 0, 'y'],
      ['asin', 2, 0, 'y'],
      ['asin', -2, 0, 'y'],
      ['acos', 2, 0, 'y'],
      ['acos', -2, 0, 'y'],
      ['acosh', 0.5, 0, 'y'],
      ['acosh', -2, 0, 'y'],
      ['atanh', 2, 0, 'y'],
      ['atanh', -2, 0, 'y'],
      ['atan', 0, 2, 'x'],
      ['atan', 0, -2, 'x'],
      ['asinh', 0, 2, 'x'],
      ['asinh', 0, -2, 'x'],
    ];
    for (const [name, x, y, across] of cuts) {
      for (const side of [1, -1]) {
        const on = across === 'y' ? complex(x, side * 0) : complex(side * 0, y);
        const beside = across === 'y' ? complex(x, side * near) : complex(side * near, y);
        const other = across === 'y' ? complex(x, -side * near) : complex(-side * near, y);
        expect(on[name]().sub(beside[name]()).abs(), `${name} ${on}`).to.be.lessThan(1e-12);
        expect(on[name]().sub(other[name]()).abs(), `${name} ${on}, other side`).to.be.greaterThan(0.1);
      }
    }
  });

  it('agree with complex.js at random points', () => {
    let state = 7;
    const random = (): number => ((state = (state * 48271) % 2147483647) / 2147483647) * 6 - 3;
    const shared = elementary.filter(
      (name) => !['expm1', 'log1p', 'log2', 'log10', 'reciprocal'].includes(name),
    );
    for (const name of shared) {
      for (let i = 0; i < 50; i++) {
        const [x, y] = [random(), random()];
        const oracle = new Oracle(x, y)[name as 'sin']();
        expect(normError(complex(x, y)[name](), oracle.re, oracle.im), `${name}(${x}, ${y})`).to.be.lessThan(
          1e-12,
        );
      }
    }
    for (let i = 0; i < 50; i++) {
      const [x, y, u, v] = [random(), random(), random(), random()];
      const power = new Oracle(x, y).pow(u, v);
      expect(normError(complex(x, y).pow(complex(u, v)), power.re, power.im)).to.be.lessThan(1e-12);
      const quotient = new Oracle(x, y).div(u, v);
      expect(normError(complex(x, y).div(complex(u, v)), quotient.re, quotient.im)).to.be.lessThan(1e-12);
    }
  });
});
