import { sinPi } from './piMultiples.js';

/** sin(πx)/(πx), 1 at 0, as NumPy has it. */
export function sinc(x: number): number {
  if (x === 0) return 1;
  if (x === Infinity || x === -Infinity) return 0;
  return sinPi(x) / (Math.PI * x);
}
