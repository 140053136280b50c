import {
  complex,
  defineRule,
  derivative,
  gradient,
  jacobian,
  jvp,
  pullback,
  withGradient,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError.js';

type Unary = (x: number) => number;

/* @differentiable */
const byDerivative = (f: Unary) => (x: number) => derivative(f, x);
/* @differentiable */
const byGradient = (f: Unary) => (x: number) => gradient(f, x)[0];
/* @differentiable */
const byWithGradient = (f: Unary) => (x: number) => withGradient(f, x).gradient[0];
/* @differentiable */
const byJvp = (f: Unary) => (x: number) => jvp(f, [x], [1])[1];
/* @differentiable */
const byPullback = (f: Unary) => (x: number) => {
  const [, back] = pullback(f, x);
  const [dx] = back(1);
  back.release();
  return dx;
};
/* @differentiable */
const byJacobian = (f: Unary) => (x: number) => jacobian(f, x);

const operators = { byDerivative, byGradient, byWithGradient, byJvp, byPullback, byJacobian };
type Operator = (f: Unary) => Unary;

/* @differentiable */
const smooth = (x: number): number => Math.sin(x * x) * Math.exp(-x) + x ** 3 / (1 + x);
/** Central differences of fourth order. */
const slope = (f: Unary, x: number, h = 1e-3): number =>
  (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);

describe('derivatives of derivatives', () => {
  describe('of functions of one number', () => {
    for (const [outer, D] of Object.entries(operators) as [string, Operator][]) {
      for (const [inner, E] of Object.entries(operators) as [string, Operator][]) {
        it(`${outer} of ${inner}`, () => {
          const second = D(E(smooth))(0.7);
          expect(second).to.be.closeTo(
            slope((x) => derivative(smooth, x), 0.7),
            1e-9,
          );
        });
      }
    }

    it('of third order in all mixes of modes', () => {
      const D: Operator = byDerivative;
      const expected = slope((x) => D(D(smooth))(x), 0.7);
      const found: number[] = [];
      for (const A of [byDerivative, byGradient] as Operator[])
        for (const B of [byDerivative, byPullback] as Operator[])
          for (const C of [byJvp, byGradient] as Operator[]) found.push(A(B(C(smooth)))(0.7));
      for (const x of found) {
        expect(x).to.be.closeTo(expected, 1e-7);
        expect(x).to.be.closeTo(found[0]!, 1e-12);
      }
    });

    it('of fifth order', () => {
      /* @differentiable */
      const f = (x: number): number => Math.sin(Math.exp(x));
      const e = Math.exp(0.3);
      const expected = Math.cos(e) * (e - 25 * e ** 3 + e ** 5) + Math.sin(e) * (-15 * e ** 2 + 10 * e ** 4);
      const D: Operator = byDerivative;
      expect(D(D(D(D(D(f)))))(0.3)).to.be.closeTo(expected, 1e-11);
      expect(byGradient(D(D(D(D(f)))))(0.3)).to.be.closeTo(expected, 1e-11);
      expect(D(byGradient(D(D(byGradient(f)))))(0.3)).to.be.closeTo(expected, 1e-11);
    });
  });

  describe('of every function of numbers', () => {
    const points: Record<string, number> = { acosh: 1.7, log: 0.8, log10: 0.8, log2: 0.8, sqrt: 0.8 };
    const names = Object.getOwnPropertyNames(Math).filter(
      (name) =>
        typeof Math[name as keyof Math] === 'function' &&
        !['random', 'clz32', 'imul', 'f16round', 'fround', 'sumPrecise'].includes(name),
    );
    for (const name of names) {
      it(`Math.${name}`, () => {
        const fn = Math[name as 'sin'];
        const isBinary = ['pow', 'atan2', 'hypot', 'max', 'min'].includes(name);
        const f = isBinary ? binaryOf(fn as unknown as (x: number, y: number) => number) : unaryOf(fn);
        const x = points[name] ?? 0.37;
        for (const D of [byDerivative, byGradient] as Operator[]) {
          for (const E of [byDerivative, byGradient] as Operator[]) {
            const expected = slope((y) => derivative(f, y), x);
            expect(D(E(f))(x)).to.be.closeTo(expected, 1e-8 * (1 + Math.abs(expected)));
          }
        }
      });
    }

    /* @differentiable */
    function unaryOf(fn: Unary): Unary {
      return (x) => fn(x) * x;
    }
    /* @differentiable */
    function binaryOf(fn: (x: number, y: number) => number): Unary {
      return (x) => fn(x + 0.5, x * x + 0.3);
    }
  });

  describe('of operators', () => {
    const cases: Record<string, Unary> = {
      '+': /* @differentiable */ (x) => (x + 2 + x) * x,
      '-': /* @differentiable */ (x) => -(x - 2 - x * x),
      '*': /* @differentiable */ (x) => x * x * x,
      '/': /* @differentiable */ (x) => (x + 1) / (x * x + 1),
      '%': /* @differentiable */ (x) => ((5 * x * x) % (x + 0.1)) * x,
      '**': /* @differentiable */ (x) => (x + 1) ** (x * x),
      '**=': /* @differentiable */ (x) => {
        let y = x;
        y **= 3;
        y /= x + 2;
        return y;
      },
      '++': /* @differentiable */ (x) => {
        let y = x * x;
        y++;
        return y * y--;
      },
    };
    for (const [name, f] of Object.entries(cases)) {
      it(name, () => {
        const expected = slope((y) => derivative(f, y), 0.37, 1e-4);
        for (const D of [byDerivative, byGradient] as Operator[])
          for (const E of [byDerivative, byGradient] as Operator[])
            expect(D(E(f))(0.37)).to.be.closeTo(expected, 1e-7);
      });
    }
  });

  describe('are not taken for one another', () => {
    it('where the inner function has captured the outer variable', () => {
      // Siskind & Pearlmutter, "Perturbation confusion and referential transparency", 2005: the answer is 1, and 2 if confused.
      /* @differentiable */
      const f = (x: number): number => x * derivative((y: number) => x + y, 1);
      for (const D of Object.values(operators) as Operator[]) expect(D(f)(1)).to.equal(1);
    });

    it('where the inner derivative is a product with it', () => {
      /* @differentiable */
      const f = (x: number): number => x * gradient((y: number) => x * y * y, 2)[0];
      // x · 4x
      for (const D of Object.values(operators) as Operator[]) expect(D(f)(3)).to.equal(24);
    });

    it('where the same number is the argument of both', () => {
      /* @differentiable */
      const f = (x: number): number => derivative((y: number) => x * y, x);
      for (const D of Object.values(operators) as Operator[]) expect(D(f)(3)).to.equal(1);
    });

    it('at three levels that all capture one another', () => {
      /* @differentiable */
      const f = (x: number): number =>
        derivative((y: number) => y * derivative((z: number) => x * y * y * z * z, x), x);
      // d/dy (2x·x·y³) at y = x is 6x⁴, whose derivative is 24x³
      expect(f(1.5)).to.be.closeTo(6 * 1.5 ** 4, 1e-12);
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.5)).to.be.closeTo(24 * 1.5 ** 3, 1e-11);
    });

    it('where a variable outside is assigned within the inner function', () => {
      /* @differentiable */
      const f = (x: number): number => {
        let kept = 0;
        const d = derivative((y: number) => {
          kept = x * x * y;
          return y * y;
        }, x);
        return kept * d; // x³·2x
      };
      expect(f(1.2)).to.be.closeTo(2 * 1.2 ** 4, 1e-12);
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.2)).to.be.closeTo(8 * 1.2 ** 3, 1e-12);
    });

    it('where memory outside is changed within the inner function', () => {
      /* @differentiable */
      const f = (x: number): number => {
        const kept = [x, 1];
        const [d] = gradient((y: number) => {
          kept[1]! *= x * y;
          kept[0]! += 1;
          return kept[1]! * y; // x·y²
        }, x);
        return kept[0]! * kept[1]! * d; // (x + 1)·x²·2x²
      };
      const g = (x: number): number => (x + 1) * 2 * x ** 4;
      expect(f(1.2)).to.be.closeTo(g(1.2), 1e-12);
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.2)).to.be.closeTo(10 * 1.2 ** 4 + 8 * 1.2 ** 3, 1e-11);
    });
  });

  describe('inside of programs', () => {
    it('in a loop: Newton, whose root has the derivative of an implicit function', () => {
      /* @differentiable */
      const root = (a: number): number => {
        const f = (y: number): number => y * y * y + a * y - 2;
        let x = 1;
        for (let i = 0; i < 30; i++) x -= f(x) / derivative(f, x);
        return x;
      };
      const x = root(0.8);
      const exact = (y: number, a: number): number => -y / (3 * y * y + a);
      for (const D of Object.values(operators) as Operator[])
        expect(D(root)(0.8)).to.be.closeTo(exact(x, 0.8), 1e-12);
      const second = slope((a) => exact(root(a), a), 0.8);
      expect(byDerivative(byGradient(root))(0.8)).to.be.closeTo(second, 1e-9);
      expect(byGradient(byGradient(root))(0.8)).to.be.closeTo(second, 1e-9);
    });

    it('in loops of gradients within loops of gradients', () => {
      /* @differentiable */
      const inner = (x: number, k: number): number => {
        let s = 0;
        for (let i = 1; i <= 3; i++) s += gradient((y: number) => Math.sin(i * y) * k * x, x)[0];
        return s;
      };
      /* @differentiable */
      const outer = (x: number): number => {
        let s = 0;
        for (let k = 1; k <= 2; k++) s += derivative((y: number) => inner(y, k) * x, x);
        return s;
      };
      const inner1 = (x: number, k: number): number =>
        [1, 2, 3].reduce((s, i) => s + i * Math.cos(i * x) * k * x, 0);
      const outer1 = (x: number): number => [1, 2].reduce((s, k) => s + x * slope((y) => inner1(y, k), x), 0);
      expect(outer(0.4)).to.be.closeTo(outer1(0.4), 1e-9);
      for (const D of [byGradient, byDerivative] as Operator[])
        expect(D(outer)(0.4)).to.be.closeTo(slope(outer, 0.4), 1e-9);
    });

    it('through steps of gradient descent (MAML): the gradient with respect to where they begin and how long they are', () => {
      interface Task {
        readonly xs: readonly number[];
        readonly ys: readonly number[];
      }
      /* @differentiable */
      const loss = (w: readonly number[], task: Task): number => {
        let s = 0;
        for (let i = 0; i < task.xs.length; i++) {
          const e = Math.tanh(w[0]! * task.xs[i]! + w[1]!) - task.ys[i]!;
          s += e * e;
        }
        return s;
      };
      /* @differentiable */
      const adapted = (w: readonly number[], rate: number, task: Task): number => {
        let v = w;
        for (let k = 0; k < 3; k++) {
          const [g] = gradient((u: readonly number[]) => loss(u, task), v);
          v = v.map((x, i) => x - rate * g[i]!);
        }
        return loss(v, task);
      };
      const task: Task = { xs: [-1, 0.5, 2], ys: [0.3, -0.2, 0.9] };
      const [dw, dRate, dTask] = gradient(adapted, [0.4, -0.3], 0.1, task);
      expect(dw[0]).to.be.closeTo(
        slope((x) => adapted([x, -0.3], 0.1, task), 0.4),
        1e-7,
      );
      expect(dw[1]).to.be.closeTo(
        slope((x) => adapted([0.4, x], 0.1, task), -0.3),
        1e-7,
      );
      expect(dRate).to.be.closeTo(
        slope((x) => adapted([0.4, -0.3], x, task), 0.1),
        1e-7,
      );
      const byX = slope((x) => adapted([0.4, -0.3], 0.1, { ...task, xs: [-1, x, 2] }), 0.5);
      expect((dTask as unknown as Task).xs[1]).to.be.closeTo(byX, 1e-8);
      const [, tangent] = jvp(adapted, [[0.4, -0.3], 0.1, task], [[1, 0], 0, null as never]);
      expect(tangent).to.be.closeTo(dw[0]!, 1e-12);
    });

    it('of trees: arrays, typed arrays, objects, Maps and instances', () => {
      class Point {
        constructor(
          public x: number,
          public y: number,
        ) {}
      }
      interface Model {
        list: number[];
        typed: Float64Array;
        single: Float32Array;
        map: Map<string, number>;
        point: Point;
        name: string;
      }
      /* @differentiable */
      const energy = (m: Model): number => {
        let s = 0;
        for (const v of m.list) s += v ** 3;
        for (let i = 0; i < m.typed.length; i++) s += Math.exp(m.typed[i]!) * m.single[i]! ** 2;
        return s * m.map.get('a')! ** 2 + m.point.x * m.point.y * m.map.get('b')!;
      };
      /* @differentiable */
      const steepness = (m: Model): number => {
        const [g] = gradient(energy, m) as unknown as [Model];
        let s = 0;
        for (const v of g.list) s += v * v;
        for (const v of g.typed) s += v * v;
        return s + g.map.get('a')! * 0.1 + g.point.x * g.point.y + g.map.get('b')! ** 2;
      };
      const make = (): Model => ({
        list: [0.5, -1],
        typed: new Float64Array([0.1, 0.2]),
        single: new Float32Array([0.5, 0.25]),
        map: new Map([
          ['a', 1.5],
          ['b', -0.5],
        ]),
        point: new Point(0.3, 0.7),
        name: 'model',
      });
      const along = (change: (m: Model, h: number) => void) =>
        slope((h) => {
          const m = make();
          change(m, h);
          return steepness(m);
        }, 0);
      const [g] = gradient(steepness, make()) as unknown as [Model];
      expect(g.list[1]).to.be.closeTo(
        along((m, h) => (m.list[1]! += h)),
        1e-8,
      );
      expect(g.typed[0]).to.be.closeTo(
        along((m, h) => (m.typed[0]! += h)),
        1e-8,
      );
      expect(g.map.get('a')).to.be.closeTo(
        along((m, h) => m.map.set('a', 1.5 + h)),
        1e-7,
      );
      expect(g.point.x).to.be.closeTo(
        along((m, h) => (m.point.x += h)),
        1e-8,
      );
      expect(g.name).to.equal(null);
      expect(Object.keys(g)).to.deep.equal(Object.keys(make()));
      const tangent = {
        ...make(),
        list: [0, 0],
        typed: [1, 0],
        single: [0, 0],
        map: null,
        point: null,
        name: null,
      };
      const [, slopeAlong] = jvp(steepness, [make()], [tangent] as never);
      expect(slopeAlong).to.be.closeTo(g.typed[0]!, 1e-12);
    });

    it('of what lies in objects that compiled companions made', () => {
      /* @differentiable */
      const slopeAt = (m: readonly number[][], named: Map<string, number[]>, x: number): number =>
        derivative((y: number) => m[0]![0]! * y * y + named.get('a')![0]! * y, x);
      /* @differentiable */
      const f = (x: number): number => {
        const m = [[x], [1]];
        m[0]![0]! *= x;
        return slopeAt(m, new Map([['a', [x * x]]]), x); // 2x³ + x²
      };
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.1)).to.be.closeTo(6 * 1.1 ** 2 + 2 * 1.1, 1e-12);
    });

    it('of code that moves numbers about: sort, splice, push, reduce, generators, destructuring, exceptions', () => {
      /* @differentiable */
      const messy = (xs: number[]): number => {
        const sorted = [...xs].sort((a, b) => b - a);
        sorted.push(xs[0]! * xs[1]!);
        const [removed] = sorted.splice(1, 1);
        function* squares() {
          for (const v of sorted) yield v * v * v;
        }
        let s = 0;
        for (const v of squares()) s += v;
        try {
          if (xs[0]! > -100) throw new RangeError(String(xs.length));
        } catch {
          s *= xs[2]!;
        }
        const { a, ...others } = { a: removed! * s, b: xs[1]! ** 2, c: 1 };
        return xs.reduce((t, v) => t * v, a) + Object.values(others).reduce((t, v) => t + v, 0) * s;
      };
      /* @differentiable */
      const along = (xs: number[], v: number[]): number => jvp(messy, [xs], [v])[1];
      /* @differentiable */
      const both = (xs: number[]): number[] => gradient(messy, xs)[0];
      const xs = [0.7, -0.4, 1.3];
      const v = [0.2, 0.5, -0.3];
      const expected = xs.map((_, i) =>
        slope(
          (h) =>
            along(
              xs.map((x, j) => (i === j ? x + h : x)),
              v,
            ),
          0,
        ),
      );
      const found = [
        gradient(along, [...xs], v)[0],
        jvp(both, [[...xs]], [v])[1],
        pullback(both, [...xs])[1](v)[0],
        xs.map((_, i) => jvp(along, [[...xs], v], [xs.map((_x, j) => Number(i === j)), [0, 0, 0]])[1]),
      ];
      for (const each of found) each.forEach((x, i) => expect(x).to.be.closeTo(expected[i]!, 1e-8));
    });

    it('of rules, by partial derivatives and by compiled vjp and jvp', () => {
      const cube = (x: number): number => x ** 3;
      defineRule(cube, { partials: /* @differentiable */ ([x]: [number]) => [3 * x * x] });
      const norm = (xs: number[]): number => Math.hypot(...xs) ** 2;
      defineRule(norm, {
        vjp: /* @differentiable */ (xs: number[]) => [norm(xs), (d: number) => [xs.map((x) => 2 * d * x)]],
        jvp: /* @differentiable */ ([xs]: [number[]], [xs_]: readonly [number[]]) => [
          norm(xs),
          xs.reduce((s, x, i) => s + 2 * x * xs_[i]!, 0),
        ],
      });
      const scaled = (xs: number[], k: number): number[] => xs.map((x) => x * x * k);
      defineRule(scaled, {
        vjp: /* @differentiable */ (xs: number[], k: number) => [
          scaled(xs, k),
          (d: number[]) => [
            () => xs.map((x, i) => 2 * x * k * d[i]!),
            () => xs.reduce((s, x, i) => s + x * x * d[i]!, 0),
          ],
        ],
        jvp: /* @differentiable */ (
          [xs, k]: [number[], number],
          [xs_, k_]: readonly [number[] | null, number],
        ) => [scaled(xs, k), xs.map((x, i) => (xs_ === null ? 0 : 2 * x * k * xs_[i]!) + x * x * k_)],
      });
      /* @differentiable */
      const f = (x: number): number => cube(x) * norm([x, x * x, 1]) + scaled([x, 2], Math.sin(x))[0]! * x;
      const expected = slope((x) => derivative(f, x), 0.6);
      for (const D of Object.values(operators) as Operator[])
        for (const E of Object.values(operators) as Operator[])
          expect(D(E(f))(0.6)).to.be.closeTo(expected, 1e-8);
      const third = slope((x) => byDerivative(byDerivative(f))(x), 0.6);
      expect(byGradient(byDerivative(byGradient(f)))(0.6)).to.be.closeTo(third, 1e-7);
    });

    it('of complex functions', () => {
      /* @differentiable */
      const f = (x: number): number => {
        const z = complex(x, 0.5 * x * x);
        return z.mul(z).exp().mul(z.sin()).abs();
      };
      const expected = slope((x) => derivative(f, x), 0.6);
      for (const D of [byDerivative, byGradient] as Operator[])
        for (const E of [byDerivative, byGradient] as Operator[])
          expect(D(E(f))(0.6)).to.be.closeTo(expected, 1e-8);
    });

    it('of functions with private fields, accessors and proxies', () => {
      class Spring {
        #k: number;
        constructor(k: number) {
          this.#k = k;
        }
        get stiffness(): number {
          return this.#k ** 2;
        }
        set stiffness(k: number) {
          this.#k = k * this.#k;
        }
      }
      /* @differentiable */
      const f = (x: number): number => {
        const spring = makeSpring(x);
        spring.stiffness = x * x;
        return spring.stiffness * x;
      };
      /* @differentiable */
      class Held extends Spring {}
      /* @differentiable */
      function makeSpring(k: number): Spring {
        return new Held(k);
      }
      // (x³)²·x
      for (const D of [byDerivative, byGradient] as Operator[])
        for (const E of [byDerivative, byGradient] as Operator[])
          expect(D(E(f))(1.1)).to.be.closeTo(42 * 1.1 ** 5, 1e-10);
    });
  });

  describe('where zero meets infinity', () => {
    it('the gradient of s² has a derivative at s = 0', () => {
      /* @differentiable */
      const f = (s: number): number => s * s;
      for (const D of Object.values(operators) as Operator[])
        for (const E of Object.values(operators) as Operator[]) expect(D(E(f))(0)).to.equal(2);
    });

    it('what is not selected contributes nothing', () => {
      /* @differentiable */
      const f = (x: number): number => (x > 0 ? Math.sqrt(x) : 0) * 0 + (x === 0 ? 3 * x * x : Math.sqrt(x));
      for (const D of Object.values(operators) as Operator[])
        for (const E of Object.values(operators) as Operator[]) expect(D(E(f))(0)).to.equal(6);
    });

    it('x ** y has a mixed derivative at y = 0', () => {
      /* @differentiable */
      const byY = (x: number): number => derivative((y: number) => x ** y, 0); // ln x
      /* @differentiable */
      const byX = (y: number): number => derivative((x: number) => x ** y, 2); // y·2^(y−1)
      for (const D of Object.values(operators) as Operator[]) {
        expect(D(byY)(2)).to.be.closeTo(0.5, 1e-12);
        expect(D(byX)(0)).to.be.closeTo(0.5, 1e-12);
      }
    });
  });

  describe('of pullbacks that live on', () => {
    it('a back called twice, with active cotangents', () => {
      /* @differentiable */
      const f = (x: number): number => {
        const [y, back] = pullback((a: number, b: number[]) => [a * b[0]! * b[0]!, a ** 3], x, [x, 1]);
        const [da, db] = back([x, 0]);
        const [ea] = back([0, y[1]!]);
        back.release();
        return da * ea + db[0]!; // x·x²·3x⁵ + 2x³
      };
      const g = (x: number): number => 3 * x ** 8 + 2 * x ** 3;
      expect(f(1.1)).to.be.closeTo(g(1.1), 1e-11);
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.1)).to.be.closeTo(24 * 1.1 ** 7 + 6 * 1.1 ** 2, 1e-10);
    });

    it('several cotangents at once, active ones among them', () => {
      /* @differentiable */
      const f = (x: number): number => {
        const [y, back] = pullback((a: number) => [a * a * x, a ** 3], x);
        const [first, second] = back.many([
          [1, 0],
          [x, y[1]!],
        ]);
        return first![0] * second![0]; // 2x²·(2x³ + 3x⁵)
      };
      expect(f(1.1)).to.be.closeTo(4 * 1.1 ** 5 + 6 * 1.1 ** 7, 1e-11);
      for (const D of Object.values(operators) as Operator[])
        expect(D(f)(1.1)).to.be.closeTo(20 * 1.1 ** 4 + 42 * 1.1 ** 6, 1e-10);
      /* @differentiable */
      const wrong = (x: number): number => pullback((a: number) => a * a, x)[1].many(x as never)[0]![0];
      expectDiffError(() => gradient(wrong, 2), 'DIFF3003', /array of cotangents/);
    });

    it('a back that outlives the outer derivative', () => {
      let kept: ((d: number) => readonly number[]) | undefined;
      /* @differentiable */
      const f = (x: number): number => {
        const [y, back] = pullback((a: number) => a ** 3, x);
        kept = back as never;
        return y * back(1)[0];
      };
      expect(gradient(f, 2)).to.deep.equal([240]);
      expect(kept!(2)).to.deep.equal([24]);
      expect(kept!(1)).to.deep.equal([12]);
    });

    it('says why a back cannot be used', () => {
      /* @differentiable */
      const f = (x: number): number => {
        const [, back] = pullback((a: number) => a ** 3, x);
        back.release();
        return back(1)[0];
      };
      expectDiffError(() => gradient(f, 2), 'DIFF3004', /released/);
    });
  });

  describe('errors', () => {
    it('tangents of another shape', () => {
      /* @differentiable */
      const f = (x: number): number => jvp((a: number) => a * a, [x], [[x] as never])[1];
      expectDiffError(() => gradient(f, 2), 'DIFF3003', /tangent of argument 0 is an array/);
    });

    it('functions that were never compiled', () => {
      const opaque = eval('(x) => x * x') as Unary; // eslint-disable-line no-eval -- must not be seen by the plugin
      /* @differentiable */
      const f = (x: number): number => derivative(opaque, x);
      expectDiffError(() => gradient(f, 2), 'DIFF3001', /never compiled/);
    });

    it('results that are no number', () => {
      /* @differentiable */
      const f = (x: number): number => (gradient(((y: number) => [y]) as never, x) as unknown as [number])[0];
      expectDiffError(() => gradient(f, 2), 'DIFF3002', /jacobian/);
    });

    it('rules whose parts were not compiled', () => {
      const square = eval('(x) => x * x') as Unary; // eslint-disable-line no-eval -- likewise
      defineRule(
        square,
        // eslint-disable-next-line no-eval -- likewise
        eval(
          '({ vjp: (x) => [x * x, (d) => [2 * x * d]], jvp: ([x], [x_]) => [x * x, 2 * x * x_] })',
        ) as never,
      );
      /* @differentiable */
      const f = (x: number): number => square(x);
      expect(gradient(f, 3)).to.deep.equal([6]);
      for (const D of [byDerivative, byGradient] as Operator[])
        for (const E of [byDerivative, byGradient] as Operator[])
          expectDiffError(() => D(E(f))(3), 'DIFF3112', /@differentiable/);
    });

    it('rules that are meant to be no derivative', () => {
      const clipped = (x: number): number => x;
      defineRule(clipped, {
        vjp: /* @differentiable */ (x: number) => [x, (d: number) => [Math.min(d, 1)]],
        surrogate: true,
      });
      /* @differentiable */
      const f = (x: number): number => clipped(x * x);
      expect(gradient(f, 3)).to.deep.equal([6]);
      expectDiffError(() => byGradient(byGradient(f))(3), 'DIFF3112', /surrogate/);
    });

    it('async functions', () => {
      /* @differentiable */
      const slow = async (x: number): Promise<number> => Promise.resolve(x * x);
      /* @differentiable */
      const f = (x: number): number => (gradient(slow as never, x) as unknown as [number])[0];
      expectDiffError(() => gradient(f, 2), 'DIFF3105', /async/);
    });
  });
});
