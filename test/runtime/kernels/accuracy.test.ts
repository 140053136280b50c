import { kernelInfo, useKernels } from '@diffjs/runtime';
import { expect } from 'chai';
import { unary } from '../../../packages/runtime/dist/cjs/kernels/dispatch.cjs';
import { erf, sigmoid, softplus } from '../../../packages/runtime/dist/cjs/kernels/special.cjs';
import { seededRandom } from '../../support/seededRandom';
import { exact, fixed, ulps } from './support/exact';

type Name = keyof typeof exact;

/** Where each function is tried: from, to; `log` draws sizes of all magnitudes between them, of both signs where both are allowed. */
const ranges: Record<Name, readonly (readonly [number, number, 'even' | 'log'])[]> = {
  exp: [[-746, 710, 'even'], [-1, 1, 'even'], [-709.5, -707.5, 'even'], [1e-20, 1, 'log']], // prettier-ignore
  expm1: [[-50, 710, 'even'], [-2, 2, 'even'], [43, 46, 'even'], [1e-310, 1, 'log']], // prettier-ignore
  log: [
    [0.5, 2, 'even'],
    [0.99, 1.01, 'even'],
    [5e-324, 1.7e308, 'log'],
  ],
  log1p: [[-0.9999, 3, 'even'], [-0.31, 0.45, 'even'], [1e-310, 1.7e308, 'log']], // prettier-ignore
  tanh: [
    [-23, 23, 'even'],
    [-1.2, 1.2, 'even'],
    [1e-310, 1, 'log'],
  ],
  sigmoid: [
    [-745, 40, 'even'],
    [-3, 3, 'even'],
  ],
  softplus: [
    [-745, 100, 'even'],
    [-3, 3, 'even'],
  ],
  sin: [
    [-823549, 823549, 'even'],
    [-10, 10, 'even'],
    [1e-310, 1, 'log'],
  ],
  cos: [
    [-823549, 823549, 'even'],
    [-10, 10, 'even'],
  ],
  erf: [
    [-6, 6, 'even'],
    [1e-310, 1, 'log'],
  ],
};

/** What docs/how-to/kernels.md promises, in units of the last place; in JavaScript the functions are those of `Math`. */
const promisedBy = (engine: string): number => (engine === 'javascript' ? 2.5 : 2);

const references: Record<Name, (x: number) => number> = { ...pick(), sigmoid, softplus, erf };

function pick(): Record<Exclude<Name, 'sigmoid' | 'softplus' | 'erf'>, (x: number) => number> {
  const { exp, expm1, log, log1p, tanh, sin, cos } = Math;
  return { exp, expm1, log, log1p, tanh, sin, cos };
}

const specials = [
  0, -0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-40, -1e-40, 1, -1, 709.782712893384, 709.7827128933841,
  88.72283, 88.7229, -103.97, -103.98, -745.1332191019411, -745.1332191019412, 1.7976931348623157e308,
  -1.7976931348623157e308, 3.4028234663852886e38, Infinity, -Infinity, NaN, 1e6, -1e9, 1e22, 6, -6,
]; // prettier-ignore

function points(name: Name, count: number, seed: number): number[] {
  const random = seededRandom(seed);
  return ranges[name].flatMap(([from, to, way]) =>
    Array.from({ length: count }, () => {
      if (way === 'even') return from + (to - from) * random();
      const size = Math.exp(Math.log(from) + (Math.log(to) - Math.log(from)) * random());
      return name === 'log' || (name === 'log1p' && size > 0.9) || random() < 0.5 ? size : -size;
    }),
  );
}

/** As often as `DIFFJS_POINTS` says: to measure the greatest errors, which grow with the number of points. */
const count = Number(process.env.DIFFJS_POINTS ?? 80);

const engines = kernelInfo()
  .engines.filter(({ name, state }) => state === 'ready' && name !== 'test engine')
  .map(({ name }) => name);

/** Does a Content-Security-Policy forbid it? */
function mayCompile(): boolean {
  try {
    return (
      new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) instanceof WebAssembly.Module
    );
  } catch {
    return false;
  }
}

