import { expect } from 'chai';
import fc from 'fast-check';
import {
  concat,
  diagonal,
  type Dtype,
  flip,
  gather,
  jvp,
  moveaxis,
  NDArray,
  pullback,
  repeat,
  reshape,
  roll,
  rot90,
  slice,
  stack,
  swapaxes,
  take,
  takeAlongAxis,
  tile,
} from '@diffjs/runtime';
import { flatNumbers } from '../../../support/flatNumbers';

type Index = readonly number[];

/** What a function that rearranges elements does, by its definition. */
interface Arrangement {
  readonly name: string;
  readonly f: (x: NDArray) => NDArray;
  /** The shape of the result, and which element stands at an index. */
  readonly shape: Index;
  readonly source: (at: Index) => Index;
}

const modulo = (i: number, n: number): number => ((i % n) + n) % n;
const replaced = (list: Index, at: number, value: number): number[] =>
  list.map((x, i) => (i === at ? value : x));
const swapped = (list: Index, i: number, j: number): number[] =>
  list.map((x, k) => (k === i ? list[j]! : k === j ? list[i]! : x));
const size = (shape: Index): number => shape.reduce((m, n) => m * n, 1);

/** The index of element number `k`. */
function indexOf(shape: Index, k: number): number[] {
  const at = new Array<number>(shape.length);
  for (let i = shape.length - 1; i >= 0; i--) {
    at[i] = k % shape[i]!;
    k = Math.floor(k / shape[i]!);
  }
  return at;
}

function numberOf(shape: Index, at: Index): number {
  return at.reduce((k, i, axis) => k * shape[axis]! + i, 0);
}

/** Every kind of arrangement of an array of a shape, from two whole numbers and some more. */
function arrangements(shape: Index, p: number, q: number, list: Index): Arrangement[] {
  const rank = shape.length;
  const total = size(shape);
  const ofAll: Arrangement[] = [
    {
      name: 'reshape',
      f: /* @differentiable */ (x) => reshape(x, [1, -1]),
      shape: [1, total],
      source: (at) => indexOf(shape, at[1]!),
    },
    {
      name: 'repeat of elements',
      f: /* @differentiable */ (x) => repeat(x, 2),
      shape: [2 * total],
      source: (at) => indexOf(shape, at[0]! >> 1),
    },
    {
      name: 'roll of elements',
      f: /* @differentiable */ (x) => roll(x, p),
      shape,
      source: (at) => indexOf(shape, modulo(numberOf(shape, at) - p, total)),
    },
  ];
  if (total > 0)
    ofAll.push({
      name: 'take of elements',
      f: /* @differentiable */ (x) => take(x, list.map((i) => modulo(i, total))), // prettier-ignore
      shape: [list.length],
      source: (at) => indexOf(shape, modulo(list[at[0]!]!, total)),
    });
  if (rank === 0) return ofAll;
  const a = modulo(p, rank);
  const b = modulo(q, rank);
  const n = shape[a]!;
  const start = Math.min(n, modulo(p, 5));
  const step = modulo(q, 3) + 1;
  ofAll.push(
    {
      name: 'flip',
      f: /* @differentiable */ (x) => flip(x, a),
      shape,
      source: (at) => replaced(at, a, n - 1 - at[a]!),
    },
    {
      name: 'roll',
      f: /* @differentiable */ (x) => roll(x, q, a),
      shape,
      source: (at) => replaced(at, a, modulo(at[a]! - q, n)),
    },
    {
      name: 'repeat',
      f: /* @differentiable */ (x) => repeat(x, 3, a),
      shape: replaced(shape, a, 3 * n),
      source: (at) => replaced(at, a, Math.floor(at[a]! / 3)),
    },
    {
      name: 'tile',
      f: /* @differentiable */ (x) => tile(x, [2, ...shape.map((_, i) => (i === a ? 3 : 1))]),
      shape: [2, ...replaced(shape, a, 3 * n)],
      source: (at) => replaced(at.slice(1), a, at[a + 1]! % n),
    },
    {
      name: 'swapaxes',
      f: /* @differentiable */ (x) => swapaxes(x, a, b),
      shape: swapped(shape, a, b),
      source: (at) => swapped(at, a, b),
    },
    {
      name: 'moveaxis',
      f: /* @differentiable */ (x) => moveaxis(x, a, -1),
      shape: [...shape.slice(0, a), ...shape.slice(a + 1), n],
      source: (at) => [...at.slice(0, a), at[rank - 1]!, ...at.slice(a, rank - 1)],
    },
    {
      name: 'slice',
      f: /* @differentiable */ (x) =>
        slice(x, ...shape.map((_, i) => (i === a ? [start, null, step] : null))),
      shape: replaced(shape, a, Math.ceil((n - start) / step)),
      source: (at) => replaced(at, a, start + step * at[a]!),
    },
    {
      name: 'concat',
      f: /* @differentiable */ (x) => concat([x, flip(x, a), x], a),
      shape: replaced(shape, a, 3 * n),
      source: (at) => {
        const k = at[a]!;
        return replaced(at, a, k >= n && k < 2 * n ? 2 * n - 1 - k : k % n);
      },
    },
    {
      name: 'stack',
      f: /* @differentiable */ (x) => stack([x, flip(x, a)], a),
      shape: [...shape.slice(0, a), 2, ...shape.slice(a)],
      source: (at) => {
        const own = [...at.slice(0, a), ...at.slice(a + 1)];
        return at[a] === 0 ? own : replaced(own, a, n - 1 - own[a]!);
      },
    },
  );
  if (n > 0) {
    const indices = list.map((i) => modulo(i, n));
    ofAll.push({
      name: 'take',
      f: /* @differentiable */ (x) => take(x, indices, a),
      shape: replaced(shape, a, list.length),
      source: (at) => replaced(at, a, indices[at[a]!]!),
    });
    const column = new NDArray(Int32Array.from(indices), shape.map((_, i) => (i === a ? indices.length : 1))); // prettier-ignore
    ofAll.push({
      name: 'takeAlongAxis',
      f: /* @differentiable */ (x) => takeAlongAxis(x, column, a),
      shape: replaced(shape, a, list.length),
      source: (at) => replaced(at, a, indices[at[a]!]!),
    });
    if (shape.every((m) => m > 0))
      ofAll.push({
        name: 'gather',
        f: /* @differentiable */ (x) => gather(x, a, column),
        shape: column.shape,
        source: (at) => replaced(at, a, indices[at[a]!]!),
      });
  }
  if (a !== b) {
    const m = Math.max(0, Math.min(n, shape[b]! - 1));
    const rest = shape.map((_, i) => i).filter((i) => i !== a && i !== b);
    ofAll.push(
      {
        name: 'diagonal',
        f: /* @differentiable */ (x) => diagonal(x, 1, a, b),
        shape: [...rest.map((i) => shape[i]!), m],
        source: (at) => {
          const k = at[rank - 2]!;
          return shape.map((_, i) => (i === a ? k : i === b ? k + 1 : at[rest.indexOf(i)]!));
        },
      },
      {
        name: 'rot90',
        f: /* @differentiable */ (x) => rot90(x, 1, [a, b]),
        shape: swapped(shape, a, b),
        source: (at) => replaced(swapped(at, a, b), b, shape[b]! - 1 - at[a]!),
      },
    );
  }
  return ofAll;
}

