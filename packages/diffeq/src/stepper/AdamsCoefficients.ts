/**
 * Coefficients of variable-step Adams methods from the distances between the times behind the step.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5, (5.8)–(5.12).
 */
export class AdamsCoefficients {
  /** Number of divided differences that are known at the start of the step. */
  known = 1;
  /** β_j, [maxOrder + 1]. */
  readonly beta: Float64Array;
  /** g_j, [maxOrder + 1]. */
  readonly g: Float64Array;
  /** Distances from the start of the step back to the times before, the first 0; those from `known` on are not set. */
  private readonly back: Float64Array;
  /** c_{j,q} of one j. */
  private readonly c: Float64Array;
  /** The coefficient of θ^q in the Newton polynomial c_j stands at j·width + q. */
  readonly newton: Float64Array;
  readonly width: number;
  private h = 0;

  constructor(private readonly maxOrder: number) {
    this.width = maxOrder + 1;
    this.beta = new Float64Array(maxOrder + 1);
    this.g = new Float64Array(maxOrder + 1);
    this.back = new Float64Array(maxOrder + 3);
    this.c = new Float64Array(maxOrder + 2);
    this.newton = new Float64Array((maxOrder + 1) ** 2);
  }

  restart(): void {
    this.known = 1;
  }

  /** Computes β_j for the known differences up to j = k, and g_j for j ≤ k, of a step of size h. */
  prepare(h: number, k: number): void {
    const { beta, g, back, c, known } = this;
    this.h = h;
    beta[0] = 1;
    for (let j = 1; j <= k && j < known; j++) beta[j] = (beta[j - 1] * (h + back[j - 1])) / back[j];
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
    const { newton, width, back, h } = this;
    newton.fill(0);
    newton[0] = 1;
    for (let j = 1; j < terms; j++) {
      const scale = 1 / (h + back[j - 1]);
      for (let q = 0; q <= j; q++) {
        const below = newton[(j - 1) * width + q];
        const raised = q === 0 ? 0 : newton[(j - 1) * width + q - 1];
        newton[j * width + q] = scale * (back[j - 1] * below + h * raised);
      }
    }
  }

  /** Moves on by the step that was made with order k. */
  advance(k: number): void {
    const { back } = this;
    for (let j = back.length - 1; j > 0; j--) back[j] = back[j - 1] + this.h;
    this.known = Math.min(this.known, k + 1) + 1;
    if (this.known > this.maxOrder + 2) this.known = this.maxOrder + 2;
  }
}
