import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as runtime from '@diffjs/runtime';
import { checkGradient, DiffError, gradient, NDArray, pullback, sum } from '@diffjs/runtime';

type Images = (x: NDArray, w: NDArray | object, options?: object) => NDArray;

interface Case {
  readonly name: keyof typeof runtime;
  readonly xShape: number[];
  readonly x: number[];
  readonly wShape?: number[];
  readonly w?: number[];
  readonly options: Record<string, unknown>;
  readonly yShape: number[];
  readonly y: number[];
}

const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../ndarray/golden/conv.json'), 'utf8'),
) as readonly Case[];

const arrayOf = (data: readonly number[], shape: number[]): NDArray =>
  new NDArray(Float64Array.from(data), shape);

/** The same array with gaps between its numbers, backwards along its last axis. */
function strided(a: NDArray): NDArray {
  const stride = a.stride.map((s) => 2 * s);
  const last = a.dimension - 1;
  stride[last] = -stride[last];
  const data = new Float64Array(2 * a.size).fill(NaN);
  const view = new NDArray(data, a.shape, stride, 2 * (a.shape[last] - 1));
  for (let i = 0; i < a.size; i += a.shape[last])
    for (let j = 0; j < a.shape[last]; j++) data[2 * (i + a.shape[last] - 1 - j)] = a.data[i + j];
  return view;
}

const inputs = (c: Case): NDArray[] => [
  arrayOf(c.x, c.xShape),
  ...(c.w === undefined ? [] : [arrayOf(c.w, c.wShape!)]),
];

const describeCase = (c: Case): string =>
  `${c.name} of [${c.xShape.join()}]${c.wShape === undefined ? '' : ` with [${c.wShape.join()}]`}, ${JSON.stringify(c.options)}`;

