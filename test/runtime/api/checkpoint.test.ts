import { expect } from 'chai';
import {
  checkpoint,
  checkpointSteps,
  DiffError,
  gradient,
  jvp,
  pullback,
  ravel,
  withGradient,
} from '@diffjs/runtime';

const square = /* @differentiable */ (x: number): number => x * x * Math.sin(x);

/* @differentiable */
function compiledOuter(x: number): number {
  const y = checkpoint(square, Math.sin(x));
  return y * x + checkpoint(square, y);
}

/* @differentiable */
function plainOuter(x: number): number {
  const y = square(Math.sin(x));
  return y * x + square(y);
}

/* @differentiable */
function closures(x: number, a: Float64Array): number {
  const k = x * x;
  const y = checkpoint((v: number) => {
    a[0] *= v;
    return v * k + a[0] * a[1];
  }, Math.sin(x));
  a[1] *= y;
  const z = checkpoint((v: number) => {
    a[0] *= v;
    a[1] += v * k;
    return v * k + a[0] * a[1];
  }, Math.sin(x));
  return y * z + a[0] * a[1];
}

/* @differentiable */
function closuresPlain(x: number, a: Float64Array): number {
  const k = x * x;
  const first = (v: number): number => {
    a[0] *= v;
    return v * k + a[0] * a[1];
  };
  const y = first(Math.sin(x));
  a[1] *= y;
  const second = (v: number): number => {
    a[0] *= v;
    a[1] += v * k;
    return v * k + a[0] * a[1];
  };
  const z = second(Math.sin(x));
  return y * z + a[0] * a[1];
}

