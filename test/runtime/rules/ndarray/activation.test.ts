import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as runtime from '@diffjs/runtime';
import { type ArrayInput, checkGradient, DiffError, gradient, jvp, NDArray, sum } from '@diffjs/runtime';

interface Golden {
  readonly x: number[];
  readonly activations: Record<string, number[]>;
  readonly geluTanh: number[];
  readonly a: number[];
  readonly t: number[];
  readonly logsumexp: number;
  readonly [name: string]: unknown;
}

const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../ndarray/golden/activation.json'), 'utf8'),
) as Golden;

type Unary = (x: ArrayInput) => NDArray;

const vector = (...numbers: number[]): NDArray => new NDArray(Float64Array.from(numbers));
const cube = (data: readonly number[]): NDArray => new NDArray(Float64Array.from(data), [3, 4, 5]);

/** A smaller array, and one whose numbers stand in columns, backwards. */
const matrix = (): NDArray => new NDArray(Float64Array.of(0.3, -1.2, 2, 0.7, -0.4, 1.1), [2, 3]);
const view = (): NDArray => new NDArray(Float64Array.of(0.3, -1.2, 2, 0.7, -0.4, 1.1), [2, 3], [-1, 2], 1);

function expectClose(y: NDArray | number, expected: unknown, tolerance = 1e-14): void {
  const list = typeof expected === 'number' ? [expected] : (expected as number[]);
  const data = typeof y === 'number' ? [y] : y.data;
  expect(data.length).to.equal(list.length);
  list.forEach((v, i) => expect(data[i]).to.be.closeTo(v, tolerance * Math.max(1, Math.abs(v))));
}

const activations: Readonly<Record<string, Unary>> = {
  relu: runtime.relu,
  leakyRelu: runtime.leakyRelu,
  elu: runtime.elu,
  selu: runtime.selu,
  softplus: runtime.softplus,
  silu: runtime.silu,
  swish: runtime.swish,
  gelu: runtime.gelu,
  'gelu by tanh': /* @differentiable */ (x) => runtime.gelu(x, { approximate: 'tanh' }),
  mish: runtime.mish,
  hardtanh: runtime.hardtanh,
  relu6: /* @differentiable */ (x) => runtime.hardtanh(x, 0, 6),
};

