import { dirkTableau } from '@diffjs/diffeq';
import type { DirkCoefficients } from '@diffjs/diffeq';
import { expect } from 'chai';

const gamma = 1 - Math.SQRT1_2;
const good: DirkCoefficients = {
  name: 'Trial',
  order: 2,
  embeddedOrder: 1,
  gamma,
  c: [gamma, 1],
  a: [[], [1 - gamma]],
  explicitFirst: false,
  bHat: [0, 1],
};

describe('diffeq/tableau/dirkTableau', () => {
  it('puts an explicit stage of weight 0 before an implicit first one', () => {
    const { stages, a, b, c, stifflyAccurate, errorWeights } = dirkTableau(good);
    expect(stages).to.equal(3);
    expect([...c]).to.deep.equal([0, gamma, 1]);
    expect([...b]).to.deep.equal([0, 1 - gamma, gamma]);
    expect([...a.subarray(6)]).to.deep.equal([0, 1 - gamma, 0]);
    expect(errorWeights![1]).to.equal(-(1 - gamma));
    expect(stifflyAccurate).to.equal(true);
  });

  const bad: [what: string, changed: Partial<DirkCoefficients>][] = [
    ['a diagonal of 0', { gamma: 0, c: [0, 1 - gamma] }],
    ['a row that does not sum to its node', { c: [gamma, 0.9] }],
    ['a row that is too long', { a: [[], [1 - gamma, 0]] }],
    ['a row too few', { a: [[]] }],
    ['weights that do not sum to 1', { b: [0.5, 0.4] }],
    ['embedded weights that do not', { bHat: [0, 0.9] }],
    ['embedded weights too many', { bHat: [0, 0, 0, 1] }],
    ['an explicit part with other nodes', { explicit: [[], [0.5]] }],
  ];
  for (const [what, changed] of bad) {
    it(`refuses ${what}`, () => {
      expect(() => dirkTableau({ ...good, ...changed })).to.throw('DIFF5012');
    });
  }
});
