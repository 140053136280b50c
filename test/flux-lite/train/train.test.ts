import { expect } from 'chai';
import type { ParamsOf } from '@diffjs/flux-lite';
import { Adam, Chain, Dense, SGD, identity, mse, params, seededRandom, tanh, train } from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

describe('train', () => {
  /** XOR of −1/1 inputs: the smallest set that needs the hidden layer. */
  const x = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ];
  const y = [[-1], [1], [1], [-1]];

  function fit(seed: number, steps: number) {
    const rng = seededRandom(seed);
    const model = Chain(Dense(2, 8, tanh, { rng }), Dense(8, 1, identity, { rng }));
    const loss = /* @differentiable */ (p: ParamsOf<typeof model>): number => mse(model(x, p), y);
    return { model, loss, result: train(loss, params(model), Adam(0.05), { steps }) };
  }

  it('overfits a tiny set', () => {
    const { loss, result } = fit(1, 300);
    expect(loss(result.params)).to.be.below(1e-4);
    expect(result.losses).to.have.lengthOf(300);
  });

  it('gives the same numbers for the same seed', () => {
    expect(fit(2, 20).result.losses).to.deep.equal(fit(2, 20).result.losses);
    expect(fit(2, 20).result.losses).not.to.deep.equal(fit(3, 20).result.losses);
  });

  it('leaves the model alone, and keeps the best parameters', () => {
    const { model, loss, result } = fit(1, 30);
    expect(loss(params(model))).to.equal(result.losses[0]);
    expect(result.best.loss).to.equal(Math.min(...result.losses));
    expect(loss(result.best.params)).to.equal(result.best.loss);
  });

  const square = /* @differentiable */ (p: { x: number }): number => p.x * p.x;

  it('calls back after each step, and stops when told', () => {
    const steps: number[] = [];
    const { params: end } = train(square, { x: 1 }, SGD(0.25), {
      steps: 10,
      callback: ({ step, loss, params: now }) => {
        steps.push(step);
        expect(now.x).to.equal(0.5 ** step);
        expect(loss).to.equal(0.25 ** (step - 1));
        return step === 3;
      },
    });
    expect(steps).to.deep.equal([1, 2, 3]);
    expect(end.x).to.equal(0.125);
  });

  it('shows a line per so many steps where there is no terminal', () => {
    let text = '';
    const stream = { write: (s: string) => (text += s) };
    train(square, { x: 1 }, SGD(0.25), { steps: 6, progress: { label: 'fit', every: 4, stream } });
    expect(text).to.equal('fit  step 4/6  loss 0.015625\nfit  step 6/6  loss 0.00097656\n');
  });

  it('rejects losses that are not finite, and wrong options', () => {
    const blowUp = /* @differentiable */ (p: { x: number }): number => Math.log(p.x);
    expectError(() => train(blowUp, { x: -1 }, SGD(0.1), { steps: 1 }), 'DIFF6008', 'step 1');
    expectError(() => train(square, { x: 1 }, SGD(0.1), { steps: -1 }), 'DIFF6004', 'steps');
    expectError(
      () => train(square, { x: 1 }, SGD(0.1), { step: 1 } as never),
      'DIFF6004',
      'Did you mean `steps`',
    );
    expectError(() => train(((p: number) => p) as never, 1, SGD(0.1), { steps: 1 }), 'DIFF3001');
  });
});
