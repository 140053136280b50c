import { PIController } from '@diffjs/diffeq';
import { expect } from 'chai';

describe('diffeq/controller/PIController', () => {
  const controller = PIController();

  it('takes its exponents from the order', () => {
    const state = controller.init(5) as ReturnType<typeof controller.init> & { beta1: number; beta2: number };
    expect(state.beta1).to.equal(7 / 50);
    expect(state.beta2).to.equal(2 / 25);
  });

  it('accepts an error up to 1 and follows h ← h γ e^−β₁ e_prev^β₂', () => {
    const state = controller.init(5);
    controller.adapt(state, 0.5);
    expect(state.accepted).to.equal(true);
    expect(state.factor).to.be.closeTo((0.9 * 1e-4 ** 0.08) / 0.5 ** 0.14, 1e-15);
    controller.adapt(state, 1);
    expect(state.factor).to.be.closeTo(0.9 * 0.5 ** 0.08, 1e-15);
  });

  it('rejects an error above 1 without the memory term', () => {
    const state = controller.init(5);
    controller.adapt(state, 3);
    expect(state.accepted).to.equal(false);
    expect(state.factor).to.be.closeTo(0.9 / 3 ** 0.14, 1e-15);
  });

  it('clips: qmax at no error, qmin at NaN and ∞', () => {
    const state = controller.init(5);
    controller.adapt(state, 0);
    expect([state.accepted, state.factor]).to.deep.equal([true, 10]);
    for (const errorNorm of [NaN, Infinity, 1e30]) {
      controller.adapt(state, errorNorm);
      expect([state.accepted, state.factor]).to.deep.equal([false, 1 / 5]);
    }
  });
});
