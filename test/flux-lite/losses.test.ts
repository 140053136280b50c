import { expect } from 'chai';
import { checkGradient } from '@diffjs/runtime';
import { huber, logitBinaryCrossEntropy, logitCrossEntropy, mae, mse } from '@diffjs/flux-lite';
import { expectError } from './support/expectError.js';

const a = [0.5, -1.5, 2];
const b = [1, 1, 1.5];

describe('losses', () => {
  it('have their known values on samples', () => {
    expect(mse(a, b)).to.be.closeTo((0.25 + 6.25 + 0.25) / 3, 1e-15);
    expect(mae(a, b)).to.be.closeTo((0.5 + 2.5 + 0.5) / 3, 1e-15);
    expect(huber(a, b)).to.be.closeTo((0.125 + 2 + 0.125) / 3, 1e-15);
    expect(huber(a, b, 0.1)).to.be.closeTo((0.045 + 0.245 + 0.045) / 3, 1e-15);
  });

  it('average over all numbers of a batch', () => {
    for (const loss of [mse, mae, huber, logitBinaryCrossEntropy]) {
      expect(loss([a, b], [b, a])).to.be.closeTo((loss(a, b) + loss(b, a)) / 2, 1e-15);
    }
  });

  it('of logits agree with their definition and stay finite', () => {
    const z = [1, -2, 0.5];
    const total = z.reduce((s, x) => s + Math.exp(x), 0);
    expect(logitCrossEntropy(z, [0, 0, 1])).to.be.closeTo(-Math.log(Math.exp(0.5) / total), 1e-15);
    expect(logitCrossEntropy([1000, -1000], [0, 1])).to.equal(2000);
    expect(logitBinaryCrossEntropy([0.3], [1])).to.be.closeTo(Math.log(1 + Math.exp(-0.3)), 1e-15);
    expect(logitBinaryCrossEntropy([-1000], [1])).to.equal(1000);
  });

  for (const [name, loss] of Object.entries({
    mse,
    mae,
    huber,
    logitBinaryCrossEntropy,
    logitCrossEntropy,
  })) {
    it(`${name} has the gradient of its differences`, () => {
      checkGradient(loss, [a, [0.2, 0.3, 0.5]]);
      checkGradient(loss, [
        [a, Float64Array.of(0.1, 0.7)],
        [b, [0.4, 0.6]],
      ]);
    });
  }

  it('reject shapes that differ', () => {
    expectError(() => mse([1, 2], [1]), 'DIFF6005', '[2]', '[1]');
    expectError(() => mae([[1, 2]], [1, 2]), 'DIFF6005', '[1, 2]', '[2]');
  });
});
