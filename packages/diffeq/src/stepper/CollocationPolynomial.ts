import type { RadauTableau } from '../tableau/radauTableau.js';

/** The collocation polynomial of the last step, u(t + θ h) = u + h Σ θ^(q+1) rows[q]: dense output, and the guess of the next step. */
export class CollocationPolynomial {
  /** Coefficients of θ, θ², … over h, and the derivative at the end; [s + 1] rows of [n]. */
  readonly rows: readonly Float64Array[];
  /** Size of the step it belongs to, 0 if there is none. */
  private size = 0;
  /** Weights of the rows in a guess, [s]. */
  private readonly weights: Float64Array;

  constructor(
    private readonly tableau: RadauTableau,
    private readonly n: number,
  ) {
    this.rows = Array.from({ length: tableau.stages + 1 }, () => new Float64Array(n));
    this.weights = new Float64Array(tableau.stages);
  }

  /** Lets go of the last step. */
  forget(): void {
    this.size = 0;
  }

  /** Takes the increments z [s·n] of a step of size h. */
  take(z: Float64Array, h: number): void {
    const { tableau, n, rows } = this;
    const { stages, powers } = tableau;
    const inverse = 1 / h;
    this.size = h;
    const end = rows[stages];
    end.fill(0);
    for (let q = 0; q < stages; q++) {
      const row = rows[q];
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let i = 0, at = j; i < stages; i++, at += n) sum += powers[q * stages + i] * z[at];
        row[j] = sum * inverse;
        end[j] += (q + 1) * row[j];
      }
    }
  }

  /** Writes guesses of the increments of a step of size h into z: the polynomial continued, 0 if there is none. */
  predict(z: Float64Array, h: number): void {
    const { tableau, n, rows, weights, size } = this;
    const { stages, c } = tableau;
    z.fill(0);
    if (size === 0) return;
    for (let i = 0; i < stages; i++) {
      const theta = 1 + (c[i] * h) / size;
      for (let q = 0, power = theta; q < stages; q++, power *= theta) weights[q] = size * (power - 1);
      for (let q = 0; q < stages; q++) {
        const row = rows[q];
        const weight = weights[q];
        for (let j = 0, at = i * n; j < n; j++, at++) z[at] += weight * row[j];
      }
    }
  }
}
