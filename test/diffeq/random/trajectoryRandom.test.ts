import { trajectoryRandom } from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf.js';

describe('diffeq/random/trajectoryRandom', () => {
  it('is Philox4x32-10: the first known answer of its authors', () => {
    const random = trajectoryRandom(0, 0, 0);
    const words = Array.from({ length: 4 }, () => random.bits().toString(16));
    expect(words).to.deep.equal(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
  });

  it('gives the same numbers again, and others for another seed, trajectory or run', () => {
    const draws = (seed: number, index: number, run?: number): string => {
      const random = trajectoryRandom(seed, index, run);
      return Array.from({ length: 5 }, () => random.normal()).join();
    };
    expect(draws(1, 2)).to.equal(draws(1, 2));
    const others = [
      draws(1, 2),
      draws(2, 1),
      draws(1, 3),
      draws(1, 2, 2),
      draws(-1, 2),
      draws(1 + 2 ** 40, 2),
    ];
    expect(new Set([...others, draws(1, 2 + 2 ** 40)]).size).to.equal(7);
  });

  it('keeps the seed of a trajectory apart from its draws', () => {
    const seeds = Array.from({ length: 1000 }, (_, i) => trajectoryRandom(3, i).seed);
    expect(new Set(seeds).size).to.equal(1000);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0).to.equal(true);
  });

  it('is uniform: moments, range and the share of each tenth', () => {
    const random = trajectoryRandom(11, 0);
    const count = 100_000;
    const tenths = new Array<number>(10).fill(0);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const x = random.uniform(-1, 1);
      sum += x;
      tenths[Math.floor((x + 1) * 5)]++;
    }
    expect(Math.abs(sum / count)).to.be.lessThan(4 / Math.sqrt(3 * count)); // four standard errors
    for (const share of tenths)
      expect(Math.abs(share / count - 0.1)).to.be.lessThan((4 * 0.3) / Math.sqrt(count));
  });

  it('is normal: moments and the share within one and two deviations', () => {
    const random = trajectoryRandom(12, 0);
    const count = 100_000;
    let [sum, squares, one, two] = [0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const x = (random.normal(5, 3) - 5) / 3;
      sum += x;
      squares += x * x;
      if (Math.abs(x) < 1) one++;
      if (Math.abs(x) < 2) two++;
    }
    const error = 4 / Math.sqrt(count);
    expect(Math.abs(sum / count)).to.be.lessThan(error);
    expect(Math.abs(squares / count - 1)).to.be.lessThan(error * Math.SQRT2);
    expect(one / count).to.be.closeTo(0.6827, error * 0.47);
    expect(two / count).to.be.closeTo(0.9545, error * 0.21);
  });

  it('refuses what is no integer', () => {
    expect(codeOf(() => trajectoryRandom(0.5, 0))).to.equal('DIFF5008');
    expect(codeOf(() => trajectoryRandom(2 ** 60, 0))).to.equal('DIFF5008');
    expect(codeOf(() => trajectoryRandom(0, -1))).to.equal('DIFF5008');
  });
});
