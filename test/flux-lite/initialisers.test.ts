import { expect } from 'chai';
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  ones,
  scaled,
  seededRandom,
  zeros,
} from '@diffjs/flux-lite';

describe('initialisers', () => {
  const [nOut, nIn] = [60, 80];
  const variance = (w: Float64Array): number => w.reduce((s, x) => s + x * x, 0) / w.length;

  for (const [name, init, expected] of [
    ['glorotUniform', glorotUniform, 2 / (nIn + nOut)],
    ['glorotNormal', glorotNormal, 2 / (nIn + nOut)],
    ['heUniform', heUniform, 2 / nIn],
    ['heNormal', heNormal, 2 / nIn],
    ['scaled(glorotUniform, 0.1)', scaled(glorotUniform, 0.1), 0.02 / (nIn + nOut)],
  ] as const) {
    it(`${name} has the variance of its paper and follows the seed`, () => {
      const w = init(nOut, nIn, seededRandom(1));
      expect(w).to.have.lengthOf(nOut * nIn);
      expect(variance(w)).to.be.closeTo(expected, 0.1 * expected);
      expect(init(nOut, nIn, seededRandom(1))).to.deep.equal(w);
    });
  }

  it('zeros and ones', () => {
    expect(zeros(2, 1, seededRandom(1))).to.deep.equal(new Float64Array(2));
    expect(ones(2, 1, seededRandom(1))).to.deep.equal(Float64Array.of(1, 1));
  });
});