describe('activations of arrays', () => {
  it('equal those of JAX', () => {
    for (const [name, expected] of Object.entries(golden.activations))
      expectClose((runtime as unknown as Record<string, Unary>)[name](vector(...golden.x)), expected);
    expectClose(activations['gelu by tanh'](vector(...golden.x)), golden.geluTanh);
  });

  for (const [name, f] of Object.entries(activations)) {
    it(name, () => {
      const run = /* @differentiable */ (x: NDArray): NDArray => f(x);
      for (const x of [matrix(), view()]) expect(checkGradient(run, [x], { order: 2 }).ok).to.equal(true);
      expect(f(new NDArray(Float32Array.of(1, -1))).dtype).to.equal('float32');
      expect(f(new NDArray(new Float64Array(0), [0, 2])).shape).to.deep.equal([0, 2]);
      expect(f(2).shape).to.deep.equal([]);
    });
  }

  it('slopes and scales are differentiated', () => {
    const leaky = /* @differentiable */ (x: NDArray, slope: NDArray): NDArray => runtime.leakyRelu(x, slope);
    expect(checkGradient(leaky, [matrix(), vector(0.1, 0.2, 0.3)], { order: 2 }).ok).to.equal(true);
    const exponential = /* @differentiable */ (x: NDArray, alpha: number): NDArray => runtime.elu(x, alpha);
    expect(checkGradient(exponential, [matrix(), 0.7], { order: 2 }).ok).to.equal(true);
    const held = /* @differentiable */ (x: NDArray, low: number, high: number): NDArray =>
      runtime.square(runtime.hardtanh(x, low, high));
    expect(checkGradient(held, [matrix(), -0.9, 1], { order: 2 }).ok).to.equal(true);
  });

  it('values and slopes at the ends and kinks', () => {
    const slope = (f: Unary, at: number): number =>
      gradient(/* @differentiable */ (x: NDArray) => sum(f(x)), vector(at))[0].get(0);
    const ends: Readonly<
      Record<string, readonly [low: number, lowSlope: number, highSlope: number, zeroSlope: number]>
    > = {
      relu: [0, 0, 1, 0],
      leakyRelu: [-Infinity, 0.01, 1, 0.01],
      elu: [-1, 0, 1, 1],
      softplus: [0, 0, 1, 0.5],
      silu: [0, 0, 1, 0.5],
      gelu: [0, 0, 1, 0.5],
      'gelu by tanh': [0, 0, 1, 0.5],
      mish: [0, 0, 1, 0.6],
      hardtanh: [-1, 0, 0, 1],
    };
    for (const [name, [low, lowSlope, highSlope, zeroSlope]] of Object.entries(ends)) {
      const f = activations[name];
      expect(f([-Infinity]).get(0) + 0, `${name} at −∞`).to.equal(low);
      expect(f([Infinity]).get(0), `${name} at ∞`).to.equal(name === 'hardtanh' ? 1 : Infinity);
      expect(f([NaN]).get(0), `${name} of NaN`).to.deep.equal(NaN);
      expect(slope(f, -Infinity) + 0, `slope of ${name} at −∞`).to.equal(lowSlope);
      expect(slope(f, Infinity), `slope of ${name} at ∞`).to.equal(highSlope);
      expect(slope(f, 0), `slope of ${name} at 0`).to.be.closeTo(zeroSlope, 1e-15);
      expect(slope(f, -800), `slope of ${name} at −800`).to.be.closeTo(lowSlope, 1e-300);
    }
  });
});