describe('checkpoint', () => {
  it('is the call itself without differentiation', () => {
    expect(checkpoint((x: number, y: number) => x - y, 5, 3)).to.equal(2);
  });

  it('gives the gradient of the plain call in compiled code', () => {
    expect(withGradient(compiledOuter, 0.7)).to.deep.equal(withGradient(plainOuter, 0.7));
    expect(jvp(compiledOuter, [0.7], [1])).to.deep.equal(jvp(plainOuter, [0.7], [1]));
  });

  it('restores what the call and others change', () => {
    const given = (): [number, Float64Array] => [0.7, new Float64Array([2, 3])];
    const [x, a] = given();
    const [value, back] = pullback(closures, x, a);
    const [px, pa] = given();
    const [plainValue, plainBack] = pullback(closuresPlain, px, pa);
    expect(value).to.equal(plainValue);
    expect(a).to.deep.equal(pa);
    const first = back(1);
    const expected = plainBack(1);
    expect(first[0]).to.be.closeTo(expected[0], 1e-12);
    expect(first[1][0]).to.be.closeTo(expected[1][0]!, 1e-12);
    expect(first[1][1]).to.be.closeTo(expected[1][1]!, 1e-12);
    expect(back(1)).to.deep.equal(first);
    expect(a).to.deep.equal(pa);
  });

  /** The same function with and without checkpoints: value, memory, gradients (also those of a second `back`) and tangents. */
  function compare<A extends unknown[]>(
    f: (run: typeof checkpoint, ...args: A) => number,
    args: () => [...A],
    again = true,
  ): void {
    const own = args();
    const plain = args();
    const [value, back] = pullback(f as (...all: unknown[]) => number, checkpoint, ...own);
    const call = /* @differentiable */ (g: (...given: unknown[]) => unknown, ...given: unknown[]): unknown =>
      g(...given);
    const [plainValue, plainBack] = pullback(f as (...all: unknown[]) => number, call, ...plain);
    expect(value).to.equal(plainValue);
    expect(own).to.deep.equal(plain);
    const expected = plainBack(1).slice(1);
    const found = back(1).slice(1);
    expectClose(found, expected);
    expect(own).to.deep.equal(plain);
    if (again) {
      expect(back(1).slice(1)).to.deep.equal(found);
      expectClose(back(-2).slice(1), plainBack(-2).slice(1));
    }
    expect(own).to.deep.equal(plain);
  }

  const expectClose = (found: unknown, expected: unknown): void => {
    const a = ravel(found);
    const b = ravel(expected);
    expect(a.length).to.equal(b.length);
    for (let i = 0; i < a.length; i++)
      expect(a[i], String(i)).to.be.closeTo(b[i]!, 1e-11 * (1 + Math.abs(b[i]!)));
  };

  it('gives objects that the call makes', () => {
    compare(
      /* @differentiable */ (run: typeof checkpoint, x: number, w: number[]) => {
        const made = run((v: number) => ({ a: v * w[0]!, list: [v, { b: v * v * w[1]! }] as const }), x);
        const other = run((o: typeof made) => [o.a * o.list[1].b, w[0]!], made);
        return made.a * other[0]! + made.list[1].b * made.list[0] + other[1]!;
      },
      () => [1.3, [2, 3]],
    );
  });

  it('takes objects that are changed, also by what is stored into them', () => {
    compare(
      /* @differentiable */ (
        run: typeof checkpoint,
        x: number,
        state: { v: number; next: { v: number } | null },
      ) => {
        run((s: typeof state) => {
          s.v *= x;
          s.next = { v: s.v * x };
        }, state);
        state.v += state.next!.v;
        run((s: typeof state) => {
          s.next!.v *= s.v;
          s.next = { v: s.next!.v * x + s.v };
        }, state);
        const result = state.v * state.next!.v;
        state.next = null;
        return result;
      },
      () => [1.3, { v: 2, next: null }],
    );
  });

  it('nests', () => {
    compare(
      /* @differentiable */ (run: typeof checkpoint, x: number, a: number[]) => {
        const outer = (v: number): number => {
          a[0]! *= v;
          const y = run((u: number) => {
            a[1]! += u * a[0]!;
            return run((s: number) => s * a[1]! * x, u) + a[0]!;
          }, v * x);
          a[0]! += y;
          return y * a[1]!;
        };
        let sum = 0;
        for (let i = 0; i < 3; i++) sum += run(outer, x / (i + 1));
        return sum * a[0]!;
      },
      () => [0.9, [0.7, 0.4]],
    );
  });

  it('works in traced code, with classes, collections and private fields', () => {
    class Cell {
      #hidden = 1;
      constructor(public v: number) {}
      push(x: number): number {
        this.#hidden *= x;
        this.v += this.#hidden;
        return this.v * this.#hidden;
      }
      get hidden(): number {
        return this.#hidden;
      }
    }
    const f = /* @differentiable */ (run: typeof checkpoint, x: number, w: number[]): number => {
      try {
        const cell = run((v: number) => new Cell(v * w[0]!), x);
        const map = run((c: Cell) => new Map([['k', c.v * x]]), cell);
        const list = [...map.values(), x];
        run((l: number[]) => l.sort((p, q) => p - q).push(w[1]! * x), list);
        return list.reduce((p, q) => p * q, 1) + map.get('k')! + cell.v;
      } finally {
        w[1]! *= 2;
      }
    };
    compare(f, () => [1.2, [0.5, 3]]);
  });

  it('hands on what the call leaves in variables', () => {
    compare(
      /* @differentiable */ (run: typeof checkpoint, x: number) => {
        let total = 0;
        const y = run((v: number) => {
          total = v * x;
          return v * v;
        }, x);
        return y * total + run((v: number) => v * x, total);
      },
      () => [1.7],
    );
  });

  it('goes on behind an exception', () => {
    compare(
      /* @differentiable */ (run: typeof checkpoint, x: number, a: number[]) => {
        let caught = 0;
        for (let i = 0; i < 3; i++) {
          try {
            run((k: number) => {
              a[k]! *= x;
              if (k === 1) throw new RangeError('one');
              if (k === 2) throw a[k]! * x;
              a[k]! += x;
            }, i);
          } catch (error) {
            caught += typeof error === 'number' ? error : 1;
          }
        }
        return a[0]! * a[1]! * a[2]! + caught;
      },
      () => [1.4, [2, 3, 5]],
    );
  });

  it('gives random numbers and times again, and calls nothing unknown twice', () => {
    const unknown = {
      calls: 0,
      next() {
        return ++this.calls;
      },
    };
    const f = /* @differentiable */ (x: number, w: number[]): number => {
      const draw = (v: number): number => {
        const r = Math.random() + Date.now() * 1e-13 + performance.now() * 1e-9;
        w[0] = r;
        return v * r * unknown.next() * new Date().getTime() * 1e-12;
      };
      return checkpoint(draw, x) + checkpoint(() => checkpoint(draw, x) * x);
    };
    const [value, back] = pullback(f, 1, [0]);
    const calls = unknown.calls;
    expect(calls).to.equal(2);
    const [dx] = back(1);
    expect(back(1)[0]).to.equal(dx);
    expect(unknown.calls).to.equal(calls);
    // f is c·x + d·x², with c + d its value at 1
    const d = dx - value;
    expect(d).to.be.greaterThan(0);
  });

  it('sets variables back that the call or others assign', () => {
    let outside = 0;
    const f = /* @differentiable */ (run: typeof checkpoint, x: number): number => {
      outside = 1;
      let factor = x;
      let calls = 0;
      const count = (): number => ++calls;
      let result = 0;
      for (let i = 0; i < 3; i++) {
        result += run(
          (v: number) => {
            outside *= 2;
            factor *= v;
            const inner = run((u: number) => u * factor * outside * count(), v);
            factor += inner;
            return inner * factor * count();
          },
          x / (i + 1),
        );
        factor *= 0.5;
      }
      expect(calls).to.equal(6);
      return result * factor;
    };
    compare(f, () => [0.8]);
    expect(outside).to.equal(8);
  });

  it('stands in loops that are reversed from snapshots, and in steps', () => {
    const marked = /* @differentiable */ (x: number, n: number): number => {
      /* @checkpoint 3 */
      for (let i = 0; i < n; i++) x = checkpoint(square, x) * 0.5 + 0.1 * x;
      return checkpointSteps((s: number) => checkpoint(square, s) * 0.5 + 0.1 * s, x, n, {
        stretch: 2,
        snapshots: 2,
      });
    };
    const plain = /* @differentiable */ (x: number, n: number): number => {
      for (let i = 0; i < 2 * n; i++) x = square(x) * 0.5 + 0.1 * x;
      return x;
    };
    expect(withGradient(marked, 1.9, 9).value).to.equal(plain(1.9, 9));
    expect(gradient(marked, 1.9, 9)[0]).to.be.closeTo(gradient(plain, 1.9, 9)[0], 1e-10);
  });

  it('goes on behind an error of its own API that is caught', () => {
    compare(
      /* @differentiable */ (run: typeof checkpoint, x: number, a: number[]) => {
        try {
          run(() => {
            a[0]! *= x;
            throw new DiffError('DIFF3003', 'thrown by the program.');
          });
        } catch {
          a[0]! += 1;
        }
        return a[0]! * x;
      },
      () => [1.4, [2]],
    );
  });

  it('refuses what does not do the same again', () => {
    class Counter {
      #calls = 0;
      next(): number {
        return ++this.#calls;
      }
    }
    const counter = new Counter();
    const f = /* @differentiable */ (x: number): number =>
      checkpoint((v: number) => v * v * x * counter.next(), x);
    const [, back] = pullback(f, 2);
    expect(() => back(1)).to.throw(/DIFF3110/);
  });

  it('refuses functions that compute later, and what is no function', () => {
    const later = /* @differentiable */ (x: number): number => {
      const promise = checkpoint(async (v: number) => v * v, x) as unknown;
      return typeof promise === 'object' ? x : 0;
    };
    expect(() => gradient(later, 2)).to.throw(/DIFF3105/);
    expect(() => checkpoint(3 as never)).to.throw(/DIFF3003/);
  });
});
