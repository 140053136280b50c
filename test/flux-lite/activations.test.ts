import { expect } from 'chai';
import { derivative } from '@diffjs/runtime';
import {
  elu,
  gelu,
  identity,
  leakyRelu,
  mish,
  relu,
  sigmoid,
  softplus,
  swish,
  tanh,
} from '@diffjs/flux-lite';

const points = [-3, -0.4, 0.3, 2.5];
const step = 1e-6; // central differences: error about step², rounding about 1e-10

describe('activations', () => {
  const activations = { identity, tanh, sigmoid, relu, leakyRelu, elu, softplus, swish, gelu, mish };
  for (const [name, f] of Object.entries(activations)) {
    it(`${name} has the derivative of its differences`, () => {
      for (const x of points) {
        expect(derivative(f, x)).to.be.closeTo((f(x + step) - f(x - step)) / (2 * step), 1e-8);
      }
    });
  }

  it('have their known values', () => {
    expect(sigmoid(0)).to.equal(0.5);
    expect(sigmoid(2)).to.be.closeTo(1 / (1 + Math.exp(-2)), 1e-15);
    expect(softplus(0)).to.equal(Math.log(2));
    expect(elu(-1)).to.equal(Math.expm1(-1));
    expect(swish(1)).to.be.closeTo(1 / (1 + Math.exp(-1)), 1e-15);
    expect(gelu(1)).to.be.closeTo(0.8411919906082768, 1e-15);
    expect(leakyRelu(-2)).to.equal(-0.02);
  });

  it('stay finite, with finite derivatives, far out', () => {
    for (const [name, f] of Object.entries(activations)) {
      for (const x of [-1000, 1000]) {
        expect(f(x), name).to.satisfy(Number.isFinite);
        expect(derivative(f, x), name).to.satisfy(Number.isFinite);
      }
    }
  });

  it('follow the conventions at 0', () => {
    expect(derivative(relu, 0)).to.equal(0);
    expect(derivative(softplus, 0)).to.equal(0.5);
    expect(derivative(elu, 0)).to.equal(1);
  });
});
