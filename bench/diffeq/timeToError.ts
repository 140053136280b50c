import type { Point } from './sweep';

/**
 * Time to a true error: log-interpolated between the two neighbours, among the points that no other one beats in both error and time.
 *
 * @returns nanoseconds; the time of the loosest such point if even its error is smaller; undefined if the error is never reached
 */
export function timeToError(points: readonly Point[], target: number): number | undefined {
  const best = undominated(points);
  const first = best.findIndex(({ error }) => error <= target);
  if (first < 0) return undefined;
  const after = best[first]!;
  const before = best[first - 1];
  if (before === undefined) return after.ns;
  const [high, low] = [Math.log(before.error), Math.log(after.error)];
  const share = (high - Math.log(target)) / (high - low);
  return Math.exp(Math.log(before.ns) + share * (Math.log(after.ns) - Math.log(before.ns)));
}

/** An error that a logarithm can be taken of; a result that is right to the last bit has half a rounding. */
const LEAST_ERROR = Number.EPSILON / 2;

/** From the cheapest, those that have a smaller error than all that are cheaper. */
function undominated(points: readonly Point[]): { readonly error: number; readonly ns: number }[] {
  const sorted = points
    .filter(({ error }) => error !== null && Number.isFinite(error))
    .map(({ error, ns }) => ({ error: Math.max(error!, LEAST_ERROR), ns }))
    .sort((a, b) => a.ns - b.ns);
  const kept: { readonly error: number; readonly ns: number }[] = [];
  for (const point of sorted) {
    if (kept.length === 0 || point.error < kept.at(-1)!.error) kept.push(point);
  }
  return kept;
}
