/**
 * Dense output as a combination of stage derivatives:
 * u(t + θ h) = u(t) + h Σ_i b_i(θ) k_i with polynomials b_i and b_i(0) = 0, for θ in [0, 1].
 */
export interface StageInterpolant {
  /** Number of stage derivatives read, R. */
  readonly rows: number;
  /** Degree d of the polynomials. */
  readonly degree: number;
  /** [R·d], row-major; entry (i, q) is the coefficient of θ^(q+1) in b_i. */
  readonly coefficients: Float64Array;
}

/** An interpolant from its rows of coefficients of θ, θ², …; all rows have the same length. */
export function stageInterpolant(rows: readonly (readonly number[])[]): StageInterpolant {
  return { rows: rows.length, degree: rows[0].length, coefficients: Float64Array.from(rows.flat()) };
}

/** Writes b_i(θ) into `weights` [R]. */
export function interpolationWeights(
  interpolant: StageInterpolant,
  theta: number,
  weights: Float64Array,
): void {
  const { rows, degree, coefficients } = interpolant;
  for (let i = 0; i < rows; i++) {
    let value = 0;
    for (let q = degree - 1; q >= 0; q--) value = value * theta + coefficients[i * degree + q];
    weights[i] = value * theta;
  }
}

/** Writes b_i'(θ) into `weights` [R]; u'(t + θ h) = Σ_i b_i'(θ) k_i. */
export function interpolationSlopes(
  interpolant: StageInterpolant,
  theta: number,
  weights: Float64Array,
): void {
  interpolationDerivatives(interpolant, theta, 1, weights);
}

/** Writes the derivative of b_i of an order ≥ 1 at θ into `weights` [R]; that of u is h^(1 − order) Σ_i weights[i] k_i. */
export function interpolationDerivatives(
  interpolant: StageInterpolant,
  theta: number,
  order: number,
  weights: Float64Array,
): void {
  const { rows, degree, coefficients } = interpolant;
  for (let i = 0; i < rows; i++) {
    let value = 0;
    for (let q = degree - 1; q >= order - 1; q--) {
      let factor = q + 1;
      for (let k = 1; k < order; k++) factor *= q + 1 - k;
      value = value * theta + factor * coefficients[i * degree + q];
    }
    weights[i] = value;
  }
}
