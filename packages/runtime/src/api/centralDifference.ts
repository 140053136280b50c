const SHRINK = 2;
const ROWS = 8;

/**
 * The derivative of `f` at `x` by central differences, extrapolated to step zero.
 *
 * D(h) = (f(x + h) − f(x − h)) / 2h has an error series in h², which Richardson extrapolation over h, h/2, h/4, … removes; the entry
 * whose neighbours agree best is taken.  Reference: Ridders, Adv. Eng. Softw. 4(2), 1982, pp. 75–76.
 */
export function centralDifference(f: (x: number) => number, x: number, step: number): number {
  let best = NaN;
  let bestError = Infinity;
  let previous: number[] = [];
  let h = step;
  for (let row = 0; row < ROWS; row++, h /= SHRINK) {
    const up = x + h;
    const down = x - h;
    const current = [(f(up) - f(down)) / (up - down)];
    let factor = SHRINK * SHRINK;
    for (let k = 1; k <= row; k++, factor *= SHRINK * SHRINK) {
      current.push((factor * current[k - 1] - previous[k - 1]) / (factor - 1));
      const error = Math.max(Math.abs(current[k] - current[k - 1]), Math.abs(current[k] - previous[k - 1]));
      if (error < bestError) {
        bestError = error;
        best = current[k];
      }
    }
    previous = current;
  }
  return best;
}
