import type { StepDistances } from './StepDistances.js';

/**
 * Coefficients of variable-step Adams methods from the distances between the times behind the step.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5, (5.6)–(5.12).
 */
export class AdamsCoefficients {
  /** g_j, [maxOrder + 1]. */
  readonly g: Float64Array;
  /** The coefficient of θ^q in the Newton polynomial c_j stands at j·width + q. */
  readonly newton: Float64Array;
  readonly width: number;
  /** c_{j,q} of one j. */
  private readonly c: Float64Array;

  constructor(
    maxOrder: number,
    private readonly distances: StepDistances,
  ) {
    this.width = maxOrder + 1;
    this.g = new Float64Array(maxOrder + 1);
    this.c = new Float64Array(maxOrder + 2);
    this.newton = new Float64Array((maxOrder + 1) ** 2);
  }

  /** Computes g_j, j ≤ k. */
  prepare(k: number): void {
    const { g, c } = this;
    const { back, h } = this.distances;
    for (let q = 1; q <= k + 1; q++) c[q] = 1 / q;
    g[0] = 1;
    for (let j = 1; j <= k; j++) {
      const share = h / (h + back[j - 1]);
      for (let q = 1; q <= k + 1 - j; q++) c[q] -= share * c[q + 1];
      g[j] = c[1];
    }
  }

  /** Writes c_j(θ) = Π_{i<j} (θ h + back_i)/(h + back_i), j < terms, in powers of θ into `newton`. */
  expandNewton(terms: number): void {
    const { newton, width } = this;
    const { back, h } = this.distances;
    newton.fill(0);
    newton[0] = 1;
    for (let j = 1; j < terms; j++) {
      multiplyByLine(newton, (j - 1) * width, j * width, j, back[j - 1], h, h + back[j - 1]);
    }
  }
}

/** The polynomial at `to` becomes the one at `from`, of degree below `length`, times (constant + slope θ)/scale. */
export function multiplyByLine(
  coefficients: Float64Array,
  from: number,
  to: number,
  length: number,
  constant: number,
  slope: number,
  scale: number,
): void {
  const a = constant / scale;
  const b = slope / scale;
  coefficients[to + length] = b * coefficients[from + length - 1];
  for (let q = length - 1; q > 0; q--)
    coefficients[to + q] = a * coefficients[from + q] + b * coefficients[from + q - 1];
  coefficients[to] = a * coefficients[from];
}