describe('accuracy of elementary functions', () => {
  it('is tried with WebAssembly, too, where code of it may be compiled', function () {
    if (!mayCompile()) this.skip();
    expect(engines).to.include('wasm');
  });

  for (const engine of engines) {
    describe(engine, () => {
      const promised = promisedBy(engine);
      let before: readonly string[];
      beforeEach(() => {
        before = useKernels(engine);
      });
      afterEach(() => {
        useKernels(before);
      });

      for (const name of Object.keys(exact) as Name[]) {
        it(`${name}: at most ${promised} units in the last place from the exact value`, () => {
          const xs = Float64Array.from(points(name, count, 5));
          const ys = new Float64Array(xs.length);
          unary(name, xs.length, xs, 0, 1, ys, 0, 1);
          let worst = 0;
          let at = 0;
          xs.forEach((x, i) => {
            const error = ulps(ys[i]!, exact[name](fixed(x)));
            if (error > worst) [worst, at] = [error, x];
          });
          if (process.env.DIFFJS_POINTS) console.log(`${engine} ${name} f64: ${worst.toFixed(2)} at ${at}`);
          expect(worst, `at ${at}`).to.be.at.most(promised);
        });

        it(`${name} of Float32Array: at most ${promised}`, () => {
          const xs = Float32Array.from(points(name, 40 * count, 6));
          // Every few thousandth of all single-precision numbers.
          const all = new Float32Array(Uint32Array.from({ length: 40 * count }, (_, i) => Math.floor(i * (2 ** 32 / (40 * count)))).buffer); // prettier-ignore
          let worst = 0;
          let at = 0;
          for (const arrays of [xs, all]) {
            const ys = new Float32Array(arrays.length);
            unary(name, arrays.length, arrays, 0, 1, ys, 0, 1);
            arrays.forEach((x, i) => {
              const expected = references[name](x);
              if (!Number.isFinite(Math.fround(expected)) || expected === 0)
                expect(ys[i], `${name}(${x})`).to.deep.equal(Math.fround(expected));
              else {
                const last = 2 ** Math.max(Math.floor(Math.log2(Math.abs(expected))) - 23, -149);
                const error = Math.abs(ys[i]! - expected) / last;
                if (error > worst) [worst, at] = [error, x];
              }
            });
          }
          if (process.env.DIFFJS_POINTS) console.log(`${engine} ${name} f32: ${worst.toFixed(2)} at ${at}`);
          expect(worst, `at ${at}`).to.be.at.most(promised);
        });

        it(`${name}: special values, at any place of a vector and in any order`, () => {
          for (const make of [Float64Array, Float32Array]) {
            for (const values of [specials, [...specials].reverse(), [...specials.slice(1), 0.5]]) {
              const xs = make.from(values);
              const ys = new make(xs.length);
              unary(name, xs.length, xs, 0, 1, ys, 0, 1);
              xs.forEach((x, i) => {
                const expected =
                  make === Float32Array ? Math.fround(references[name](x)) : references[name](x);
                const what = `${make.name} ${name}(${x})`;
                if (!Number.isFinite(expected) || expected === 0) expect(ys[i], what).to.deep.equal(expected);
                else {
                  const unit = make === Float32Array ? 2 ** -23 : 2 ** -52;
                  const least = make === Float32Array ? 2 ** -149 : 5e-324;
                  expect(Math.abs(ys[i]! - expected), what).to.be.at.most(
                    3 * Math.max(unit * Math.abs(expected), least),
                  );
                }
              });
            }
          }
        });
      }
    });
  }

  it('engines agree to a few units in the last place', () => {
    for (const name of Object.keys(exact) as Name[]) {
      const xs = Float64Array.from(points(name, 2000, 9));
      const results = engines.map((engine) => {
        const before = useKernels(engine);
        const ys = new Float64Array(xs.length);
        unary(name, xs.length, xs, 0, 1, ys, 0, 1);
        useKernels(before);
        return ys;
      });
      for (const ys of results.slice(1)) {
        ys.forEach((y, i) => {
          if (Object.is(y, results[0]![i])) return;
          const bound = 3 * Math.max(2 ** -52 * Math.abs(y), 5e-324);
          expect(Math.abs(y - results[0]![i]!), `${name}(${xs[i]!})`).to.be.at.most(bound);
        });
      }
    }
  });
});
