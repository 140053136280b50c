import { expect } from 'chai';
import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';
import {
  add,
  gradient,
  jvp,
  matmul,
  mul,
  NDArray,
  ops,
  type OpsArray,
  square,
  sub,
  sum,
  tanh,
  transpose,
} from '@diffjs/runtime';
import { ops as library } from '@diffjs/runtime/ndarray-ops';

/*
 * Random programs over a few 2×2 arrays, some of which are views of one another: loops over get and set, operations in place, views, array functions. More
 * of them: `SCIJS_PROGRAMS=20000 npx mocha test/runtime/ndarray/scijsPrograms.test.ts`.
 */

const COUNT = Number(process.env.SCIJS_PROGRAMS ?? 600);

interface Step {
  readonly kind: number;
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly number: number;
}

type Square = NdArray<Float64Array>;

/* @differentiable */
function view(a: Square, which: number): Square {
  switch (which) {
    case 0:
      return a.transpose(1, 0);
    case 1:
      return a.step(-1, 1);
    case 2:
      return a.step(1, -1).transpose(1, 0);
    default:
      return a.lo(0, 0).hi(2, 2);
  }
}

/* @differentiable */
function step(arrays: Square[], { kind, z: zAt, x: xAt, y: yAt, number }: Step): void {
  const z = arrays[zAt % arrays.length]!;
  const x = arrays[xAt % arrays.length]!;
  const y = arrays[yAt % arrays.length]!;
  const of = number > 0 ? ops : library;
  switch (kind) {
    case 0:
      for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) z.set(i, j, x.get(j, i) * number + y.get(i, j));
      break;
    case 1:
      for (let i = 0; i < 2; i++) z.pick(i, -1).set(1, Math.sin(x.get(i, 0)) * y.pick(-1, i).get(1));
      break;
    case 2:
      of.add(z, x, y);
      break;
    case 3:
      of.mul(z, x, y);
      break;
    case 4:
      of.sub(z as OpsArray, x, y);
      break;
    case 5:
      of.muleq(z, x);
      break;
    case 6:
      of.addeq(z, x);
      break;
    case 7:
      of.sin(z, x);
      break;
    case 8:
      of.ataneq(z);
      break;
    case 9:
      of.muls(z, x, number);
      break;
    case 10:
      of.addseq(z, y.get(1, 0) * number);
      break;
    case 11:
      of.assigns(z.pick(1, -1), of.sum(x));
      break;
    case 12:
      of.mulseq(z, Math.atan(of.norm2squared(y)));
      break;
    case 13:
      of.assign(z, x);
      break;
    case 14:
      arrays.push(view(z, xAt % 4));
      break;
    case 15:
      arrays.push(tanh(add(x, mul(y, number))) as unknown as Square);
      break;
    case 16:
      arrays.push(matmul(x, tanh(transpose(y))) as unknown as Square);
      break;
    case 17:
      of.assign(z, sub(square(tanh(x)), y) as OpsArray);
      break;
    case 18:
      z.data[z.index(0, 1)]! += (sum(x) as number) * number;
      break;
    default:
      arrays.push(ndarray(z.data.slice(0, 4) as Float64Array, [2, 2]));
  }
}

/* @differentiable */
function program(steps: readonly Step[], a: Square, b: Square, shared: Float64Array): number {
  const large = ndarray(shared, [3, 3]);
  const list = ndarray([0.1, a.get(0, 0), 0.3, b.get(1, 0)], [2, 2]) as unknown as Square;
  const arrays = [
    a,
    b,
    large.hi(2, 2),
    large.lo(1, 1),
    list,
    ndarray(new Float64Array(4), [2, 2]),
    new NDArray(shared, [2, 2], [1, -3], 7) as unknown as Square,
  ];
  for (const each of steps) step(arrays, each);
  let s = 0;
  for (let k = 0; k < arrays.length; k++) s += (k + 1) * ops.sum(arrays[k]!) + ops.norm2squared(arrays[k]!);
  return s;
}

const steps = fc.array(
  fc.record({
    kind: fc.integer({ min: 0, max: 19 }),
    z: fc.nat(11),
    x: fc.nat(11),
    y: fc.nat(11),
    number: fc.constantFrom(0.5, -0.7, 0.9, -0.3),
  }),
  { minLength: 1, maxLength: 9 },
);

