import { Bluestein } from './Bluestein.js';
import { factorsOf, MixedRadix } from './MixedRadix.js';
import type { Transform } from './Transform.js';

/** From this prime factor on, two transforms of twice the length cost less than the pass of the factor. */
const LARGE_PRIME = 50;

/** How many numbers the tables of kept transforms may have together. */
const KEPT = 1 << 22;

const kept = /* @__PURE__ */ new Map<number, Transform>();
let numbersKept = 0;

/** The transform of a length, n ≥ 1. The tables of those used last are kept. */
export function transformOf(n: number): Transform {
  let transform = kept.get(n);
  if (transform !== undefined) {
    kept.delete(n);
    kept.set(n, transform);
    return transform;
  }
  const factors = factorsOf(n);
  transform = factors.some((p) => p > LARGE_PRIME) ? new Bluestein(n) : new MixedRadix(n);
  kept.set(n, transform);
  numbersKept += n;
  for (const length of kept.keys()) {
    if (numbersKept <= KEPT || length === n) break;
    kept.delete(length);
    numbersKept -= length;
  }
  return transform;
}
