/** Step sizes that differ by less than this share are the same: the last one of a span is what is left of it. */
const SAME = 1e-6;

/** Whether a step is of the size that the steps behind it have, for methods of equal steps. */
export function isSameSize(h: number, size: number): boolean {
  return Math.abs(h - size) <= SAME * Math.abs(h);
}
