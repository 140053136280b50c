import { seededRandom } from '@diffjs/flux-lite';
import { observe } from './observe.mjs';

const degree = Math.PI / 180;

/** A station in the east of the Alps. */
export const station = { longitude: 15.4933 * degree, latitude: 47.0671 * degree, height: 0.539 };

/** Standard deviations of what is measured: of ranges (in km), and of directions on the sky (in radians). */
export const noise = { range: 0.03, angle: 0.02 * degree };

/** What the station measures: from how far above the horizon on, and how often. */
const [horizon, perMinute] = [10 * degree, 2];

/**
 * What the station measures of a satellite in some days after the epoch of its elements, with normal errors.
 *
 * @returns `minutes` since the epoch and `seen`, range, azimuth and elevation at each
 */
export function makeObservations({ orbit, epoch }, days, seed) {
  const all = Array.from({ length: days * 1440 * perMinute }, (_, i) => i / perMinute);
  const everywhere = observe(orbit, epoch, all, station);
  const minutes = all.filter((_, i) => everywhere[3 * i + 2] > horizon);
  const random = seededRandom(seed);
  const seen = observe(orbit, epoch, minutes, station);
  for (let i = 0; i < seen.length; i += 3) {
    seen[i] += random.normal(0, noise.range);
    seen[i + 1] += random.normal(0, noise.angle / Math.cos(seen[i + 2]));
    seen[i + 2] += random.normal(0, noise.angle);
  }
  return { minutes, seen };
}
