import { checkGradient, gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';

/** Both modes against differences, and a second back that gives the same. */
function check(f: (...args: never[]) => number, ...args: unknown[]): void {
  const loose = f as unknown as (...a: unknown[]) => number;
  checkGradient(loose, args);
  const [, back] = pullback(loose, ...(structuredClone(args) as unknown[]));
  expect(back(1.5)).to.deep.equal(back(1.5));
  back.release();
}

interface Node {
  v: number;
  next: Node | null;
}

describe('arguments whose structure changes during the call', () => {
  it('a field that is given another object', () => {
    check(
      /* @differentiable */ (o: { a: { v: number }; b: number }) => {
        const old = o.a;
        o.a = { v: o.b * o.b };
        return o.a.v * old.v + o.a.v;
      },
      { a: { v: 2 }, b: 3 },
    );
  });

  it('a number that gives way to an object, and back', () => {
    check(
      /* @differentiable */ (o: { a: number | { v: number }; b: number }) => {
        const x = o.a as number;
        o.a = { v: x * o.b };
        const inner = o.a.v;
        o.a = inner * x;
        return o.a * o.b;
      },
      { a: 2, b: 3 },
    );
  });

  it('elements that change places', () => {
    check(
      /* @differentiable */ (a: { v: number }[], k: number) => {
        const first = a[0];
        a[0] = a[1];
        a[1] = first;
        a[0].v = a[0].v * k;
        return a[0].v * a[1].v * a[1].v;
      },
      [{ v: 2 }, { v: 3 }],
      0.5,
    );
  });

  it('a mixed array whose elements change kind', () => {
    check(
      /* @differentiable */ (a: (number | { v: number })[]) => {
        const o = a[0] as { v: number };
        const x = a[1] as number;
        a[0] = x * x;
        a[1] = o;
        return a[0] * a[1].v + x;
      },
      [{ v: 2 }, 3],
    );
  });

  it('an array that is emptied and filled again', () => {
    check(
      /* @differentiable */ (a: number[]) => {
        let s = 0;
        while (a.length > 0) s = s * 0.5 + a.pop()! * 2;
        a.push(s);
        a.push(s * s);
        return a[0] * a[1];
      },
      [1.5, 2, 3],
    );
  });

  it('a linked list that is reversed', () => {
    check(
      /* @differentiable */ (list: Node) => {
        let done: Node | null = null;
        let rest: Node | null = list;
        while (rest !== null) {
          const next: Node | null = rest.next;
          rest.next = done;
          done = rest;
          rest = next;
        }
        let s = 0;
        let p = done;
        while (p !== null) {
          s = s * p.v + p.v;
          p = p.next;
        }
        return s;
      },
      { v: 1.5, next: { v: 2, next: { v: 0.5, next: null } } },
    );
  });

  it('tied and overlapping arguments', () => {
    const f = /* @differentiable */ (a: Float64Array, b: Float64Array): number => {
      let s = 0;
      for (let i = 0; i < a.length; i++) {
        a[i] = a[i] * b[i];
        s += a[i] * b[i];
      }
      return s;
    };
    const x = Float64Array.of(2, 3, 5);
    // One variable at both places: a[i] = a[i]², s = Σ a[i]⁴.
    expect(gradient(f, x, x)).to.deep.equal([Float64Array.of(32, 108, 500), Float64Array.of(32, 108, 500)]);
    const all = Float64Array.of(2, 3, 5);
    // s = x0·x1·x1 + x1·x2·x2
    const [d0, d1] = gradient(f, all.subarray(0, 2), all.subarray(1));
    const [x0, x1, x2] = [2, 3, 5];
    const expected = [x1 * x1, 2 * x0 * x1 + x2 * x2, 2 * x1 * x2];
    expect([d0[0], d0[1], d1[1]]).to.deep.equal(expected);
    expect(d1[0]).to.equal(d0[1]);
  });

  it('Maps among the arguments, untouched', () => {
    const f = /* @differentiable */ (o: { m: Map<string, number>; x: number }): number => o.x * o.x;
    const o = { m: new Map([['k', 2]]), x: 3 };
    expect(gradient(f, o)).to.deep.equal([{ m: new Map([['k', 0]]), x: 6 }]);
    expect(jvp(f, [o], [{ m: new Map([['k', 1]]), x: 1 }])).to.deep.equal([9, 6]);
  });
});
