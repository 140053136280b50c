import { expect } from 'chai';
import { checkGradient, gradient } from '@diffjs/runtime';
import {
  Dense,
  countParams,
  heNormal,
  identity,
  mse,
  params,
  seededRandom,
  sigmoid,
  tanh,
} from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

describe('Dense', () => {
  const rng = () => seededRandom(1);

  it('computes σ(x Wᵀ + b) for a sample and for a batch', () => {
    const layer = Dense(2, 3, tanh, { rng: rng() });
    const p = { W: Float64Array.of(1, 2, 3, 4, 5, 6), b: Float64Array.of(0.1, 0.2, 0.3) };
    const row = [0.5, -0.25];
    const expected = [0, 1, 2].map((i) => Math.tanh(p.b[i] + p.W[2 * i] * row[0] + p.W[2 * i + 1] * row[1]));
    expect(Array.from(layer(row, p))).to.deep.equal(expected);
    expect(Array.from(layer(Float64Array.from(row), p))).to.deep.equal(expected);
    expect(layer([row, row], p).map((y) => Array.from(y))).to.deep.equal([expected, expected]);
  });

  it('uses its own parameters when none are given', () => {
    const layer = Dense(4, 2, sigmoid, { rng: rng() });
    expect(layer([1, 2, 3, 4])).to.deep.equal(layer([1, 2, 3, 4], params(layer)));
    expect(params(layer)).to.have.all.keys('W', 'b');
    expect(params(layer).W).to.equal(layer.W);
  });

  it('counts its parameters', () => {
    expect(countParams(Dense(5, 2, tanh, { rng: rng() }))).to.equal(12);
    const bare = Dense(5, 2, tanh, { rng: rng(), bias: false });
    expect(countParams(bare)).to.equal(10);
    expect(params(bare)).to.have.all.keys('W');
    expect(bare(new Float64Array(5))).to.deep.equal(new Float64Array(2));
  });

  it('follows the seed and the initialiser', () => {
    const make = (seed: number) => Dense(3, 3, tanh, { rng: seededRandom(seed), init: heNormal });
    expect(make(1).W).to.deep.equal(make(1).W);
    expect(make(1).W).not.to.deep.equal(make(2).W);
  });

  it('has the gradient of its differences: parameters and input, sample and batch', () => {
    const layer = Dense(3, 2, tanh, { rng: rng() });
    const [x, y] = [
      [0.3, -0.6, 1.1],
      [0.2, -0.4],
    ];
    const loss = /* @differentiable */ (
      p: ReturnType<typeof params<typeof layer>>,
      input: number[],
    ): number => mse(layer(input, p), y);
    checkGradient(loss, [params(layer), x]);
    const batchLoss = /* @differentiable */ (
      p: ReturnType<typeof params<typeof layer>>,
      input: number[][],
    ): number => mse(layer(input, p), [y, [0.5, 0.1]]);
    checkGradient(batchLoss, [params(layer), [x, [1, 0, -1]]]);
  });

  it('has the gradient of its differences without bias and activation', () => {
    const layer = Dense(2, 2, undefined, { rng: rng(), bias: false });
    const loss = /* @differentiable */ (p: ReturnType<typeof params<typeof layer>>): number =>
      mse(layer([1, 2], p), [0, 1]);
    checkGradient(loss, [params(layer)]);
    expect(layer([1, 2])).to.deep.equal(Dense(2, 2, identity, { rng: rng(), bias: false })([1, 2]));
  });

  it('gives a plain object as the gradient with respect to the layer itself', () => {
    const layer = Dense(2, 2, tanh, { rng: rng() });
    const byModel = /* @differentiable */ (model: typeof layer): number => mse(model([1, 2]), [0, 1]);
    const byParams = /* @differentiable */ (p: ReturnType<typeof params<typeof layer>>): number =>
      mse(layer([1, 2], p), [0, 1]);
    expect(gradient(byModel, layer)[0]).to.deep.equal(gradient(byParams, params(layer))[0]);
  });

  it('rejects wrong sizes, options and inputs', () => {
    expectError(() => Dense(0, 2, tanh, { rng: rng() }), 'DIFF6001', 'nIn');
    expectError(() => Dense(2, 1.5, tanh, { rng: rng() }), 'DIFF6001', 'nOut', '1.5');
    expectError(() => Dense(2, 2, tanh, { rgn: rng() } as never), 'DIFF6007', 'seededRandom');
    expectError(
      () => Dense(2, 2, tanh, { rng: rng(), biass: false } as never),
      'DIFF6004',
      'Did you mean `bias`',
    );
    expectError(() => Dense(2, 2, 'tanh' as never, { rng: rng() }), 'DIFF6004', 'activation');
    expectError(() => Dense(2, 3, tanh, { rng: rng() })([1, 2, 3]), 'DIFF6002', 'Dense(2, 3)', '3 numbers');
  });
});
