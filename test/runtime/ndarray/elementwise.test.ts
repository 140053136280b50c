import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import * as A from '@diffjs/runtime';
import { type ArrayInput, NDArray } from '@diffjs/runtime';

type Numbers = readonly (number | string)[];
interface Shaped {
  readonly shape: readonly number[];
  readonly data: Numbers;
}
interface Golden {
  readonly x: Numbers;
  readonly z: Numbers;
  readonly w: Numbers;
  readonly a: Numbers;
  readonly unary: Record<string, Numbers>;
  readonly binary: Record<string, Numbers>;
  readonly complexUnary: Record<string, Numbers>;
  readonly complexBinary: Record<string, Numbers>;
  readonly rounded: Record<string, Numbers>;
  readonly reductions: Record<string, readonly (Shaped | null)[]>;
  readonly quantiles: Record<string, readonly Shaped[]>;
  readonly norms: Record<string, Shaped>;
  readonly cumulative: Record<string, readonly Shaped[]>;
  readonly [name: string]: unknown;
}

const golden = JSON.parse(fs.readFileSync(path.join(__dirname, 'golden/elementwise.json'), 'utf8')) as Golden;
const words: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const numbers = (list: Numbers): number[] => list.map((v) => (typeof v === 'number' ? v : words[v]!));

type Unary = (x: ArrayInput) => NDArray;
type Binary = (x: ArrayInput, y: ArrayInput) => NDArray;
const functions = A as unknown as Record<string, never>;

/** Equal to a few units in the last place. */
function expectNumbers(actual: ArrayLike<number>, expected: readonly number[], name: string): void {
  expect(actual.length, name).to.equal(expected.length);
  expected.forEach((v, i) => {
    if (Number.isFinite(v))
      expect(actual[i], `${name}, number ${i}`).to.be.closeTo(v, 1e-14 * Math.max(Math.abs(v), 1e-300));
    else expect(actual[i], `${name}, number ${i}`).to.deep.equal(v);
  });
}

/** For values that are sums, of which digits are lost. */
function expectArray(actual: NDArray | number | boolean, expected: Shaped, name: string): void {
  const data = typeof actual === 'object' ? A.copy(actual).data : [Number(actual)];
  const shape = typeof actual === 'object' ? actual.shape : [];
  expect(shape, name).to.deep.equal(expected.shape);
  numbers(expected.data).forEach((v, i) =>
    expect(data[i], `${name}, number ${i}`).to.be.closeTo(v, 1e-13 * Math.max(Math.abs(v), 1)),
  );
}

describe('functions of elements equal those of NumPy', () => {
  const x = new NDArray(Float64Array.from(numbers(golden.x)));
  const column = A.expandDims(x, 1);

  for (const [name, expected] of Object.entries(golden.unary))
    it(name, () => {
      expectNumbers((functions[name] as Unary)(x).data, numbers(expected), name);
    });

  for (const [name, expected] of Object.entries(golden.binary))
    it(name, () => {
      const actual = (functions[name] as Binary)(column, x).data;
      const wanted = numbers(expected);
      // ±1 to an infinite power, and 1 to the power NaN, are NaN in JavaScript.
      if (name === 'pow')
        wanted.forEach((v, i) => {
          const base = x.get(Math.floor(i / x.size));
          if (Math.abs(base) === 1 && !Number.isFinite(x.get(i % x.size))) wanted[i] = NaN;
        });
      expectNumbers(actual, wanted, name);
    });

  it('of complex numbers', () => {
    const z = new NDArray(Float64Array.from(numbers(golden.z)), [6], undefined, 0, 'complex128');
    const w = new NDArray(Float64Array.from(numbers(golden.w)), [6], undefined, 0, 'complex128');
    for (const [name, expected] of Object.entries(golden.complexUnary))
      expectNumbers((functions[name] as Unary)(z).data, numbers(expected), name);
    for (const [name, expected] of Object.entries(golden.complexBinary))
      expectNumbers((functions[name] as Binary)(z, w).data, numbers(expected), name);
  });
});

