import { fluxError } from '../errors/fluxError.js';
import type { Random } from './Random.js';

/**
 * The generator xoshiro256** in 32-bit integer arithmetic: period 2²⁵⁶ − 1, the same numbers on every machine.
 *
 * The 256 bits of state come from the seed by SplitMix64, as its authors advise.
 *
 * Reference: Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47(4), 2021 (xoshiro256**, jump);
 * Steele, Lea & Flood, Fast splittable pseudorandom number generators, OOPSLA 2014 (SplitMix64).
 */
export class Xoshiro256 implements Random {
  /** The four 64-bit words of state, each as its high and its low half. */
  private readonly s: Uint32Array;

  /** @param state  four 64-bit words, not all zero: [high, low] halves one after the other */
  constructor(state: ArrayLike<number>) {
    this.s = Uint32Array.from(state);
    if (this.s.length !== 8 || this.s.every((word) => word === 0)) {
      throw fluxError('DIFF6007', 'Xoshiro256 needs a state of eight 32-bit words that are not all zero.');
    }
  }

  /** The generator whose state SplitMix64 makes from `seed`, an integer of at most 53 bits. */
  static fromSeed(seed: number): Xoshiro256 {
    return new Xoshiro256(splitMix64(BigInt(seed)));
  }

  bits(): number {
    this.draw();
    return high;
  }

  uniform(low?: number, upper?: number): number {
    this.draw();
    // the upper 53 bits: 32 of the high half and 21 of the low one; the product and the sum are exact
    const unit = (high * 2097152 + (low_ >>> 11)) / 9007199254740992;
    const from = low ?? 0;
    return low === undefined && upper === undefined ? unit : from + ((upper ?? 1) - from) * unit;
  }

  /**
   * Ratio of uniforms: the value is a quotient of two uniform numbers, so it is the same on every machine. A logarithm is
   * taken only to accept or reject the 1 in 80 candidates near the border of the region: an engine whose `Math.log`
   * differs in the last bit would have to meet a candidate within that bit of the border to give another sequence.
   *
   * Reference: Kinderman & Monahan, ACM TOMS 3(3), 1977; region bounds by Leva, ACM TOMS 18(4), 1992, algorithm 712.
   */
  normal(mean = 0, deviation = 1): number {
    for (;;) {
      const u = 1 - this.uniform(); // in (0, 1]
      const v = 1.7156 * (this.uniform() - 0.5); // 1.7156 ≥ 2 √(2/e)
      const x = u - 0.449871;
      const y = Math.abs(v) + 0.386595;
      const q = x * x + y * (0.196 * y - 0.25472 * x);
      if (q < 0.27597) return mean + deviation * (v / u);
      if (q <= 0.27846 && v * v <= -4 * Math.log(u) * u * u) return mean + deviation * (v / u);
    }
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296) {
      throw fluxError('DIFF6004', `integer(n): n must be an integer from 1 to 2³², and is ${String(n)}.`);
    }
    const limit = 4294967296 - (4294967296 % n); // draws above it would favour the small numbers
    let r = this.bits();
    while (r >= limit) r = this.bits();
    return r % n;
  }

  permutation(n: number): number[] {
    const p = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [p[i], p[j]] = [p[j], p[i]];
    }
    return p;
  }

  split(): Random {
    const child = new Xoshiro256(this.s);
    this.jump();
    return child;
  }

  /** Moves on by 2¹²⁸ draws: multiplies the state by the jump polynomial of the reference. */
  private jump(): void {
    const sum = new Uint32Array(8);
    for (const word of JUMP) {
      for (let bit = 0; bit < 32; bit++) {
        if ((word >>> bit) & 1) for (let i = 0; i < 8; i++) sum[i] ^= this.s[i];
        this.draw();
      }
    }
    this.s.set(sum);
  }

  /** Leaves the next 64 bits in `high` and `low_`: rotl(s1 · 5, 7) · 9; then moves the state on. */
  private draw(): void {
    const s = this.s;
    const [h1, l1] = [s[2], s[3]];
    timesOnePlusPower(h1, l1, 2); // · 5
    rotateLeft(high, low_, 7);
    timesOnePlusPower(high, low_, 3); // · 9

    const th = (h1 << 17) | (l1 >>> 15);
    const tl = l1 << 17;
    s[4] ^= s[0];
    s[5] ^= s[1];
    s[6] ^= s[2];
    s[7] ^= s[3];
    s[2] ^= s[4];
    s[3] ^= s[5];
    s[0] ^= s[6];
    s[1] ^= s[7];
    s[4] ^= th;
    s[5] ^= tl;
    const [h3, l3] = [s[6], s[7]]; // rotl(s3, 45) = rotl of the swapped halves by 13
    s[6] = (l3 << 13) | (h3 >>> 19);
    s[7] = (h3 << 13) | (l3 >>> 19);
  }
}

/** The halves of the last 64-bit result; kept here because returning a pair would allocate on every draw. */
let high = 0;
let low_ = 0;

/** (h, l) · (1 + 2ᵏ) mod 2⁶⁴. */
function timesOnePlusPower(h: number, l: number, k: number): void {
  const sl = (l << k) >>> 0;
  const sh = ((h << k) | (l >>> (32 - k))) >>> 0;
  const sum = (l >>> 0) + sl;
  low_ = sum >>> 0;
  high = ((h >>> 0) + sh + (sum > 4294967295 ? 1 : 0)) >>> 0;
}

/** (h, l) rotated left by k < 32 bits. */
function rotateLeft(h: number, l: number, k: number): void {
  high = ((h << k) | (l >>> (32 - k))) >>> 0;
  low_ = ((l << k) | (h >>> (32 - k))) >>> 0;
}

/** The jump polynomial of xoshiro256, 32 bits at a time from the lowest. */
const JUMP = [
  0x3cfd0aba, 0x180ec6d3, 0xf0c9392c, 0xd5a61266, 0xe03fc9aa, 0xa9582618, 0x29b1661c, 0x39abdc45,
] as const;

/** Four outputs of SplitMix64, as [high, low] halves. */
function splitMix64(seed: bigint): number[] {
  const words: number[] = [];
  let state = seed;
  for (let i = 0; i < 4; i++) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    z ^= z >> 31n;
    words.push(Number(z >> 32n), Number(z & 0xffffffffn));
  }
  return words;
}
