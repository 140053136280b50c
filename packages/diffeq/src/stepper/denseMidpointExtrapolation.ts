import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import { aboutPoint } from '../interpolation/aboutPoint.js';
import type { System } from '../problem/System.js';
import type { BasicMethod } from './ExtrapolationStepper.js';
import { MidpointExtrapolationStepper } from './MidpointExtrapolationStepper.js';

/** Steps of the midpoint rule whose half is odd, so that every row has a point, with an expansion, in the middle. */
const sequence = [2, 6, 10, 14, 18, 22, 26, 30, 34];

const basic: BasicMethod = {
  sequence,
  power: 2,
  work: sequence.map((_, j) => 1 + sequence.slice(0, j + 1).reduce((sum, n) => sum + n, 0)),
};

/** Columns there are. */
export const denseMidpointColumns = sequence.length - 1;
/** Derivatives in the middle that are used at most: differences of higher order lose too many digits. */
const MOST_DERIVATIVES = 8;
const DEGREE = MOST_DERIVATIVES + 4;

/** The algorithm with dense output of the order of its steps, up to 12. */
export function denseMidpointExtrapolation(name: string, options: ExtrapolationOptions): Algorithm {
  return {
    name,
    order: 2 * Math.min(options.maxColumns ?? denseMidpointColumns, denseMidpointColumns),
    startOrder: 4,
    denseOrder: DEGREE,
    adaptive: true,
    stiff: false,
    tableau: undefined,
    interpolant: aboutPoint(1 / 2, DEGREE),
    createStepper: (system, u0, tolerances) =>
      new DenseMidpointExtrapolationStepper(options, system, u0, tolerances),
  };
}

/**
 * Each row of the table gives the state in the middle of the step, and by central differences of f the derivatives there; they are
 * extrapolated as the state at the end is. The polynomial takes them and meets state and derivative at both ends.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.9, "Dense output for the GBS method";
 * E. Hairer & A. Ostermann, Numerische Mathematik 58, 1990, pp. 419–439.
 */
class DenseMidpointExtrapolationStepper extends MidpointExtrapolationStepper {
  /** f at the points of the present row. */
  private readonly history: Float64Array[];
  /** Of derivative κ (0: the state) in row j. */
  private readonly middle: Float64Array[][];
  private steps = 0;
  private readonly state = new Float64Array(this.n);

  constructor(options: ExtrapolationOptions, system: System, u0: Float64Array, tolerances: StepTolerances) {
    super(basic, options, system, u0, tolerances, DEGREE + 2);
    const vector = (): Float64Array => new Float64Array(system.n);
    this.history = Array.from({ length: sequence[denseMidpointColumns] + 1 }, vector);
    this.middle = Array.from({ length: MOST_DERIVATIVES + 1 }, () => sequence.map(vector));
  }

  protected override keep(m: number, y: Float64Array, f: Float64Array): void {
    const { history, state, n } = this;
    const isMiddle = 2 * m === this.steps;
    for (let i = 0; i < n; i++) history[m][i] = f[i];
    if (isMiddle) for (let i = 0; i < n; i++) state[i] = y[i];
  }

  protected override basicStep(out: Float64Array, t: number, h: number, j: number): boolean {
    const { history, slope, n } = this;
    this.steps = sequence[j];
    for (let i = 0; i < n; i++) history[0][i] = slope[i];
    if (!super.basicStep(out, t, h, j)) return false;
    this.differences(h, j);
    return true;
  }

  /** hᵏ times derivative k in the middle, of the row just made: f(middle)'s central differences over two steps. */
  private differences(h: number, j: number): void {
    const { history, middle, state, n } = this;
    const steps = sequence[j];
    const most = Math.min(2 * j + 2, MOST_DERIVATIVES);
    for (let i = 0; i < n; i++) middle[0][j][i] = state[i];
    for (let k = 1; k <= most; k++) {
      const out = middle[k][j];
      for (let i = 0; i < n; i++) out[i] = 0;
      let weight = h * Math.pow(steps / 2, k - 1);
      for (let e = 0; e < k; e++) {
        const f = history[steps / 2 + k - 1 - 2 * e];
        for (let i = 0; i < n; i++) out[i] += weight * f[i];
        weight *= -(k - 1 - e) / (e + 1);
      }
    }
  }

  override completeRows(_t: number, h: number): void {
    const { columns, stages, middle, n } = this;
    const most = Math.min(Math.max(2 * columns - 3, 0), MOST_DERIVATIVES);
    let factorial = 1;
    for (let k = 0; k <= most; k++) {
      this.extrapolate(middle[k], Math.max(1, (k + 1) >> 1), columns);
      if (k > 0) factorial *= k;
      const value = middle[k][columns - 1];
      for (let i = 0; i < n; i++) value[i] /= factorial;
      if (k > 0) for (let i = 0; i < n; i++) stages[k][i] = value[i] / h;
    }
    for (let q = most + 5; q <= DEGREE; q++) stages[q].fill(0);
    for (let i = 0; i < n; i++) this.meetEnds(i, most, h);
  }

  /** The four highest powers of component i, by which the polynomial meets both ends. */
  private meetEnds(i: number, most: number, h: number): void {
    const { u, next, stages, middle, columns } = this;
    let [right, left, rightSlope, leftSlope] = [
      next[i],
      u[i],
      h * stages[stages.length - 1][i],
      h * stages[0][i],
    ];
    let power = 1;
    let sign = 1;
    for (let k = 0; k <= most; k++) {
      const value = middle[k][columns - 1][i];
      right -= value * power;
      left -= value * power * sign;
      rightSlope -= 2 * k * value * power;
      leftSlope += 2 * k * value * power * sign;
      power /= 2;
      sign = -sign;
    }
    const m = most + 1;
    const p = right / power;
    const q = (left / power) * sign;
    const pSlope = rightSlope / power - 2 * m * p;
    const qSlope = (leftSlope / power) * sign + 2 * m * q;
    const c2 = (pSlope - qSlope) / 2;
    const c3 = pSlope + qSlope - 2 * (p - q);
    stages[m][i] = ((p + q) / 2 - c2 / 4) / h;
    stages[m + 1][i] = (p - q - c3 / 4) / h;
    stages[m + 2][i] = c2 / h;
    stages[m + 3][i] = c3 / h;
  }
}
