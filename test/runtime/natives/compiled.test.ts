import { checkGradient, defineRule, gradient, jvp, pullback, stopGradient } from '@diffjs/runtime';
import { expect } from 'chai';

type F = (...args: never[]) => unknown;

/** Both modes against differences, and a second back. */
function check(f: F, ...args: unknown[]): void {
  const loose = f as (...a: unknown[]) => unknown;
  checkGradient(loose, args);
  const [value, back] = pullback(loose, ...(structuredClone(args) as unknown[]));
  const seed = typeof value === 'number' ? 1 : undefined;
  if (seed !== undefined) expect(back(seed)).to.deep.equal(back(seed));
  back.release();
}

const softplus = defineRule((x: number) => Math.log1p(Math.exp(x)), {
  vjp: (x: number) => [Math.log1p(Math.exp(x)), (d: number) => [d / (1 + Math.exp(-x))]],
  jvp: ([x], [d]) => [Math.log1p(Math.exp(x)), d / (1 + Math.exp(-x))],
});

describe('compiled code that calls natives', () => {
  it('maps with a closure over an active variable', () => {
    check(
      /* @differentiable */ (a: number[], k: number) =>
        a.map((x) => x * k + k * k).reduce((s, x) => s + x * x, 0),
      [1.5, 2],
      0.7,
    );
  });

  it('maps to objects and filters them', () => {
    check(
      /* @differentiable */ (a: number[], k: number) => {
        const points = a.map((x, i) => ({ x: x * k, w: i + 1 }));
        const kept = points.filter((p) => p.w > 1);
        let s = 0;
        for (let i = 0; i < kept.length; i++) s += kept[i].x * kept[i].x * kept[i].w;
        return s;
      },
      [1.5, 2, 3],
      0.7,
    );
  });

  it('pushes in a loop and reduces', () => {
    check(
      /* @differentiable */ (x: number) => {
        const list: number[] = [];
        for (let i = 0; i < 4; i++) list.push(x * Math.sin(x + i));
        return list.reduce((s, v) => s * 0.5 + v * v);
      },
      1.3,
    );
  });

  it('works as a queue and a stack', () => {
    check(
      /* @differentiable */ (a: number[], x: number) => {
        let s = 0;
        while (a.length > 1) {
          const first = a.shift()!;
          const last = a.pop()!;
          a.unshift(first * last);
          s += first * x;
        }
        a.push(s);
        return s * a[0] * a[a.length - 1];
      },
      [1.5, 2, 3, 0.5],
      0.7,
    );
  });

  it('slices, concatenates, reverses and fills', () => {
    check(
      /* @differentiable */ (a: number[], x: number) => {
        const b = a
          .slice(1)
          .concat([x, x * x], a)
          .reverse();
        b.fill(x, 0, 1);
        let s = 0;
        for (let i = 0; i < b.length; i++) s += b[i] * b[i] * (i + 1);
        return s;
      },
      [1.5, 2, 3],
      0.7,
    );
  });

  it('uses typed arrays and their methods', () => {
    check(
      /* @differentiable */ (f: Float64Array, x: number) => {
        const g = new Float64Array(f.length * 2);
        g.set(f, 1);
        g.subarray(3).fill(x);
        const h = g.map((v) => v * v * x);
        return h.slice(1, 5).reduce((s, v) => s + v, 0) + g[1] * g[3];
      },
      Float64Array.of(1.5, 2, 3),
      0.7,
    );
  });

  it('makes arrays with Array.from and Array.of', () => {
    check(
      /* @differentiable */ (x: number) => {
        const a = Array.from({ length: 4 }, (_, i) => x * (i + 1));
        const b = Array.of(x, x * x);
        return a.map((v) => v * b[1]).reduce((s, v) => s + v, b[0]);
      },
      1.3,
    );
  });

  it('mutates inside forEach', () => {
    check(
      /* @differentiable */ (a: number[], k: number) => {
        a.forEach((x, i) => {
          a[i] = x * x * k;
        });
        return a[0] * a[1] + a[2];
      },
      [1.5, 2, 3],
      0.7,
    );
  });

  it('finds elements', () => {
    check(
      /* @differentiable */ (a: { v: number }[]) => {
        const found = a.find((p) => p.v > 1.7)!;
        return a.some((p) => p.v > 2.5) ? found.v * found.v * a[0].v : 0;
      },
      [{ v: 1.5 }, { v: 2 }, { v: 3 }],
    );
  });

  it('passes functions about: natives, rules, compiled ones', () => {
    const twice = /* @differentiable */ (f: (x: number) => number, x: number): number => f(f(x));
    check(/* @differentiable */ (x: number) => twice(Math.sin, x) + twice(softplus, x), 1.3);
    check(
      /* @differentiable */ (a: number[]) => a.map(Math.exp).reduce((p, q) => Math.max(p, q), 0),
      [0.3, 0.5],
    );
  });

  it('spreads into Math.max', () => {
    expect(
      gradient(/* @differentiable */ (x: number, y: number) => Math.max(x, y, 3) * x, 3, 3)[0],
    ).to.be.closeTo(4, 1e-15);
  });

  it('keeps the list of inactive functions out of the derivative', () => {
    const f = /* @differentiable */ (x: number): number =>
      Number.isFinite(x) ? parseFloat(x.toFixed(1)) * x : 0;
    expect(gradient(f, 2.5)).to.deep.equal([2.5]);
    expect(jvp(f, [2.5], [1])).to.deep.equal([6.25, 2.5]);
  });

  it('stops the derivative where it is told to', () => {
    const f = /* @differentiable */ (a: number[], x: number): number =>
      stopGradient(a)[0] * x + stopGradient(x) * a[1];
    expect(gradient(f, [3, 4], 5)).to.deep.equal([[0, 5], 3]);
    expect(jvp(f, [[3, 4], 5], [[1, 1], 1])).to.deep.equal([35, 8]);
  });
});
