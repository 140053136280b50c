/** What integrates the polynomial through slopes at equally spaced times. */
export interface AdamsWeights {
  /** Number k of slopes, and degree of the integral. */
  readonly k: number;
  /** [k·k]; entry (q, j) is the share of slope j in the coefficient of θ^(q+1). */
  readonly rows: Float64Array;
  /** [k] sums over q: the shares of the slopes in the integral over the whole step. */
  readonly full: Float64Array;
}

/**
 * The integral from 0 to θ of the polynomial through slopes at the whole numbers `nodes`, as shares of the slopes: from the nodes
 * 0, −1, …, 1 − k the Adams–Bashforth method of order k, from 1, 0, …, 2 − k the Adams–Moulton method of order k.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.1.
 */
export function adamsWeights(nodes: readonly number[]): AdamsWeights {
  const k = nodes.length;
  const rows = new Float64Array(k * k);
  const full = new Float64Array(k);
  nodes.forEach((node, j) => {
    const others = nodes.filter((_, i) => i !== j);
    const scale = others.reduce((product, other) => product * (node - other), 1);
    const numerator = monomialsOfRoots(others);
    numerator.forEach((coefficient, q) => (rows[q * k + j] = coefficient / (scale * (q + 1))));
    // Over one denominator, so that the sum is rounded once or twice and not k times.
    const common = 2520;
    const sum = numerator.reduce((total, coefficient, q) => total + (coefficient * common) / (q + 1), 0);
    full[j] = sum / (scale * common);
  });
  return { k, rows, full };
}

/** Coefficients of Π (θ − root), lowest power first. */
function monomialsOfRoots(roots: readonly number[]): number[] {
  let product = [1];
  for (const root of roots) {
    const longer = [0, ...product];
    product.forEach((coefficient, q) => (longer[q] -= root * coefficient));
    product = longer;
  }
  return product;
}
