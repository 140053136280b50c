import type { Algorithm } from '../algorithm/Algorithm.js';
import type { StabilizedOptions } from '../algorithm/stabilizedOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { StabilizedFamily } from './StabilizedStepper.js';
import { StabilizedStepper } from './StabilizedStepper.js';

/** β = 2/3 (s² − 1) (1 − 2/15 ε) is how far s stages are stable, with some margin. */
const family: StabilizedFamily = {
  least: 2,
  most: 1000,
  stagesFor: (z) => Math.floor(Math.sqrt(1.54 * z + 1)) + 1,
  reach: (s) => ((s - 1) ** 2 - 1) / 1.54,
  errorOrder: 3,
};

/** The Runge–Kutta–Chebyshev method of order 2, whose coefficients follow from the number of stages. */
export function rkc(options: StabilizedOptions): Algorithm {
  return {
    name: 'RKC',
    order: 2,
    denseOrder: 3,
    adaptive: true,
    stiff: true,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0) => new RkcStepper(family, options, system, u0),
  };
}

/** Damping of the stability polynomial. */
const DAMPING = 2 / 13;

/**
 * Reference: B. P. Sommeijer, L. F. Shampine & J. G. Verwer, Journal of Computational and Applied Mathematics 88, 1998, pp. 315–326,
 * (2.1)–(2.8).
 */
class RkcStepper extends StabilizedStepper {
  private readonly g0 = new Float64Array(this.n);
  private readonly g1 = new Float64Array(this.n);
  private readonly f = new Float64Array(this.n);

  protected run(t: number, h: number, stages: number): void {
    const { u, next, f, slope, n, system } = this;
    const w0 = 1 + DAMPING / (stages * stages);
    const root = Math.sqrt((w0 - 1) * (w0 + 1));
    const angle = stages * Math.log(w0 + root);
    const w1 = (Math.sinh(angle) * root * root) / (Math.cosh(angle) * stages * root - w0 * Math.sinh(angle));
    let [g0, g1]: Float64Array[] = [this.g0, this.g1];
    // Chebyshev polynomials at w0 with two derivatives, of degree j − 1 and j − 2; b and c of the stages there.
    let z1 = w0;
    let z2 = 1;
    let d1 = 1;
    let d2 = 0;
    let e1 = 0;
    let e2 = 0;
    let b1 = 1 / (4 * w0 * w0);
    let b2 = b1;
    let c1 = w1 * b1;
    let c2 = 0;
    for (let j = 0; j < n; j++) {
      g0[j] = u[j];
      g1[j] = u[j] + h * c1 * slope[j];
    }
    for (let i = 2; i <= stages; i++) {
      const z = 2 * w0 * z1 - z2;
      const d = 2 * w0 * d1 - d2 + 2 * z1;
      const e = 2 * w0 * e1 - e2 + 4 * d1;
      const b = e / (d * d);
      const mu = (2 * w0 * b) / b1;
      const nu = -b / b2;
      const weight = (2 * w1 * b) / b1;
      const a = 1 - z1 * b1;
      system.evaluate(f, g1, t + c1 * h);
      const out = i === stages ? next : g0;
      for (let j = 0; j < n; j++) {
        out[j] = mu * g1[j] + nu * g0[j] + (1 - mu - nu) * u[j] + h * weight * (f[j] - a * slope[j]);
      }
      const c = mu * c1 + nu * c2 + weight * (1 - a);
      g0 = g1;
      g1 = out;
      c2 = c1;
      c1 = c;
      b2 = b1;
      b1 = b;
      z2 = z1;
      z1 = z;
      d2 = d1;
      d1 = d;
      e2 = e1;
      e1 = e;
    }
    const { error, stages: rows } = this;
    const end = rows[2];
    system.evaluate(end, next, t + h);
    for (let j = 0; j < n; j++) error[j] = 0.8 * (u[j] - next[j]) + 0.4 * h * (slope[j] + end[j]);
  }

  /** The derivative at the end was needed for the error. */
  override finish(): void {}
}
