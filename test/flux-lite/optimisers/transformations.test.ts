import { expect } from 'chai';
import type { Transformation } from '@diffjs/flux-lite';
import {
  Adam,
  AdamW,
  Momentum,
  OptimiserChain,
  SGD,
  applyUpdates,
  clipByNorm,
  cosineDecay,
  exponentialDecay,
} from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

/** Parameters after some steps on fixed gradients. */
function run(optimiser: Transformation, start: number, gradients: number[]): number {
  let [params, state] = [Float64Array.of(start), optimiser.init(Float64Array.of(start))];
  for (const g of gradients) {
    const next = optimiser.update(Float64Array.of(g), state, params);
    params = applyUpdates(params, next.updates);
    state = next.state;
  }
  return params[0];
}

describe('Adam', () => {
  it('follows the equations of its paper', () => {
    const gradients = [0.3, -1.2, 2.5, 0, 0.01];
    const [beta1, beta2, eps, rate] = [0.8, 0.95, 1e-6, 0.1];
    let [m, v, theta] = [0, 0, 1];
    gradients.forEach((g, i) => {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      theta -= (rate * (m / (1 - beta1 ** (i + 1)))) / (Math.sqrt(v / (1 - beta2 ** (i + 1))) + eps);
    });
    expect(run(Adam(rate, { beta1, beta2, eps }), 1, gradients)).to.be.closeTo(theta, 1e-15);
  });

  it('makes a first step of the learning rate', () => {
    expect(run(Adam(0.1), 1, [1e-3])).to.be.closeTo(0.9, 1e-5);
    expect(run(Adam(0.1), 1, [-1e3])).to.be.closeTo(1.1, 1e-9);
  });

  it('AdamW decays weights apart from the gradient', () => {
    expect(run(AdamW(0.1, 0.5), 2, [1])).to.be.closeTo(2 - 0.1 * (1 + 0.5 * 2), 1e-8);
  });

  it('takes trees, and leaves its inputs as they are', () => {
    const params = { layers: [{ W: Float64Array.of(1, 2), b: Float64Array.of(0) }, null], scale: 3 };
    const gradients = { layers: [{ W: Float64Array.of(1, -1), b: Float64Array.of(0) }, null], scale: 2 };
    const adam = Adam(0.1, { eps: 0 });
    const { updates } = adam.update(gradients, adam.init(params), params);
    expect(updates.layers[0]!.W[1]).to.be.closeTo(0.1, 1e-15);
    expect(updates.layers[1]).to.equal(null);
    expect(updates.scale).to.be.closeTo(-0.1, 1e-15);
    expect(params.layers[0]!.W).to.deep.equal(Float64Array.of(1, 2));
    expect(gradients.scale).to.equal(2);
  });

  it('rejects wrong options', () => {
    expectError(() => Adam(-1), 'DIFF6004', 'learning rate');
    expectError(() => Adam(NaN), 'DIFF6004');
    expectError(() => Adam(0.1, { beta1: 1 }), 'DIFF6004', 'beta1');
    expectError(() => Adam(0.1, { beta_1: 0.5 } as never), 'DIFF6004', 'Did you mean `beta1`');
  });
});

describe('SGD', () => {
  it('descends, with momentum and in the form of Nesterov', () => {
    expect(run(SGD(0.1), 1, [2, 3])).to.be.closeTo(1 - 0.2 - 0.3, 1e-15);
    expect(run(Momentum(0.1, 0.5), 1, [2, 3])).to.be.closeTo(1 - 0.2 - 0.1 * (0.5 * 2 + 3), 1e-15);
    const nesterov = 1 - 0.1 * (0.5 * 2 + 2) - 0.1 * (0.5 * (0.5 * 2 + 3) + 3);
    expect(run(SGD(0.1, { momentum: 0.5, nesterov: true }), 1, [2, 3])).to.be.closeTo(nesterov, 1e-15);
  });

  it('follows schedules', () => {
    expect(run(SGD(exponentialDecay(1, 0.5, 1)), 0, [1, 1, 1])).to.be.closeTo(-1.75, 1e-15);
    const cosine = cosineDecay(1, 10, 0.1);
    expect([cosine(0), cosine(5), cosine(10), cosine(20)].map((x) => x.toFixed(12))).to.deep.equal(
      [1, 0.55, 0.1, 0.1].map((x) => x.toFixed(12)),
    );
  });
});

describe('clipByNorm', () => {
  it('scales gradients that are too long, all together', () => {
    const gradients = { a: Float64Array.of(3, 0), b: 4 };
    const clip = clipByNorm(1);
    const { updates } = clip.update(gradients, clip.init(gradients), gradients);
    expect(updates.a[0]).to.be.closeTo(0.6, 1e-15);
    expect(updates.b).to.be.closeTo(0.8, 1e-15);
    expect(clipByNorm(6).update(gradients, null, gradients).updates).to.equal(gradients);
    expectError(() => clipByNorm(0), 'DIFF6004', 'maxNorm');
  });

  it('works in a chain', () => {
    expect(run(OptimiserChain(clipByNorm(1), SGD(0.5)), 1, [10])).to.be.closeTo(0.5, 1e-15);
  });
});

describe('applyUpdates', () => {
  it('rejects updates of another shape', () => {
    expectError(() => applyUpdates<unknown>({ a: 1 }, { b: 1 }), 'DIFF6003');
    expectError(() => applyUpdates(new Float64Array(2), new Float64Array(3)), 'DIFF6003');
  });

  it('maps a tied array once', () => {
    const tied = Float64Array.of(1);
    const out = applyUpdates({ a: tied, b: tied }, { a: tied, b: tied });
    expect(out.a).to.equal(out.b);
    expect(out.a[0]).to.equal(2);
  });
});