describe('convolutions and pooling of arrays', () => {
  for (const c of golden) {
    const f = runtime[c.name] as Images;
    const call = /* @differentiable */ (x: NDArray, w?: NDArray): NDArray =>
      w === undefined ? f(x, c.options) : f(x, w, c.options);

    it(describeCase(c), () => {
      for (const args of [inputs(c), inputs(c).map(strided)]) {
        const y = call(...(args as [NDArray, NDArray]));
        expect(y.shape).to.deep.equal(c.yShape);
        c.y.forEach((v, i) => expect(y.data[i]).to.be.closeTo(v, 1e-12));
      }
      const single = inputs(c).map((a) => new NDArray(Float32Array.from(a.data), a.shape));
      const y = call(...(single as [NDArray, NDArray]));
      expect(y.dtype).to.equal('float32');
      c.y.forEach((v, i) => expect(y.data[i]).to.be.closeTo(v, 1e-4));
    });

    it(`derivatives of ${describeCase(c)}`, () => {
      // Not linear in either argument.
      const run = /* @differentiable */ (x: NDArray, w?: NDArray): NDArray =>
        runtime.square(
          w === undefined
            ? f(runtime.mul(x, x), c.options)
            : f(runtime.tanh(x), runtime.square(w), c.options),
        );
      expect(checkGradient(run, inputs(c) as [NDArray], { order: 2, maxComponents: 6 }).ok).to.equal(true);
      expect(checkGradient(call, inputs(c).map(strided) as [NDArray], { maxComponents: 12 }).ok).to.equal(
        true,
      );
    });
  }

  it('adaptive and global pooling', () => {
    const x = arrayOf(
      Array.from({ length: 42 }, (_, i) => Math.sin(7 * i)),
      [1, 2, 7, 3],
    );
    const even = runtime.adaptiveAvgPool(x, [3, 2]);
    expect(even.shape).to.deep.equal([1, 2, 3, 2]);
    // Rows 2, 3, 4 and columns 1, 2.
    let s = 0;
    for (const i of [2, 3, 4]) for (const j of [1, 2]) s += x.get(0, 1, i, j);
    expect(even.get(0, 1, 1, 1)).to.be.closeTo(s / 6, 1e-15);
    expect(runtime.globalAvgPool(x).shape).to.deep.equal([1, 2, 1, 1]);
    expect(runtime.globalAvgPool(x).get(0, 1, 0, 0)).to.be.closeTo(sum(x.pick(0, 1)) / 21, 1e-15);
    expect(runtime.globalMaxPool(x).get(0, 0, 0, 0)).to.equal(Math.max(...x.data.subarray(0, 21)));
    const run = /* @differentiable */ (a: NDArray): NDArray =>
      runtime.mul(
        runtime.add(runtime.adaptiveAvgPool(a, [3, 2]), runtime.globalAvgPool(a)),
        runtime.add(runtime.adaptiveMaxPool(a, [3, 2]), runtime.globalMaxPool(a)),
      );
    expect(checkGradient(run, [x], { order: 2, maxComponents: 12 }).ok).to.equal(true);
  });

  it('the first of equal numbers is the greatest', () => {
    const x = new NDArray(Float64Array.of(1, 3, 3, 0, 2, 2), [1, 1, 6]);
    const f = /* @differentiable */ (a: NDArray): number => sum(runtime.maxPool1d(a, { kernel: 3 }));
    expect([...gradient(f, x)[0].data]).to.deep.equal([0, 1, 0, 0, 1, 0]);
    expect(runtime.maxPoolIndices(x, 1, { kernel: 3 }).toArray()).to.deep.equal([[[1, 4]]]);
    expect(runtime.maxPoolIndices(x, 1, { kernel: 3 }).dtype).to.equal('int32');
  });

  it('overlapping windows add up', () => {
    const x = new NDArray(Float64Array.of(0, 5, 0, 1), [1, 1, 4]);
    const f = /* @differentiable */ (a: NDArray): number =>
      sum(runtime.maxPool1d(a, { kernel: 2, stride: 1 }));
    expect([...gradient(f, x)[0].data]).to.deep.equal([0, 2, 0, 1]);
  });

  it('no images', () => {
    const none = new NDArray(new Float64Array(0), [0, 2, 5, 5]);
    const w = arrayOf(
      Array.from({ length: 54 }, (_, i) => i),
      [3, 2, 3, 3],
    );
    expect(runtime.conv2d(none, w).shape).to.deep.equal([0, 3, 3, 3]);
    expect(runtime.maxPool2d(none, { kernel: 2 }).shape).to.deep.equal([0, 2, 2, 2]);
    expect(runtime.avgPool2d(none, { kernel: 2 }).shape).to.deep.equal([0, 2, 2, 2]);
    const [, back] = pullback(/* @differentiable */ (v: NDArray) => runtime.conv2d(none, v), w);
    expect([...back(new NDArray(new Float64Array(0), [0, 3, 3, 3]) as never)[0].data]).to.deep.equal(
      new Array<number>(54).fill(0),
    );
  });

  it('nested arrays', () => {
    const f = /* @differentiable */ (x: number[][][], w: number[][][]): NDArray =>
      runtime.conv1d(x, w, { padding: 1 });
    expect(checkGradient(f, [[[[1, 2, 3]]], [[[0.5, -1]]]], { order: 2, maxComponents: 12 }).ok).to.equal(
      true,
    );
  });

  it('says what is wrong', () => {
    const x = arrayOf(
      Array.from({ length: 32 }, (_, i) => i),
      [1, 2, 4, 4],
    );
    const w = arrayOf(
      Array.from({ length: 18 }, (_, i) => i),
      [1, 2, 3, 3],
    );
    const wrong: readonly (readonly [run: () => unknown, code: string, part: string])[] = [
      [() => runtime.conv2d([[1, 2]], w), 'DIFF3201', 'images of shape [1, 2]'],
      [() => runtime.conv1d(x, w), 'DIFF3201', 'images'],
      [() => runtime.conv2d(x.hi(1, 2, 2, 2), w), 'DIFF3201', 'no result'],
      [() => runtime.conv2d(x, w, { groups: 2 }), 'DIFF3201', 'for 2 groups'],
      [() => runtime.conv2d(x, w, { dilation: 3 }), 'DIFF3201', 'extends over 7 places'],
      [() => runtime.conv2d(x, w, { stride: 0 }), 'DIFF3202', 'stride'],
      [() => runtime.conv2d(x, w, { stride: [1, 1, 1] }), 'DIFF3202', 'stride'],
      [() => runtime.conv2d(x, w, { padding: [1] }), 'DIFF3202', 'padding'],
      [() => runtime.conv2d(x, w, { padding: -1 }), 'DIFF3202', 'padding'],
      [() => runtime.conv2d(x, w, { padding: 'full' as never }), 'DIFF3202', 'padding'],
      [() => runtime.convTranspose2d(x, w), 'DIFF3201', 'axis 0'],
      [() => runtime.convTranspose1d([[[1]]], [[[1, 2]]], { padding: 1 }), 'DIFF3201', 'no result'],
      [() => runtime.convTranspose1d([[[1]]], [[[1]]], { outputPadding: 1 }), 'DIFF3202', 'outputPadding'],
      [() => runtime.convTranspose1d([[[1]]], [[[1]]], { padding: 'same' as never }), 'DIFF3202', 'same'],
      [() => runtime.maxPool2d([1], { kernel: 2 }), 'DIFF3201', 'maxPool2d'],
      [() => runtime.maxPool2d(x, { kernel: 2, padding: 2 }), 'DIFF3202', 'outside'],
      [() => runtime.maxPool2d(x, { kernel: 5 }), 'DIFF3201', 'no result'],
      [() => runtime.adaptiveAvgPool(x, 0), 'DIFF3202', 'size'],
      [() => runtime.globalAvgPool(x.pick(0, 0)), 'DIFF3201', 'globalAvgPool'],
      [() => runtime.conv1d(runtime.fft([[[1, 2]]]), [[[1]]]), 'DIFF3203', 'complex'],
    ];
    for (const [run, code, part] of wrong) {
      expect(run, part).to.throw(DiffError, code);
      expect(run, part).to.throw(part);
    }
  });
});
