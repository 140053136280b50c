import { expect } from 'chai';
import { checkpoint, forwardMode, gradient, isDifferentiable, jvp, pullback, ravel } from '@diffjs/runtime';

const call = /* @differentiable */ (g: (...given: never[]) => unknown, ...given: never[]): unknown =>
  g(...given);

/** The same function with and without forward mode in it: value, memory, gradients, also those of a second `back`. */
function compare<A extends unknown[]>(
  f: (run: typeof forwardMode, ...args: A) => number,
  args: () => [...A],
): void {
  const own = args();
  const plain = args();
  const [value, back] = pullback(f as (...all: unknown[]) => number, forwardMode, ...own);
  const [plainValue, plainBack] = pullback(f as (...all: unknown[]) => number, call, ...plain);
  expect(value).to.equal(plainValue);
  expect(own).to.deep.equal(plain);
  const found = back(1).slice(1);
  const a = ravel(found);
  const b = ravel(plainBack(1).slice(1));
  expect(a.length).to.equal(b.length);
  for (let i = 0; i < a.length; i++) expect(a[i]).to.be.closeTo(b[i]!, 1e-11 * (1 + Math.abs(b[i]!)));
  expect(back(1).slice(1)).to.deep.equal(found);
}

const orbit = /* @differentiable */ (x: number, c: number, n: number): number => {
  for (let i = 0; i < n; i++) x = Math.sin(x) * c + Math.max(x * 0.1, 0.01 * i) + Math.atan2(x, c) ** 2;
  return x;
};

describe('forwardMode', () => {
  it('is the call itself without differentiation and in forward mode', () => {
    expect(forwardMode((x: number, y: number) => x - y, 5, 3)).to.equal(2);
    const f = /* @differentiable */ (x: number): number => forwardMode(orbit, x, 0.3, 20) * x;
    const g = /* @differentiable */ (x: number): number => orbit(x, 0.3, 20) * x;
    expect(jvp(f, [0.7], [1])).to.deep.equal(jvp(g, [0.7], [1]));
    expect(isDifferentiable(forwardMode)).to.equal(true);
  });

  it('gives the gradient of reverse mode', () => {
    const f = /* @differentiable */ (x: number, c: number): number => forwardMode(orbit, x * c, c, 30) * x;
    const g = /* @differentiable */ (x: number, c: number): number => orbit(x * c, c, 30) * x;
    const found = gradient(f, 0.7, 0.4);
    gradient(g, 0.7, 0.4).forEach((d, i) => expect(found[i]).to.be.closeTo(d, 1e-13));
  });

  it('takes what closures capture, objects, and what is stored', () => {
    compare(
      /* @differentiable */ (
        run: typeof forwardMode,
        x: number,
        a: Float64Array,
        o: { k: number; list: number[] },
      ) => {
        let total = x;
        const made = run((v: number) => {
          for (let i = 0; i < 4; i++) {
            a[i % 2]! *= v * o.k;
            o.list[1] = o.list[0]! * x + a[1]!;
            total = total * v + a[0]!;
          }
          const part = a.subarray(1);
          part[0]! += 0.5 * total;
          o.list.push(v, a[1]! * v);
          o.list.sort((p, q) => p - q);
          return { v: v * total, list: [o.list[2]!, v] };
        }, x * o.k);
        o.k *= total;
        a[0]! += made.list[0]!;
        return made.v * a[0]! + a[1]! * o.k + o.list.reduce((p, q, i) => p + q * q * i, 0);
      },
      () => [0.8, new Float64Array([0.5, 0.7]), { k: 1.1, list: [0.3, 2] }],
    );
  });

  it('goes on behind an exception, with Maps, classes and nested calls', () => {
    compare(
      /* @differentiable */ (run: typeof forwardMode, x: number, a: number[]) => {
        class Cell {
          #v = 1;
          step(k: number): number {
            this.#v = this.#v * k + x;
            return this.#v;
          }
        }
        const cell = new Cell();
        const map = new Map([['k', x]]);
        let caught = 0;
        try {
          run((k: number) => {
            map.set('k', map.get('k')! * k).set('l', k * x);
            a[0]! *= run((u: number) => cell.step(u) * a[1]!, k);
            throw a[0]! * x;
          }, x * 0.5);
        } catch (error) {
          caught = error as number;
        }
        return caught * a[0]! + map.get('k')! * map.get('l')! + cell.step(x);
      },
      () => [1.3, [2, 3]],
    );
  });

  describe('within a call that checkpoint makes', () => {
    const cases: Record<string, (y: number) => number> = {
      'gives its result': /* @differentiable */ (y) =>
        checkpoint((a: number) => a + forwardMode((b: number) => b * b * y, a), y) * y, // y² + y⁴
      'assigns variables': /* @differentiable */ (y) =>
        checkpoint((a: number) => {
          let v = 0;
          forwardMode((b: number) => {
            v = b * b * y;
          }, a);
          return (v + a) * a;
        }, y),
      'assigns variables that are read behind it': /* @differentiable */ (y) => {
        let v = 0;
        const same = checkpoint((a: number) => {
          forwardMode((b: number) => {
            v = b * b * y;
          }, a);
          return a;
        }, y);
        return (v + y) * same;
      },
      'stores into private fields and Maps': /* @differentiable */ (y) => {
        class Cell {
          #v = 0;
          keep(v: number): void {
            this.#v = v * v * y;
          }
          get v(): number {
            return this.#v;
          }
        }
        const cell = new Cell();
        const map = new Map<string, number>();
        return checkpoint((a: number) => {
          forwardMode((b: number) => {
            cell.keep(b);
            map.set('b', b);
          }, a);
          return (cell.v + map.get('b')!) * a;
        }, y);
      },
      'is another such call, and assigns variables': /* @differentiable */ (y) =>
        checkpoint((a: number) => {
          let v = 0;
          checkpoint((b: number) => {
            v = b * b * y;
            return 1;
          }, a);
          return (v + a) * a;
        }, y),
    };
    for (const [name, f] of Object.entries(cases)) {
      it(name, () => {
        expect(f(1.5)).to.be.closeTo(1.5 ** 4 + 1.5 ** 2, 1e-12);
        expect(gradient(f, 1.5)[0]).to.be.closeTo(4 * 1.5 ** 3 + 3, 1e-11);
        expect(jvp(f, [1.5], [1])[1]).to.be.closeTo(4 * 1.5 ** 3 + 3, 1e-11);
      });
    }
  });

  it('keeps the Jacobian only', () => {
    const f = /* @differentiable */ (x: number, c: number, n: number): number =>
      forwardMode(orbit, x, c, n) * 2;
    // What a sweep has recorded cannot be asked; a long one would take hundreds of megabytes.
    const before = process.memoryUsage().arrayBuffers;
    const [, back] = pullback(f, 0.7, 0.4, 300_000);
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(1 << 20);
    expect(back(1)[0]).to.be.a('number');
  });

  it('refuses functions that compute later, and what is no function', () => {
    const later = /* @differentiable */ (x: number): number => {
      const promise = forwardMode(async (v: number) => v * v, x) as unknown;
      return typeof promise === 'object' ? x : 0;
    };
    expect(() => gradient(later, 2)).to.throw(/DIFF3105/);
    expect(() => forwardMode(3 as never)).to.throw(/DIFF3003/);
  });
});
