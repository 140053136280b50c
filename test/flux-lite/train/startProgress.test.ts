import { expect } from 'chai';
import { Momentum, train } from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

describe('the progress display of train', () => {
  const square = /* @differentiable */ (p: { x: number }): number => p.x * p.x;

  function run(progress: boolean | string | object, stream?: object): void {
    const option = stream === undefined ? progress : { ...(progress as object), stream };
    train(square, { x: 1 }, Momentum(0.01), { steps: 20, progress: option as never });
  }

  it('is a bar with the loss in a terminal', () => {
    let text = '';
    run({ label: 'fit' }, { isTTY: true, write: (part: string) => (text += part) });
    expect(text)
      .to.contain('fit  ')
      .and.to.contain('20/20')
      .and.to.match(/loss 0\.\d+/);
    expect(text.split('\n')).to.have.lengthOf(2);
  });

  it('is a line per tenth of the steps elsewhere', () => {
    let text = '';
    run({}, { write: (part: string) => (text += part) });
    expect(text.trim().split('\n')).to.have.lengthOf(10);
    expect(text).to.match(/^train {2}step {2}2\/20 {2}loss 0\.\d{5}\n/);
  });

  it('is absent unless asked for', () => {
    const write = process.stderr.write;
    let written = 0;
    process.stderr.write = () => ++written > 0;
    try {
      run(false);
    } finally {
      process.stderr.write = write;
    }
    expect(written).to.equal(0);
  });

  it('rejects options that it does not know', () => {
    expectError(() => run({ evry: 2 }), 'DIFF6004', 'Did you mean `every`');
  });
});