describe('reductions and arrays that are made equal those of NumPy', () => {
  const a = new NDArray(Float64Array.from(numbers(golden.a)), [3, 4, 5]);
  const axes = [null, 0, 1, -1, [0, 2]];
  // In Fortran's order, and backwards.
  const view = new NDArray(new Float64Array(60), [3, 4, 5], [-1, 3, -12]);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 4; j++) for (let k = 0; k < 5; k++) view.set(i, j, k, a.get(i, j, k));

  for (const [name, expected] of Object.entries(golden.reductions))
    it(name, () => {
      const f = functions[name] as (x: NDArray, options: object) => NDArray | number;
      expected.forEach((value, i) => {
        if (value === null) return;
        expectArray(f(a, { axis: axes[i] }), value, `${name} ${String(axes[i])}`);
        expectArray(f(view, { axis: axes[i] }), value, `${name} ${String(axes[i])} of a view`);
      });
    });

  it('others', () => {
    const same = (name: string, value: NDArray): void => {
      expectArray(value, golden[name] as Shaped, name);
    };
    same('sampleVariance', A.variance(a, { axis: 1, ddof: 1 }));
    same('average', A.average(a, { axis: 1, weights: [1, 2, 3, 4] }));
    same('linspace', A.linspace(-1, 2, 7));
    same('openLinspace', A.linspace(-1, 2, 7, { endpoint: false }));
    same('logspace', A.logspace(-1, 2, 5, { base: 3 }));
    same('arange', A.arange(-1, 2, 0.3));
    same('eye', A.eye(3, 4, 1));
    same('tri', A.tri(3, 4, -1));
    same('tril', A.tril(view, 1));
    same('triu', A.triu(view, -1));
    same('diag', A.diag(view.pick(0), 1));
    same('onDiag', A.diag(view.pick(0, 0), -1));
    for (const [method, list] of Object.entries(golden.quantiles))
      [0, 0.1, 0.5, 0.75, 1].forEach((q, i) =>
        expectArray(A.quantile(a, q, { axis: 1, method: method as 'linear' }), list[i]!, `${method} ${q}`),
      );
    for (const [ord, value] of Object.entries(golden.norms))
      expectArray(A.vectorNorm(a, { axis: 1, ord: words[ord] ?? Number(ord) }), value, `norm ${ord}`);
    for (const [name, list] of Object.entries(golden.cumulative))
      [null, 0, -1].forEach((axis, i) =>
        expectArray(
          (functions[name] as (x: NDArray, options: object) => NDArray)(view, { axis }),
          list[i]!,
          `${name} ${axis}`,
        ),
      );
    for (const [decimals, list] of Object.entries(golden.rounded))
      expectNumbers(A.round(A.mul(a, 123.456), Number(decimals)).data, numbers(list), `round ${decimals}`);
  });
});

type FloatType = 'float64' | 'float32' | 'int32' | 'uint8';
const makers = { float64: Float64Array, float32: Float32Array, int32: Int32Array, uint8: Uint8Array };

/** An array of a shape with any strides and offset, of numbers that all types hold. */
function arrayOf(shape: readonly number[], dtype: FloatType): fc.Arbitrary<NDArray> {
  const rank = shape.length;
  return fc
    .record({
      order: fc.shuffledSubarray(
        shape.map((_, i) => i),
        { minLength: rank, maxLength: rank },
      ),
      steps: fc.array(fc.constantFrom(1, 2, -1, -2), { minLength: rank, maxLength: rank }),
      offset: fc.integer({ min: 0, max: 3 }),
      values: fc.array(fc.integer({ min: 0, max: 7 }), {
        minLength: 8,
        maxLength: 8,
      }),
    })
    .map(({ order, steps, offset, values }) => {
      const stride = new Array<number>(rank);
      let size = 1;
      let start = offset;
      for (const axis of order) {
        const n = Math.max(shape[axis]!, 1);
        stride[axis] = size * steps[axis]!;
        if (steps[axis]! < 0) start -= (n - 1) * stride[axis]!;
        size *= n * Math.abs(steps[axis]!);
      }
      const data = new makers[dtype](size + offset).map(
        (_: number, i: number) => values[(i * 5 + (i >> 3)) % 8]!,
      );
      return new NDArray(data, [...shape], stride, start, dtype);
    });
}

const types = fc.constantFrom<FloatType>('float64', 'float32', 'int32', 'uint8');
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });

/** A shape that is broadcast to another one. */
const narrowed = (shape: readonly number[]): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.integer({ min: 0, max: shape.length }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }))
    .map(([dropped, ones]) => shape.slice(dropped).map((n, i) => (ones[i]! ? 1 : n)));

