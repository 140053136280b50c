import { expect } from 'chai';

describe('skeleton', () => {
  it('runs TypeScript', () => {
    const x: number = 1;
    expect(x).to.equal(1);
  });
});