describe('softmax and its relatives', () => {
  for (const axis of [0, 1, -1]) {
    it(`equal those of JAX along axis ${axis}`, () => {
      const a = cube(golden.a);
      expectClose(runtime.softmax(a, { axis }), golden[`softmax${axis}`]);
      expectClose(runtime.logSoftmax(a, { axis }), golden[`logSoftmax${axis}`]);
      expectClose(runtime.logsumexp(a, { axis }), golden[`logsumexp${axis}`]);
      const losses = runtime.softmaxCrossEntropy(a, cube(golden.t), { axis, reduction: 'none' });
      expectClose(losses as NDArray, golden[`crossEntropy${axis}`]);
    });
  }

  const cases: Readonly<Record<string, (x: NDArray) => unknown>> = {
    softmax: /* @differentiable */ (x) => runtime.softmax(x),
    'softmax along axis 0': /* @differentiable */ (x) => runtime.softmax(x, { axis: 0 }),
    'softmax over all axes': /* @differentiable */ (x) => runtime.softmax(x, { axis: null }),
    logSoftmax: /* @differentiable */ (x) => runtime.logSoftmax(x),
    'logSoftmax along axis 0': /* @differentiable */ (x) => runtime.logSoftmax(x, { axis: 0 }),
    logsumexp: /* @differentiable */ (x) => runtime.logsumexp(x),
    'logsumexp along axis 0': /* @differentiable */ (x) => runtime.logsumexp(x, { axis: 0 }),
    'logsumexp with its axes': /* @differentiable */ (x) =>
      runtime.sub(x, runtime.logsumexp(x, { axis: -1, keepdims: true })),
    'cross-entropy of classes': /* @differentiable */ (x) => runtime.softmaxCrossEntropy(x, [2, 0]),
    'its sum along axis 0': /* @differentiable */ (x) =>
      runtime.softmaxCrossEntropy(x, [1, 0, 0], { axis: 0, reduction: 'sum' }),
    'cross-entropy of probabilities, both differentiated': /* @differentiable */ (x) =>
      runtime.softmaxCrossEntropy(x, runtime.square(x), { reduction: 'none' }),
    'cross-entropy of yes and no': /* @differentiable */ (x) =>
      runtime.sigmoidCrossEntropy(x, runtime.sigmoid(runtime.square(x))),
    'its single losses': /* @differentiable */ (x) =>
      runtime.sigmoidCrossEntropy(x, [0, 1, 0.3], { reduction: 'none' }),
    layerNorm: /* @differentiable */ (x) => runtime.layerNorm(x),
    'layerNorm over all axes': /* @differentiable */ (x) => runtime.layerNorm(x, { axis: null, eps: 0.1 }),
    rmsNorm: /* @differentiable */ (x) => runtime.rmsNorm(x),
    'rmsNorm along axis 0': /* @differentiable */ (x) => runtime.rmsNorm(x, { axis: 0 }),
    batchNorm: /* @differentiable */ (x) => runtime.batchNorm(x, { eps: 0.1 }),
    instanceNorm: /* @differentiable */ (x) => runtime.instanceNorm(runtime.expandDims(x, 0)),
    groupNorm: /* @differentiable */ (x) =>
      runtime.groupNorm(runtime.matrixTranspose(runtime.add([x, x], [[[1]], [[2]]])), 3),
  };
  for (const [name, f] of Object.entries(cases)) {
    it(`derivatives of ${name}`, () => {
      for (const x of [matrix(), view()]) expect(checkGradient(f, [x], { order: 2 }).ok).to.equal(true);
    });
  }

  it('the whole of an array', () => {
    expectClose(runtime.logsumexp(cube(golden.a)), golden.logsumexp);
    expectClose(
      runtime.sigmoidCrossEntropy(cube(golden.a), cube(golden.t), { reduction: 'none' }) as NDArray,
      golden.sigmoidCrossEntropy,
    );
  });

  it('large and infinite numbers', () => {
    expect(runtime.softmax([1e308, -1e308]).toArray()).to.deep.equal([1, 0]);
    expect(runtime.softmax([-Infinity, 0]).toArray()).to.deep.equal([0, 1]);
    expect(runtime.logSoftmax([-Infinity, 0]).toArray()).to.deep.equal([-Infinity, 0]);
    expect(runtime.logsumexp([-Infinity, -Infinity])).to.equal(-Infinity);
    expect(runtime.logsumexp([Infinity, 1])).to.equal(Infinity);
    expect(runtime.logsumexp([])).to.equal(-Infinity);
    expect(runtime.logsumexp([NaN, 1])).to.deep.equal(NaN);
    // The lesser number is not lost beside the greater one.
    expect(runtime.logsumexp([0, -40])).to.equal(Math.log1p(Math.exp(-40)));
    const slope = (x: NDArray): number[] => {
      const f = /* @differentiable */ (v: NDArray): number => runtime.logsumexp(v);
      return [...gradient(f, x)[0].data];
    };
    expect(slope(vector(-Infinity, -Infinity))).to.deep.equal([0, 0]);
    expect(slope(vector(-Infinity, 1))).to.deep.equal([0, 1]);
    expect(slope(vector(Infinity, Infinity, 1))).to.deep.equal([0.5, 0.5, 0]);
    const loss = /* @differentiable */ (x: NDArray): number => runtime.softmaxCrossEntropy(x, [[0, 1, 0]]);
    const masked = new NDArray(Float64Array.of(-Infinity, 2, 2), [1, 3]);
    expect(loss(masked)).to.be.closeTo(Math.LN2, 1e-15);
    expect([...gradient(loss, masked)[0].data]).to.deep.equal([0, -0.5, 0.5]);
    const yesNo = /* @differentiable */ (x: NDArray): number => runtime.sigmoidCrossEntropy(x, [1, 0]);
    expect(yesNo(vector(Infinity, -Infinity))).to.equal(0);
    expect(yesNo(vector(-1000, 1000))).to.equal(1000);
    expect([...gradient(yesNo, vector(-1000, 1000))[0].data]).to.deep.equal([-0.5, 0.5]);
  });

  it('a zero cotangent gives zero', () => {
    const f = /* @differentiable */ (x: NDArray): number =>
      runtime.softmax(x).get(0, 0) + runtime.logSoftmax(x).get(0, 1);
    const x = new NDArray(Float64Array.of(1, 2, NaN, Infinity), [2, 2]);
    const [d] = gradient(f, x);
    expect([d.get(1, 0), d.get(1, 1)]).to.deep.equal([0, 0]);
    expect(Number.isFinite(d.get(0, 0))).to.equal(true);
    expect(jvp(f, [x], [new NDArray(Float64Array.of(1, 0, 0, 0), [2, 2])])[1]).to.be.closeTo(
      d.get(0, 0),
      1e-15,
    );
  });

  it('float32, empty arrays and single numbers', () => {
    const single = new NDArray(Float32Array.of(1, 2, 3, 4), [2, 2]);
    for (const f of [
      runtime.softmax,
      runtime.logSoftmax,
      runtime.layerNorm,
      runtime.rmsNorm,
      runtime.batchNorm,
    ])
      expect(f(single).dtype).to.equal('float32');
    expect((runtime.logsumexp(single, { axis: 0 }) as NDArray).dtype).to.equal('float32');
    const none = new NDArray(new Float64Array(0), [0, 3]);
    expect(runtime.softmax(none).shape).to.deep.equal([0, 3]);
    expect(runtime.layerNorm(none).shape).to.deep.equal([0, 3]);
    expect((runtime.logsumexp(none, { axis: 0 }) as NDArray).toArray()).to.deep.equal([
      -Infinity,
      -Infinity,
      -Infinity,
    ]);
    expect(runtime.softmax(5, { axis: null }).toArray()).to.equal(1);
  });

  it('says what is wrong', () => {
    const x = matrix();
    const wrong: readonly (readonly [run: () => unknown, code: string])[] = [
      [() => runtime.softmax(x, { axis: 2 }), 'DIFF3202'],
      [() => runtime.softmax(runtime.fft(x)), 'DIFF3203'],
      [() => runtime.softmaxCrossEntropy(x, [3, 0]), 'DIFF3202'],
      [() => runtime.softmaxCrossEntropy(x, [0.5, 0]), 'DIFF3202'],
      [() => runtime.softmaxCrossEntropy(x, [1, 2, 0]), 'DIFF3201'],
      [() => runtime.softmaxCrossEntropy(x, x, { reduction: 'max' as never }), 'DIFF3202'],
      [() => runtime.sigmoidCrossEntropy(x, 1, { reduction: 'max' as never }), 'DIFF3202'],
      [() => runtime.layerNorm(x, { eps: -1 }), 'DIFF3202'],
      [() => runtime.layerNorm(x, { axis: 5 }), 'DIFF3202'],
      [() => runtime.batchNorm([1]), 'DIFF3201'],
      [() => runtime.instanceNorm(x), 'DIFF3201'],
      [() => runtime.groupNorm(x, 2), 'DIFF3202'],
      [() => runtime.groupNorm([1], 1), 'DIFF3201'],
    ];
    for (const [run, code] of wrong) expect(run).to.throw(DiffError, code);
  });
});

describe('normalisations', () => {
  it('equal their definition', () => {
    const a = cube(golden.a);
    expectClose(runtime.layerNorm(a), golden.layerNorm);
    expectClose(runtime.layerNorm(a, { axis: [1, 2], eps: 1e-3 }), golden.layerNorm12);
    expectClose(runtime.rmsNorm(a), golden.rmsNorm);
    expectClose(runtime.batchNorm(a), golden.batchNorm);
    expectClose(runtime.instanceNorm(a), golden.instanceNorm);
    expectClose(runtime.groupNorm(a, 2), golden.groupNorm);
  });
});