/** The element at an index of the shape that an array is broadcast to. */
function at(a: NDArray, index: readonly number[]): number {
  const own = index.slice(index.length - a.dimension).map((i, axis) => (a.shape[axis] === 1 ? 0 : i));
  return a.data[own.reduce((p, i, axis) => p + i * a.stride[axis]!, a.offset)]!;
}

function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (list, n) => list.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])),
    [[]],
  );
}

describe('arrays of any shape, strides and type', () => {
  const operations: readonly (readonly [Binary, (x: number, y: number) => number])[] = [
    [A.add, (x, y) => x + y],
    [A.mul, (x, y) => x * y],
    [A.maximum, Math.max],
    [A.hypot, Math.hypot],
    [A.less, (x, y) => Number(x < y)],
    [A.div, (x, y) => x / y],
    [A.pow, (x, y) => x ** y],
    [A.mod, (x, y) => (y === 0 ? NaN : x % y)],
    [(x, y) => A.where(A.less(x, y), x, y), Math.min],
  ];

  it('broadcast as a loop over all indices does', () => {
    const cases = shapes.chain((shape) =>
      fc.tuple(narrowed(shape), narrowed(shape), types, types).chain(([s, t, u, v]) =>
        fc.record({
          a: arrayOf(s, u),
          b: arrayOf(t, v),
          shape: fc.constant(
            shape
              .map((_, i) =>
                [s, t].reduce((n, own) => {
                  const k = own[i - shape.length + own.length];
                  return k === undefined || k === 1 ? n : k;
                }, 1),
              )
              .slice(shape.length - Math.max(s.length, t.length)),
          ),
        }),
      ),
    );
    fc.assert(
      fc.property(cases, fc.nat(operations.length - 1), ({ a, b, shape }, which) => {
        const [f, g] = operations[which]!;
        const out = f(a, b);
        expect(out.shape).to.deep.equal(shape);
        const list = indices(shape);
        list.forEach((index, i) => {
          const expected = g(at(a, index), at(b, index));
          const stored = out.data.slice(0, 1);
          stored[0] = expected;
          const tolerance = out.dtype === 'float32' ? 1e-6 : 1e-14;
          if (Number.isFinite(stored[0]))
            expect(out.data[i]).to.be.closeTo(stored[0], tolerance * Math.max(1, Math.abs(stored[0])));
          else expect(out.data[i]).to.deep.equal(stored[0]);
        });
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('are reduced as a loop over all indices does', () => {
    const cases = fc
      .tuple(shapes, types)
      .chain(([shape, dtype]) =>
        fc.tuple(arrayOf(shape, dtype), fc.subarray(shape.map((_, i) => i)), fc.boolean(), fc.nat(4)),
      );
    const names = ['sum', 'prod', 'max', 'countNonzero', 'vectorNorm'] as const;
    fc.assert(
      fc.property(cases, ([a, axis, keepdims, which]) => {
        const name = names[which]!;
        const kept = a.shape.map((n, i) => (axis.includes(i) ? 1 : n));
        if (name === 'max' && a.size === 0 && indices(kept).length > 0) return;
        const result = (functions[name] as (x: NDArray, options: object) => NDArray | number)(a, {
          axis,
          keepdims,
        });
        const all = indices(a.shape);
        const expected = indices(kept).map((index) => {
          const lane = all
            .filter((other) => other.every((i, k) => axis.includes(k) || i === index[k]))
            .map((other) => at(a, other));
          if (name === 'sum') return lane.reduce((s, v) => s + v, 0);
          if (name === 'prod') return lane.reduce((s, v) => s * v, 1);
          if (name === 'max') return Math.max(...lane);
          return name === 'countNonzero' ? lane.filter((v) => v !== 0).length : Math.hypot(...lane);
        });
        const shape = keepdims ? kept : a.shape.filter((_, i) => !axis.includes(i));
        if (typeof result !== 'number') expect(result.shape).to.deep.equal(shape);
        const data = typeof result === 'number' ? [result] : result.data;
        expected.forEach((v, i) => expect(data[i]).to.be.closeTo(v, 1e-6 * Math.max(1, Math.abs(v))));
      }),
      { numRuns: 400, seed: 1 },
    );
  });
});
