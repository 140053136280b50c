/** A derivative by differences, with the error that it may have. */
export interface Slope {
  readonly value: number;
  readonly tolerance: number;
}

const STEP = 2e-4;
/** An estimate that moves by more than this between two step sizes says that the function is not smooth here. */
const ROUGH = 1e-4;

/**
 * The derivative at zero of a function of one variable, by central differences of fourth order at two step sizes, or null
 * if the estimates do not agree with one another or with the differences to either side: then there is a kink nearby.
 */
export function slope(f: (step: number) => number): Slope | null {
  const values = new Map<number, number>();
  const at = (multiple: number): number => {
    if (!values.has(multiple)) values.set(multiple, f(multiple * STEP));
    return values.get(multiple)!;
  };
  const central = (h: number): number => (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h * STEP);
  const oneSided = (h: number): number =>
    (-25 * at(0) + 48 * at(h) - 36 * at(2 * h) + 16 * at(3 * h) - 3 * at(4 * h)) / (12 * h * STEP);
  const estimates = [central(2), central(1), oneSided(1), oneSided(-1)];
  const size = Math.max(1, Math.abs(at(0)), ...estimates.map(Math.abs));
  const best = estimates[1]!;
  const spread = Math.max(...estimates.map((estimate) => Math.abs(estimate - best)));
  if (!(spread <= ROUGH * size)) return null;
  return { value: best, tolerance: 1e-6 * size + 20 * Math.abs(estimates[0]! - best) + 2 * spread };
}
