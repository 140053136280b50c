import { expect } from 'chai';
import fc from 'fast-check';
import {
  erf,
  gamma,
  layerNorm,
  logSoftmax,
  logsumexp,
  NDArray,
  relEntr,
  rmsNorm,
  softmax,
  xlogy,
} from '@diffjs/runtime';

/** A view of random numbers: axes in any order in memory, some of them backwards, with gaps. */
interface View {
  readonly array: NDArray;
  readonly at: (index: readonly number[]) => number;
}

const views = fc
  .record({
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
    backwards: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    gap: fc.integer({ min: 1, max: 2 }),
    single: fc.boolean(),
    seed: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ shape, order, backwards, gap, single, seed }): View => {
    const stride = shape.map(() => 0);
    let step = gap;
    for (const axis of order.filter((a) => a < shape.length)) {
      stride[axis] = step;
      step *= Math.max(1, shape[axis]);
    }
    let offset = 0;
    shape.forEach((n, axis) => {
      if (!backwards[axis] || n === 0) return;
      offset += stride[axis] * (n - 1);
      stride[axis] = -stride[axis];
    });
    const numbers = Array.from({ length: step }, (_, i) => seed[(i * i + i) % 7] / 8 + Math.sin(i));
    const array = new NDArray(
      single ? Float32Array.from(numbers) : Float64Array.from(numbers),
      shape,
      stride,
      offset,
    );
    return { array, at: (index) => array.data[index.reduce((p, i, axis) => p + i * stride[axis], offset)] };
  });

/** All indices of a shape, in order. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (list, n) => list.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])),
    [[]],
  );
}

/** Checks a function that works on lines along an axis by one of lists of numbers. */
function checkLines(
  f: (x: NDArray, options: { readonly axis: number }) => NDArray,
  naive: (line: readonly number[]) => readonly number[],
): void {
  fc.assert(
    fc.property(views, fc.nat(), ({ array, at }, which) => {
      const axis = which % array.dimension;
      const y = f(array, { axis });
      expect(y.shape).to.deep.equal(array.shape);
      expect(y.dtype).to.equal(array.dtype);
      indices(array.shape).forEach((index, i) => {
        const line = Array.from({ length: array.shape[axis] }, (_, k) =>
          at(index.map((v, a) => (a === axis ? k : v))),
        );
        const expected = naive(line)[index[axis]];
        const tolerance = array.dtype === 'float32' ? 4e-6 : 1e-13;
        expect(y.data[i]).to.be.closeTo(expected, tolerance * (1 + Math.abs(expected)));
      });
    }),
    { numRuns: 120, seed: 8 },
  );
}

const total = (list: readonly number[]): number => list.reduce((sum, v) => sum + v, 0);

describe('functions of views of any layout', () => {
  it('softmax', () => {
    checkLines(softmax, (line) => line.map((v) => 1 / total(line.map((u) => Math.exp(u - v)))));
  });

  it('logSoftmax', () => {
    checkLines(logSoftmax, (line) => line.map((v) => -Math.log(total(line.map((u) => Math.exp(u - v))))));
  });

  it('logsumexp', () => {
    checkLines(
      (x, { axis }) => {
        const logs = logsumexp(x, { axis, keepdims: true });
        // As long as the argument, to be compared with it.
        return new NDArray(
          x.data instanceof Float32Array
            ? Float32Array.from(indices(x.shape), (i) => logs.data[position(i, logs.shape)])
            : Float64Array.from(indices(x.shape), (i) => logs.data[position(i, logs.shape)]),
          x.shape,
        );
      },
      (line) => line.map(() => Math.log(total(line.map((u) => Math.exp(u))))),
    );
  });

  it('layerNorm and rmsNorm', () => {
    const standard = (line: readonly number[], mean: number): number[] => {
      const variance = total(line.map((v) => (v - mean) ** 2)) / line.length;
      return line.map((v) => (v - mean) / Math.sqrt(variance + 0.1));
    };
    checkLines(
      (x, { axis }) => layerNorm(x, { axis, eps: 0.1 }),
      (line) => standard(line, total(line) / line.length),
    );
    checkLines(
      (x, { axis }) => rmsNorm(x, { axis, eps: 0.1 }),
      (line) => standard(line, 0),
    );
  });

  it('special functions, element by element and broadcast', () => {
    fc.assert(
      fc.property(views, ({ array, at }) => {
        for (const f of [erf, gamma]) {
          const y = f(array);
          indices(array.shape).forEach((index, i) => expect(y.data[i]).to.deep.equal(f(array.dtype === 'float32' ? new NDArray(Float32Array.of(at(index))) : [at(index)]).data[0])); // prettier-ignore
        }
        const row = Float64Array.from({ length: array.shape.at(-1)! }, (_, j) => j + 0.5);
        for (const f of [xlogy, relEntr]) {
          const y = f(array, row);
          expect(y.shape).to.deep.equal(array.shape);
          indices(array.shape).forEach((index, i) =>
            expect(y.data[i]).to.deep.equal(f([at(index)], [row[index.at(-1)!]]).data[0]),
          );
        }
      }),
      { numRuns: 120, seed: 9 },
    );
  });
});

/** Where an index stands in an array without gaps, in which it is repeated along axes of length 1. */
function position(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((p, i, axis) => p * shape[axis] + (shape[axis] === 1 ? 0 : i), 0);
}
