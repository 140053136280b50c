import { checkpoint, derivative, gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import {
  byDerivative,
  byGradient,
  inForwardMode,
  operators,
  type Unary,
} from '../support/differentiating.js';

type Operator = (g: Unary, x: number) => number;

/** Central differences of fourth order. */
const slope = (f: Unary, x: number, h = 2e-4): number =>
  (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);

/**
 * Functions with compiled companions, which hand closures to a function that takes derivatives of them and is not known to the compiler.
 */
const programs: Record<string, (D: Operator) => Unary> = {
  'a captured number': (D) => /* @differentiable */ (x) => D((y) => x * y * y, x) * x,
  'nothing captured': (D) => /* @differentiable */ (x) => D((y) => Math.sin(y) * y, x) * x,
  'several numbers, one of them constant': (D) => /* @differentiable */ (x) => {
    const a = x * x;
    const b = 3;
    const c = Math.exp(x);
    return D((y) => a * y * y + b * y * c, x);
  },
  'text, booleans and what is undefined': (D) => /* @differentiable */ (x) => {
    const name = 'square';
    const negative = x > 100;
    const nothing = undefined;
    return D((y) => (name === 'square' && nothing === undefined ? x * y * y : 0) * (negative ? -1 : 1), x);
  },
  'an array': (D) => /* @differentiable */ (x) => {
    const w = [x, x * x, 2];
    return D((y) => w[0]! * y * y + w[1]! * w[2]! * y, x);
  },
  'an array of arrays': (D) => /* @differentiable */ (x) => {
    const m = [
      [x, 1],
      [x * x, 2],
    ];
    return D((y) => m[0]![0]! * y * y + m[1]![0]! * y ** 3, x);
  },
  'a row of an array of arrays': (D) => /* @differentiable */ (x) => {
    const m = [
      [x, 1],
      [x * x, 2],
    ];
    const row = m[1]!;
    return D((y) => row[0]! * y * y, x);
  },
  'a typed array': (D) => /* @differentiable */ (x) => {
    const w = new Float64Array(2);
    w[0] = x;
    w[1] = x ** 3;
    return D((y) => w[0]! * y * y * w[1]!, x);
  },
  'an object': (D) => /* @differentiable */ (x) => {
    const p = { mass: x * x, spring: { k: 2 * x } };
    return D((y) => p.mass * y * y - p.spring.k / y, x);
  },
  'an array that the closure changes': (D) => /* @differentiable */ (x) => {
    const kept = [x, 1];
    const d = D((y) => {
      kept[1]! *= x * y;
      kept[0]! += 0.5;
      return kept[1]! * y;
    }, x);
    return kept[0]! * kept[1]! * d;
  },
  'an array that changes between calls': (D) => /* @differentiable */ (x) => {
    const w = [x];
    const g: Unary = (y) => w[0]! * y * y;
    const first = D(g, x);
    w[0] = w[0]! * w[0]! * first;
    return first + D(g, x);
  },
  'an object that holds an array': (D) => /* @differentiable */ (x) => {
    const model = { layers: [[x, 2 * x], [0.5]] };
    const g: Unary = (y) => {
      let s = 0;
      for (const layer of model.layers) for (const w of layer) s += w * w * y * y;
      return s;
    };
    return D(g, x);
  },
  'another closure': (D) => /* @differentiable */ (x) => {
    const k = x * x;
    const scaled: Unary = (y) => k * y * y;
    const shifted: Unary = (y) => scaled(y + x) * y;
    return D(shifted, x);
  },
  'an operator': (D) => /* @differentiable */ (x) => {
    const slopeOf = (g: Unary): Unary => {
      return (y) => D(g, y) * x;
    };
    const g: Unary = (y) => x * y ** 3;
    return slopeOf(g)(x);
  },
  'closures that are made by a loop': (D) => /* @differentiable */ (x) => {
    let s = 0;
    for (let i = 1; i <= 3; i++) {
      const k = x * i;
      s += D((y) => Math.sin(k * y) * s * 0.1 + k * y, x) * 0.1;
    }
    return s;
  },
  'closures that a loop leaves in a list': (D) => /* @differentiable */ (x) => {
    const list: Unary[] = [];
    for (let i = 1; i <= 3; i++) {
      const k = x * i;
      list[i - 1] = (y) => Math.sin(k * y) * x;
    }
    let s = 0;
    for (let i = 0; i < 3; i++) s += D(list[i]!, x) * list[2 - i]!(x);
    return s;
  },
  'a closure of an object': (D) => /* @differentiable */ (x) => {
    const model = { weight: x * x, apply: (y: number) => x * y * y };
    return D(model.apply, x) * model.weight;
  },
  'a closure that another function makes': (D) => /* @differentiable */ (x) => D(makeCubic(x, [x]), x),
  'calls at first order before and behind': (D) => /* @differentiable */ (x) => {
    const w = [x];
    const g: Unary = (y) => w[0]! * y * y * x;
    const before = g(x);
    const d = D(g, before * 0.3);
    return d * g(d * 0.1) * before;
  },
  'a function that calls itself': (D) => /* @differentiable */ (x) => {
    const power = (y: number): number => (y > 3 ? y * x : power(y + 1.25) * y * x);
    return D(power, x);
  },
  'a declared function that calls itself': (D) => /* @differentiable */ (x) => {
    function power(y: number): number {
      return y > 3 ? y * x : power(y + 1.25) * y * x;
    }
    return D(power, x);
  },
  'a function expression with a name': (D) => /* @differentiable */ (x) =>
    D(function power(y: number): number {
      return y > 3 ? y * x : power(y + 1.25) * y * x;
    }, x),
  'closures within the closure': (D) => /* @differentiable */ (x) => {
    const w = [x, 2, x * x];
    return D((y) => w.map((v) => v * y * y * x).reduce((a, b) => a + b * y, 0), x);
  },
  'patterns and defaults': (D) => /* @differentiable */ (x) => {
    const pair = [x * x, { b: x }] as const;
    return D((y, k = x) => {
      const [a, { b }] = pair;
      return a * y * y * k + b * y;
    }, x);
  },
  'a closure that is chosen': (D) => /* @differentiable */ (x) =>
    D(x > 1 ? (y: number) => x * y * y : (y: number) => x * y ** 3, x),
  'a call that is made again': (D) => /* @differentiable */ (x) => {
    const w = [x];
    const g: Unary = (y) => w[0]! * y * y * x;
    return checkpoint((z: number) => D(g, z) * z, x) * x;
  },
  'a closure that runs in forward mode': (D) => /* @differentiable */ (x) => {
    const w = [x * x, x];
    const inner: Unary = (y) => x * y * y;
    return inForwardMode((z) => D((y) => w[0]! * inner(y) * z, z) + inner(z) * D(inner, z), x * x);
  },
  'a closure that a call makes again': (D) => /* @differentiable */ (x) =>
    checkpoint((z: number) => D((y) => z * y * y * x, z), x) * x,
};

/* @differentiable */
function makeCubic(k: number, w: readonly number[]): Unary {
  return (y) => k * y ** 3 + w[0]! * y;
}

/* @differentiable */
const tangentOf = (f: Unary) => (x: number) => jvp(f, [x], [1])[1];
/* @differentiable */
const cotangentOf = (f: Unary) => (x: number) => gradient(f, x)[0];

describe('derivatives of closures that compiled companions made', () => {
  for (const [captured, program] of Object.entries(programs)) {
    describe(captured, () => {
      for (const [name, D] of Object.entries(operators)) {
        it(name, () => {
          const f = program(D);
          const expected = slope(f, 1.1);
          const scale = 1e-7 * (1 + Math.abs(expected));
          expect(gradient(f, 1.1)[0]).to.be.closeTo(expected, scale);
          expect(derivative(f, 1.1)).to.be.closeTo(expected, scale);
          const [value, back] = pullback(f, 1.1);
          expect(value).to.be.closeTo(f(1.1), 1e-12);
          expect(back(1)[0]).to.be.closeTo(expected, scale);
          expect(back(2)[0]).to.be.closeTo(2 * expected, 2 * scale);
          back.release();
          expect(tangentOf(f)(1.1)).to.be.closeTo(expected, scale);
        });
      }

      it('the second derivative', () => {
        for (const D of [byDerivative, byGradient]) {
          const f = program(D);
          const expected = slope((x) => derivative(f, x), 1.1);
          const scale = 1e-7 * (1 + Math.abs(expected));
          expect(derivative(cotangentOf(f), 1.1)).to.be.closeTo(expected, scale);
          expect(gradient(tangentOf(f), 1.1)[0]).to.be.closeTo(expected, scale);
        }
      });
    });
  }
});

describe('closures that outlive the sweep that made them', () => {
  interface Holder {
    g: Unary;
    w: number[];
  }
  /* @differentiable */
  const make = (x: number, holder: Holder): number => {
    const w = [x, x];
    holder.w = w;
    holder.g = (y) => x * w[0]! * y ** 3;
    return byDerivative(holder.g, x); // 3x⁴
  };
  /* @differentiable */
  const use = (z: number, { g }: Holder): number => byGradient(g, z) * z; // 12z³ where it was made with x = 2

  it('have captured constants', () => {
    const holder: Holder = { g: Math.sin, w: [] };
    /* @differentiable */
    const useHeld = (z: number): number => use(z, holder);
    expect(gradient(make, 2, holder)[0]).to.be.closeTo(96, 1e-12);
    expect(gradient(use, 1.5, holder)[0]).to.be.closeTo(36 * 1.5 ** 2, 1e-12);
    expect(derivative(useHeld, 1.5)).to.be.closeTo(36 * 1.5 ** 2, 1e-12);
    expect(jvp(make, [2, holder], [1, null as never])[1]).to.be.closeTo(96, 1e-12);
    expect(derivative(useHeld, 1.5)).to.be.closeTo(36 * 1.5 ** 2, 1e-12);
    expect(byDerivative(holder.g, 1.5)).to.be.closeTo(12 * 1.5 ** 2, 1e-12);
  });

  it('find the shadows that captured objects have now', () => {
    /* @differentiable */
    const both = (holder: Holder, z: number): number => {
      holder.w[0] = z * z;
      return byDerivative(holder.g, z); // 2·z²·3z²
    };
    const holder: Holder = { g: Math.sin, w: [] };
    make(2, holder);
    gradient(make, 2, holder);
    expect(both(holder, 1.5)).to.be.closeTo(6 * 1.5 ** 4, 1e-12);
    expect(gradient(both, holder, 1.5)[1]).to.be.closeTo(24 * 1.5 ** 3, 1e-12);
    expect(jvp(both, [holder, 1.5], [null as never, 1])[1]).to.be.closeTo(24 * 1.5 ** 3, 1e-12);
  });
});

describe('derivatives that compiled functions take by functions that they were given', () => {
  it('derivative, gradient, jvp and pullback themselves', () => {
    /* @differentiable */
    const f = (take: (g: Unary, x: number) => unknown, read: (taken: unknown) => number, x: number): number =>
      read(take((y) => x * y ** 3, x)) * x; // 3x⁴
    /* @differentiable */
    const itself = (d: unknown): number => d as number;
    /* @differentiable */
    const first = (d: unknown): number => (d as number[])[0]!;
    /* @differentiable */
    const called = (pair: unknown): number => (pair as [number, (d: number) => number[]])[1](1)[0]!;
    const cases = [
      [derivative, itself],
      [gradient, first],
      [pullback, called],
    ] as unknown as [(g: Unary, x: number) => unknown, (taken: unknown) => number][];
    for (const [take, read] of cases) {
      expect(f(take, read, 1.1)).to.be.closeTo(3 * 1.1 ** 4, 1e-12);
      expect(gradient(f, take, read, 1.1)[2]).to.be.closeTo(12 * 1.1 ** 3, 1e-11);
      expect(jvp(f, [take, read, 1.1], [null as never, null as never, 1])[1]).to.be.closeTo(
        12 * 1.1 ** 3,
        1e-11,
      );
    }
  });
});
