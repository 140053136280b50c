import { expect } from 'chai';
import { checkGradient, gradient } from '@diffjs/runtime';
import type { ParamsOf } from '@diffjs/flux-lite';
import {
  Chain,
  Dense,
  countParams,
  identity,
  mse,
  params,
  seededRandom,
  softplus,
  tanh,
} from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

describe('Chain', () => {
  function makeModel() {
    const rng = seededRandom(3);
    return Chain(Dense(2, 4, tanh, { rng }), Dense(4, 3, softplus, { rng }), Dense(3, 1, identity, { rng }));
  }

  it('applies its layers in order', () => {
    const model = makeModel();
    const [a, b, c] = model.layers;
    expect(model([0.1, 0.2])).to.deep.equal(c(b(a([0.1, 0.2]))));
    expect(model([0.1, 0.2], params(model))).to.deep.equal(model([0.1, 0.2]));
    expect(model([[0.1, 0.2]])[0]).to.deep.equal(model([0.1, 0.2]));
  });

  it('has the parameters of its layers', () => {
    const model = makeModel();
    expect(countParams(model)).to.equal(2 * 4 + 4 + 4 * 3 + 3 + 3 + 1);
    expect(params(model).layers).to.have.lengthOf(3);
    expect(params(model).layers[1].W).to.equal(model.layers[1].W);
  });

  it('has the gradient of its differences', () => {
    const model = makeModel();
    const loss = /* @differentiable */ (p: ParamsOf<typeof model>, x: number[][]): number =>
      mse(model(x, p), [[1], [-1]]);
    checkGradient(loss, [
      params(model),
      [
        [0.5, -0.5],
        [1, 2],
      ],
    ]);
  });

  it('gives the gradient with respect to itself in the shape of its parameters', () => {
    const model = makeModel();
    const byModel = /* @differentiable */ (m: typeof model): number => mse(m([1, 2]), [1]);
    const byParams = /* @differentiable */ (p: ParamsOf<typeof model>): number => mse(model([1, 2], p), [1]);
    expect(gradient(byModel, model)[0]).to.deep.equal(gradient(byParams, params(model))[0]);
  });

  it('takes compiled functions and layers of the user as links', () => {
    const rng = seededRandom(1);
    const double = /* @differentiable */ (x: Float64Array): Float64Array => {
      const y = new Float64Array(x.length);
      for (let i = 0; i < x.length; i++) y[i] = 2 * x[i];
      return y;
    };
    const shift = Object.assign(
      /* @differentiable */ (x: Float64Array, p: { by: number } | undefined): Float64Array => {
        const y = new Float64Array(x.length);
        const by = p === undefined ? shift.by : p.by;
        for (let i = 0; i < x.length; i++) y[i] = x[i] + by;
        return y;
      },
      { by: 0.5 },
    );
    const model = Chain(Dense(2, 2, tanh, { rng }), double as never, shift as never);
    const tree = params(model) as unknown as { layers: unknown[] };
    expect(tree.layers[1]).to.equal(null);
    expect(tree.layers[2]).to.deep.equal({ by: 0.5 });
    const loss = /* @differentiable */ (p: never): number => mse(model([1, 2], p), [1, 1]);
    const g = gradient(loss, params(model) as never)[0] as unknown as {
      layers: [unknown, null, { by: number }];
    };
    expect(g.layers[1]).to.equal(null);
    const y = model([1, 2]);
    expect(g.layers[2].by).to.be.closeTo(y[0] - 1 + (y[1] - 1), 1e-12);
  });

  it('rejects what it cannot call', () => {
    expectError(() => Chain(), 'DIFF6004');
    expectError(() => Chain(3 as never), 'DIFF6004', 'layer 1');
  });
});
