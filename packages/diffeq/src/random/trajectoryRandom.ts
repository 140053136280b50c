import { shown, solverError } from '../diagnostics/solverError.js';
import { philox } from './philox.js';

/** The random numbers of one trajectory of an ensemble. */
export interface TrajectoryRandom {
  /** An integer of 53 bits that belongs to this trajectory, to seed another generator with. */
  readonly seed: number;
  /** The next 32 random bits, as an integer in [0, 2³²). */
  bits(): number;
  /** A number drawn uniformly from [low, high), by default [0, 1), with 53 random bits. */
  uniform(low?: number, high?: number): number;
  /** A number drawn from the normal distribution of the given mean (0) and standard deviation (1). */
  normal(mean?: number, deviation?: number): number;
}

/** Counter block from which a trajectory's own seed is taken; draws would reach it after 2³⁴ words. */
const SEED_BLOCK = 0xffffffff;

/**
 * The random numbers of trajectory `index` of an ensemble with the given seed: the same on every machine, whatever else is drawn by
 * whom and in which order.
 *
 * The words are Philox4x32-10 with the seed as the key and (block, run, index) as the counter; `uniform` takes two words, `normal` is
 * the ratio of uniforms.
 *
 * @param seed  of the ensemble: an integer of at most 53 bits
 * @param index  of the trajectory: an integer from 0
 * @param run  how often the trajectory is run, from 1; each run has numbers of its own
 * @throws DIFF5008 if one of them is no such integer
 * @example
 * const random = trajectoryRandom(1, 42);
 * const u0 = [1 + 0.1 * random.normal(), random.uniform(0, 2)];
 *
 * Reference: Salmon, Moraes, Dror & Shaw, SC 2011; Kinderman & Monahan, ACM TOMS 3(3), 1977; Leva, ACM TOMS 18(4), 1992, algorithm 712.
 */
export function trajectoryRandom(seed: number, index: number, run = 1): TrajectoryRandom {
  for (const [name, value] of Object.entries({ seed, index, run })) {
    if (Number.isSafeInteger(value) && (name === 'seed' || value >= 0)) continue;
    throw solverError(
      'DIFF5008',
      `trajectoryRandom: ${name} is ${shown(value)}`,
      `It is an integer of at most 53 bits${name === 'seed' ? '' : ', not negative'}.`,
    );
  }
  return new PhiloxRandom(seed, index, run);
}

class PhiloxRandom implements TrajectoryRandom {
  readonly seed: number;
  private readonly key: Uint32Array;
  private readonly counter: Uint32Array;
  private readonly words = new Uint32Array(4);
  private used = 4;

  constructor(seed: number, index: number, run: number) {
    this.key = Uint32Array.of(seed, highWord(seed));
    this.counter = Uint32Array.of(SEED_BLOCK, run, index, highWord(index));
    philox(this.counter, this.key, this.words);
    this.seed = this.words[0] * 2097152 + (this.words[1] >>> 11);
    this.counter[0] = 0;
  }

  bits(): number {
    if (this.used === 4) {
      philox(this.counter, this.key, this.words);
      this.counter[0]++;
      this.used = 0;
    }
    return this.words[this.used++];
  }

  uniform(low = 0, high = 1): number {
    const upper = this.bits();
    const unit = (upper * 2097152 + (this.bits() >>> 11)) / 9007199254740992;
    return low + (high - low) * unit;
  }

  /** A logarithm only accepts or rejects candidates near the border of the region, so its last bit does not show. */
  normal(mean = 0, deviation = 1): number {
    for (;;) {
      const u = 1 - this.uniform(); // in (0, 1]
      const v = 1.7156 * (this.uniform() - 0.5); // 1.7156 ≥ 2 √(2/e)
      const x = u - 0.449871;
      const y = Math.abs(v) + 0.386595;
      const q = x * x + y * (0.196 * y - 0.25472 * x);
      if (q < 0.27597 || (q <= 0.27846 && v * v <= -4 * Math.log(u) * u * u))
        return mean + deviation * (v / u);
    }
  }
}

/** The bits above the lowest 32; negative seeds are told apart from positive ones by them. */
function highWord(x: number): number {
  return Math.floor(x / 4294967296);
}