type Numbers = readonly [Float64Array, Float64Array, Float64Array];

const start = (): Numbers => [
  Float64Array.of(0.4, -0.3, 0.7, 0.2),
  Float64Array.of(-0.6, 0.5, 0.1, 0.8),
  Float64Array.of(0.3, -0.2, 0.6, 0.9, -0.5, 0.4, -0.8, 0.15, 0.35),
];
const direction: Numbers = [
  Float64Array.of(0.3, 1, -0.4, 0.6),
  Float64Array.of(-0.9, 0.2, 0.5, 0.7),
  Float64Array.of(0.5, -0.6, 0.2, 0.3, 0.8, -0.1, 0.4, 0.9, -0.7),
];
const moved = (h: number): Numbers =>
  start().map((x, i) => x.map((v, k) => v + h * direction[i]![k]!)) as unknown as Numbers;

const dot = (a: ArrayLike<number>, b: Float64Array): number => b.reduce((s, v, k) => s + v * a[k]!, 0);

function expectClose(x: number, y: number, tolerance: number, scale: number): void {
  expect(Math.abs(x - y)).to.be.at.most(tolerance * Math.max(1, Math.abs(x), Math.abs(y), scale));
}

describe('random programs over ndarrays', function () {
  this.timeout(0);

  it('have the gradients that differences and forward mode give', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (list, columns) => {
        const f = /* @differentiable */ (a: Float64Array, b: Float64Array, c: Float64Array): number =>
          program(list, ndarray(a, [2, 2], columns ? [1, 2] : [2, 1]), ndarray(b, [2, 2]), c);
        const value = f(...(start() as [Float64Array, Float64Array, Float64Array]));
        if (!(Math.abs(value) < 1e6)) return;
        const [same, tangent] = jvp(f, start() as never, direction as never);
        expect(same).to.equal(value);
        const g = gradient(f, ...(start() as [Float64Array, Float64Array, Float64Array]));
        const along = g.reduce((s, d, i) => s + dot(d, direction[i]!), 0);
        expectClose(along, tangent, 1e-9, Math.abs(value));
        const at = (h: number): number => f(...(moved(h) as [Float64Array, Float64Array, Float64Array]));
        const h = 2e-4;
        const difference = (4 * (at(h / 2) - at(-h / 2))) / (3 * h) - (at(h) - at(-h)) / (6 * h);
        expectClose(tangent, difference, 2e-6, Math.abs(value));
      }),
      { numRuns: COUNT, seed: 5 },
    );
  });

  it('have the second derivatives that differences give', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const f = /* @differentiable */ (a: Square, b: Square, c: Float64Array): number =>
          program(list, a, b, c);
        const arrays = ([a, b, c]: Numbers): [Square, Square, Float64Array] => [
          ndarray(a, [2, 2]),
          new NDArray(b, [2, 2]) as unknown as Square,
          c,
        ];
        const slope = /* @differentiable */ (a: Square, b: Square, c: Float64Array): number => {
          const [da, db, dc] = gradient(f, a, b, c);
          let s = 0;
          for (let k = 0; k < 4; k++) s += da.data[k]! * direction[0]![k]! + db.data[k]! * direction[1]![k]!;
          for (let k = 0; k < 9; k++) s += dc[k]! * direction[2]![k]!;
          return s;
        };
        const value = slope(...arrays(start()));
        if (!(Math.abs(value) < 1e5)) return;
        const [, second] = jvp(slope, arrays(start()), direction as never);
        const at = (h: number): number => slope(...arrays(moved(h)));
        const h = 2e-4;
        const difference = (4 * (at(h / 2) - at(-h / 2))) / (3 * h) - (at(h) - at(-h)) / (6 * h);
        expectClose(second, difference, 2e-5, Math.abs(value));
        const again = gradient(slope, ...arrays(start()));
        const along =
          dot(again[0].data, direction[0]) + dot(again[1].data, direction[1]) + dot(again[2], direction[2]);
        expectClose(along, second, 1e-8, Math.abs(value));
      }),
      { numRuns: COUNT / 10, seed: 6 },
    );
  });
});
