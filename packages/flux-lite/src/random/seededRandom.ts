import { fluxError } from '../errors/fluxError.js';
import type { Random } from './Random.js';
import { Xoshiro256 } from './Xoshiro256.js';

/**
 * A random generator whose numbers follow from `seed` alone, the same on every machine.
 *
 * @param seed  an integer; equal seeds give equal sequences
 * @throws DIFF6007 if the seed is not an integer
 * @example
 * const rng = seededRandom(1);
 * const w = Float64Array.from({ length: 3 }, () => rng.normal());
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) {
    throw fluxError(
      'DIFF6007',
      `seededRandom needs an integer of at most 53 bits as its seed, and got ${String(seed)}.`,
    );
  }
  return Xoshiro256.fromSeed(seed);
}