const dtypes = ['float64', 'float32', 'int32', 'uint8', 'complex128'] as const;

/** A view of any strides, with the numbers 1, 2, … (and the same times −1 as imaginary parts). */
function viewOf(shape: Index, order: Index, reversed: Index, gap: number, dtype: Dtype): NDArray {
  const unit = dtype === 'complex128' ? 2 : 1;
  const stride = new Array<number>(shape.length);
  let step = unit * gap;
  let offset = 0;
  for (const axis of order) {
    if (axis >= shape.length) continue;
    const sign = reversed[axis]! % 2 === 1 ? -1 : 1;
    stride[axis] = sign * step;
    if (sign < 0) offset += step * Math.max(0, shape[axis]! - 1);
    step *= Math.max(1, shape[axis]!);
  }
  const make = { float64: Float64Array, float32: Float32Array, int32: Int32Array, uint8: Uint8Array };
  const data = new make[dtype === 'complex128' ? 'float64' : (dtype as keyof typeof make)](step + unit);
  const view = new NDArray(data, shape.slice(), stride, offset, dtype);
  for (let k = 0; k < size(shape); k++) {
    const p = indexOf(shape, k).reduce((sum, i, axis) => sum + i * stride[axis]!, offset);
    data[p] = k + 1;
    if (unit === 2) data[p + 1] = -(k + 1);
  }
  return view;
}

const programs = fc.record({
  shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  reversed: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 4, maxLength: 4 }),
  gap: fc.integer({ min: 1, max: 2 }),
  dtype: fc.constantFrom<Dtype>(...dtypes),
  p: fc.integer({ min: -9, max: 9 }),
  q: fc.integer({ min: -9, max: 9 }),
  list: fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 4 }),
});

describe('arrays are rearranged as defined', () => {
  it('and so are cotangents and tangents', () => {
    fc.assert(
      fc.property(programs, ({ shape, order, reversed, gap, dtype, p, q, list }) => {
        const x = viewOf(shape, order, reversed, gap, dtype);
        for (const { name, f, shape: expected, source } of arrangements(shape, p, q, list)) {
          const out = f(x);
          expect(out.shape, name).to.deep.equal(expected);
          expect(out.dtype, name).to.equal(dtype);
          const count = size(expected);
          const from = Array.from({ length: count }, (_, k) => numberOf(shape, source(indexOf(expected, k))));
          const numbers = flatNumbers(out);
          expect(numbers, name).to.deep.equal(partsOf(from.map((k) => k + 1), dtype)); // prettier-ignore
          if (dtype !== 'float64') continue;
          const [, back] = pullback(f, x);
          const weights = Float64Array.from(from, (_, i) => i + 1);
          const gathered = new Array<number>(size(shape)).fill(0);
          from.forEach((k, i) => (gathered[k]! += i + 1));
          expect(flatNumbers(back(weights as never)[0] as NDArray), name).to.deep.equal(gathered);
          const tangent = new NDArray(Float64Array.from(gathered, (_, k) => 3 * k), shape.slice()); // prettier-ignore
          const [, moved] = jvp(f, [x], [tangent as never]);
          expect(flatNumbers(moved as NDArray), name).to.deep.equal(from.map((k) => 3 * k));
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

function partsOf(numbers: readonly number[], dtype: Dtype): number[] {
  return dtype === 'complex128' ? numbers.flatMap((x) => [x, -x]) : numbers.slice();
}
