import type { RadauTableau } from '../tableau/radauTableau.js';

/** The collocation polynomial of the last step, u(t + θ h) = u + h Σ θ^(q+1) rows[q]: dense output, and the guess of the next step. */
export class CollocationPolynomial {
  /** Coefficients of θ, θ², … over h, and the derivative at the end; rows of [n], one more than the most stages. */
  readonly rows: readonly Float64Array[];
  /** Size of the step it belongs to, 0 if there is none. */
  private size = 0;
  private degree = 0;
  /** Weights of the rows in a guess. */
  private readonly weights: Float64Array;

  /** @param most  the largest number of stages */
  constructor(
    most: number,
    private readonly n: number,
  ) {
    this.rows = Array.from({ length: most + 1 }, () => new Float64Array(n));
    this.weights = new Float64Array(most);
  }

  /** Lets go of the last step. */
  forget(): void {
    this.size = 0;
  }

  /** Takes the increments z [s·n] of a step of size h. */
  take({ stages, powers }: RadauTableau, z: Float64Array, h: number): void {
    const { n, rows } = this;
    const inverse = 1 / h;
    this.size = h;
    this.degree = stages;
    const end = rows[rows.length - 1];
    end.fill(0);
    for (let q = stages; q < rows.length - 1; q++) rows[q].fill(0);
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
  predict({ stages, c }: RadauTableau, z: Float64Array, h: number): void {
    const { degree, n, rows, weights, size } = this;
    z.fill(0);
    if (size === 0) return;
    for (let i = 0; i < stages; i++) {
      const theta = 1 + (c[i] * h) / size;
      for (let q = 0, power = theta; q < degree; q++, power *= theta) weights[q] = size * (power - 1);
      for (let q = 0; q < degree; q++) {
        const row = rows[q];
        const weight = weights[q];
        for (let j = 0, at = i * n; j < n; j++, at++) z[at] += weight * row[j];
      }
    }
  }
}
