/** A sum, and of how many terms. */
export interface Sum {
  readonly value: number;
  readonly terms: number;
}

/** π in two parts. The first ends in so many zero bits that its products with integers below 2²⁷ are exact. */
const [piHigh, piLow] = [3.1415926218032837, 3.178650954705639e-8];

/**
 * sin x = x − x³/3! + x⁵/5! − …
 *
 * The argument is first brought into [−π/2, π/2], by sin x = (−1)ᵏ sin(x − kπ). Then terms are added, the last of them the first one
 * that is small beside the sum: how many depends on x.
 *
 * @param tolerance  what is small: a term below `tolerance` times the sum
 */
/* @differentiable */
export function sumSine(x: number, tolerance: number): Sum {
  const k = Math.round(x / Math.PI);
  const r = x - k * piHigh - k * piLow;
  let term = k % 2 === 0 ? r : -r;
  let value = term;
  let terms = 1;
  while (Math.abs(term) > tolerance * Math.abs(value)) {
    term *= (-r * r) / (2 * terms * (2 * terms + 1));
    value += term;
    terms++;
  }
  return { value, terms };
}
