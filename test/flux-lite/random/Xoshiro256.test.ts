import { expect } from 'chai';
import { Xoshiro256, seededRandom } from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

/** xoshiro256** in 64-bit integers, straight from the definition; `s` moves on. */
function nextWord(s: bigint[]): bigint {
  const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
  const rotate = (x: bigint, k: bigint): bigint => wrap((x << k) | (x >> (64n - k)));
  const result = wrap(rotate(wrap(s[1] * 5n), 7n) * 9n);
  const t = wrap(s[1] << 17n);
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45n);
  return result;
}

describe('Xoshiro256', () => {
  it('gives the known first words from the state 1, 2, 3, 4', () => {
    const known = [11520n, 0n, 1509978240n, 1215971899390074240n, 1216172134540287360n, 607988272756665600n];
    const reference = [1n, 2n, 3n, 4n];
    const g = new Xoshiro256([0, 1, 0, 2, 0, 3, 0, 4]);
    for (const word of known) {
      expect(nextWord(reference)).to.equal(word);
      expect(g.bits()).to.equal(Number(word >> 32n));
    }
  });

  it('agrees with 64-bit arithmetic over 2000 draws, all 53 bits', () => {
    const state = [0x9e3779b97f4a7c15n, 0xdeadbeefcafebaben, 0x0123456789abcdefn, 0xfedcba9876543210n];
    const g = new Xoshiro256(state.flatMap((w) => [Number(w >> 32n), Number(w & 0xffffffffn)]));
    for (let i = 0; i < 2000; i++) expect(g.uniform()).to.equal(Number(nextWord(state) >> 11n) / 2 ** 53);
  });

  it('gives one sequence per seed, from pinned numbers', () => {
    const draw = (seed: number): number[] => {
      const rng = seededRandom(seed);
      return [rng.uniform(), rng.uniform(-1, 1), rng.normal(), rng.integer(1000)];
    };
    expect(draw(1)).to.deep.equal(draw(1));
    expect(draw(1)).not.to.deep.equal(draw(2));
    expect(draw(42)).to.deep.equal(PINNED_42);
  });

  it('draws normals of mean 0, variance 1, kurtosis 3', () => {
    const rng = seededRandom(7);
    const n = 100_000;
    let [sum, squares, fourths] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const x = rng.normal();
      sum += x;
      squares += x * x;
      fourths += x ** 4;
    }
    // five standard deviations of each estimate
    expect(sum / n).to.be.closeTo(0, 5 / Math.sqrt(n));
    expect(squares / n).to.be.closeTo(1, 5 * Math.sqrt(2 / n));
    expect(fourths / n).to.be.closeTo(3, 5 * Math.sqrt(96 / n));
    expect(seededRandom(3).normal(10, 2)).to.equal(10 + 2 * seededRandom(3).normal());
  });

  it('splits into generators that do not repeat each other', () => {
    const rng = seededRandom(5);
    const child = rng.split();
    const [a, b] = [new Set<number>(), new Set<number>()];
    for (let i = 0; i < 200; i++) {
      a.add(child.bits());
      b.add(rng.bits());
    }
    expect([...a].filter((x) => b.has(x))).to.have.lengthOf(0);
    const fresh = seededRandom(5);
    expect([...a][0]).to.equal(fresh.bits());
  });

  it('jumps by a map that commutes with drawing', () => {
    const [a, b] = [seededRandom(9), seededRandom(9)];
    a.split();
    a.bits();
    b.bits();
    b.split();
    expect(a.bits()).to.equal(b.bits());
  });

  it('permutes', () => {
    const p = seededRandom(1).permutation(50);
    expect([...p].sort((x, y) => x - y)).to.deep.equal(Array.from({ length: 50 }, (_, i) => i));
    expect(p).to.deep.equal(seededRandom(1).permutation(50));
  });

  it('rejects what is no seed', () => {
    expectError(() => seededRandom(0.5), 'DIFF6007', '0.5');
    expectError(() => new Xoshiro256([0, 0, 0, 0, 0, 0, 0, 0]), 'DIFF6007');
    expectError(() => seededRandom(1).integer(0), 'DIFF6004');
  });
});

const PINNED_42 = [0.08386297105988216, -0.2420394986746628, 2.138888097932837, 66];
