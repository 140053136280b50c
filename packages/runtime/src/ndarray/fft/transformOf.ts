import { Bluestein } from './Bluestein.js';
import { factorsOf, MixedRadix } from './MixedRadix.js';
import { type Roots, rootsOfUnity } from './roots.js';
import { TableCache } from './TableCache.js';
import type { Transform } from './Transform.js';

/** From this prime factor on, two transforms of twice the length cost less than the pass of the factor. */
const LARGE_PRIME = 50;

/** How many numbers the lengths of kept tables may come to. */
const KEPT = 1 << 22;

const transforms = /* @__PURE__ */ new TableCache<Transform>(
  (n) => (factorsOf(n).some((p) => p > LARGE_PRIME) ? new Bluestein(n) : new MixedRadix(n)),
  KEPT,
);

const halfRoots = /* @__PURE__ */ new TableCache<Roots>((n) => rootsOfUnity(n, Math.floor(n / 2) + 1), KEPT);

/** The transform of a length, n ≥ 1. */
export function transformOf(n: number): Transform {
  return transforms.get(n);
}

/** exp(−2πij/n) for j = 0 … ⌊n/2⌋. */
export function halfRootsOf(n: number): Roots {
  return halfRoots.get(n);
}
