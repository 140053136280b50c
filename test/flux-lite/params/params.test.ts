import { expect } from 'chai';
import { Chain, Dense, countParams, loadParams, params, seededRandom, tanh } from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

describe('params', () => {
  const dense = (seed: number) => Dense(2, 2, tanh, { rng: seededRandom(seed) });

  it('takes arrays and objects of layers, and leaves what is no parameter null', () => {
    const model = { encoder: dense(1), heads: [dense(2), dense(3)], name: 'twins', scale: 2 };
    expect(params(model)).to.deep.equal({
      encoder: { W: model.encoder.W, b: model.encoder.b },
      heads: model.heads.map(({ W, b }) => ({ W, b })),
      name: null,
      scale: 2,
    });
    expect(countParams(model)).to.equal(19);
  });

  it('keeps tied layers tied, and counts them once', () => {
    const layer = dense(1);
    const tree = params(Chain(layer, layer));
    expect(tree.layers[0]).to.equal(tree.layers[1]);
    expect(countParams(Chain(layer, layer))).to.equal(6);
  });
});

describe('loadParams', () => {
  it('copies parameters into the model', () => {
    const [model, other] = [1, 2].map((seed) => Chain(Dense(2, 2, tanh, { rng: seededRandom(seed) })));
    loadParams(model, params(other));
    expect(model([1, 2])).to.deep.equal(other([1, 2]));
    expect(model.layers[0].W).not.to.equal(other.layers[0].W);
  });

  it('rejects another shape and then writes nothing', () => {
    const model = Chain(Dense(2, 2, tanh, { rng: seededRandom(1) }));
    const before = Float64Array.from(model.layers[0].W);
    const wrong = { layers: [{ W: new Float64Array(4), b: new Float64Array(3) }] };
    expectError(() => loadParams(model, wrong), 'DIFF6003', 'params.layers[0].b', 'length 2');
    expect(model.layers[0].W).to.deep.equal(before);
    expectError(() => loadParams(model, null), 'DIFF6003');
  });
});
