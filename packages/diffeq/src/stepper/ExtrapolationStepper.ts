import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import type { System } from '../problem/System.js';
import { HermiteStepper } from './HermiteStepper.js';
import { scaledNorm } from './scaledNorm.js';

/** A basic method whose results of n steps have an error in powers of 1/n, or of 1/n². */
export interface BasicMethod {
  /** Numbers of steps n_j, rising; one more than columns are used. */
  readonly sequence: readonly number[];
  /** 2 for expansions in 1/n², else 1. */
  readonly power: 1 | 2;
  /** Work of the first j columns, in evaluations of f. */
  readonly work: readonly number[];
}

const SAFETY = 0.94;
const AIM = 0.65;
/** Bounds of a step size ratio, to the power of the order. */
const SHRINK = 0.02;
const GROW = 4;
/** A column less, or more, pays if work per unit of time falls to this share. */
const FEWER = 0.8;
const MORE = 0.9;
/** Steps in a row with the same number of columns after which one more is tried: work may fall again behind a rise. */
const STEADY = 8;
/** What the step size is multiplied by if errors grow from column to column. */
const DIVERGED = 0.5;

/**
 * Extrapolation of a basic method to n = ∞, its number of columns and its step size chosen for the least work per unit of time.
 *
 * Row j is T_j1, the result of n_j steps, and T_jk = T_j,k−1 + (T_j,k−1 − T_j−1,k−1)/((n_j/n_(j−k+1))^p − 1); T_kk − T_k,k−1 estimates the
 * error of T_kk, and the step ends in row k − 1, k or k + 1 if k rows are aimed at.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.9; P. Deuflhard, Numerische Mathematik 41,
 * 1983, pp. 399–422.
 */
export abstract class ExtrapolationStepper extends HermiteStepper {
  /** The last row of the table, T_j1 first. */
  private readonly row: Float64Array[];
  private readonly before: Float64Array;
  /** Of each number of columns: the step size it asks for next, and its work per unit of time. */
  private readonly sizes: Float64Array;
  private readonly works: Float64Array;
  private readonly most: number;
  /** Columns that are aimed at, and that the present step ended with. */
  private target: number;
  protected columns = 0;
  private lastError = 0;
  private nextSize = 0;
  private isFirst = true;
  private wasRejected = false;
  private steady = 0;
  private isProbing = false;
  private hasDiverged = false;
  private h = 0;

  constructor(
    protected readonly basic: BasicMethod,
    options: ExtrapolationOptions,
    system: System,
    u0: Float64Array,
    private readonly tolerances: StepTolerances,
    rows?: number,
  ) {
    super(system, u0, rows);
    this.most = Math.min(options.maxColumns ?? basic.sequence.length - 1, basic.sequence.length - 1);
    this.row = Array.from({ length: this.most + 1 }, () => new Float64Array(this.n));
    this.before = new Float64Array(this.n);
    this.sizes = new Float64Array(this.most + 2);
    this.works = new Float64Array(this.most + 2);
    const digits = Math.floor(-Math.log10(tolerances.rtol + 1e-40) * 0.6 + 1.5);
    this.target = Math.max(
      2,
      Math.min(options.columns ?? digits, this.most - (options.columns === undefined ? 1 : 0)),
    );
  }

  override restart(t: number): void {
    super.restart(t);
    this.isFirst = true;
    this.wasRejected = false;
  }

  attempt(t: number, h: number): boolean {
    this.h = Math.abs(h);
    this.hasDiverged = false;
    this.columns = 0;
    if (!this.begin(t, h)) return false;
    if (!this.tolerances.adaptive) {
      for (let j = 1; j <= this.target; j++) if (!this.addRow(t, h, j)) return false;
    } else if (!this.search(t, h)) {
      return false;
    }
    const result = this.row[this.columns - 1];
    for (let j = 0; j < this.n; j++) this.next[j] = result[j];
    return true;
  }

  /** What a step needs before its rows. */
  protected abstract begin(t: number, h: number): boolean;

  /** Writes the result of n_j steps of size h/n_j from (u, t); false if an equation could not be solved. */
  protected abstract basicStep(out: Float64Array, t: number, h: number, j: number): boolean;

  /** Adds rows until one is good enough, or there is no hope of it; false if an equation could not be solved. */
  private search(t: number, h: number): boolean {
    const { sequence } = this.basic;
    const k = this.target;
    const everyRow = this.isFirst || this.wasRejected;
    for (let j = 1; j <= k + 1 && j <= this.most; j++) {
      if (!this.addRow(t, h, j)) return false;
      if (this.hasDiverged) return true;
      if (j < 2) continue;
      const error = this.lastError;
      const enough = this.isProbing ? k : this.isFirst ? 2 : k - 1;
      if (error <= 1 && j >= enough) return true;
      // The rows that may still come cannot make up for an error as large as this.
      if (j === k - 1 && !everyRow && error > this.hope(sequence[k] * sequence[k - 1])) return true;
      if (j === k && error > this.hope(sequence[k] * sequence[0])) return true;
    }
    return true;
  }

  private hope(product: number): number {
    const { sequence, power } = this.basic;
    return Math.pow(product / (sequence[0] * sequence[0]), power);
  }

  private addRow(t: number, h: number, j: number): boolean {
    const { row, before, n } = this;
    const { sequence, power, work } = this.basic;
    // The row above is shifted along as the new one is built: row[i] turns from T_(j−1),(i+1) into T_j,(i+1).
    const free = before;
    const first = row[0];
    for (let i = 0; i < n; i++) free[i] = first[i];
    if (!this.basicStep(first, t, h, j - 1)) return false;
    for (let k = 1; k < j; k++) {
      const ratio = Math.pow(sequence[j - 1] / sequence[j - 1 - k], power) - 1;
      const better = row[k];
      const last = row[k - 1];
      for (let i = 0; i < n; i++) {
        const above = better[i];
        better[i] = last[i] + (last[i] - free[i]) / ratio;
        free[i] = above;
      }
    }
    this.columns = j;
    if (j === 1) return true;
    this.judge(j);
    this.works[j] = work[j - 1] / this.sizes[j];
    return true;
  }

  /** The error of T_jj, and the step size that it asks for. */
  private judge(j: number): void {
    const { row, error, u, n, tolerances } = this;
    for (let i = 0; i < n; i++) error[i] = row[j - 1][i] - row[j - 2][i];
    const { atol, rtol } = tolerances;
    const norm = scaledNorm(error, u, row[0], atol, rtol, undefined);
    this.hasDiverged = !(norm < Infinity) || (j > 2 && norm >= Math.max(4 * this.lastError, 1));
    this.lastError = norm;
    const exponent = 1 / (this.basic.power * j - (this.basic.power - 1));
    const least = Math.pow(SHRINK, exponent);
    const factor = SAFETY * Math.pow(AIM / norm, exponent);
    this.sizes[j] = this.h * Math.max(least / GROW, Math.min(factor, 1 / least));
  }

  override errorNorm(): number {
    return this.hasDiverged ? Math.max(this.lastError, 2) : this.lastError;
  }

  proposeFactor(errorNorm: number): number {
    if (errorNorm <= 1) this.chooseAfterAccepted();
    else this.chooseAfterRejected();
    return this.nextSize / this.h;
  }

  private chooseAfterRejected(): void {
    const { columns, works, most } = this;
    this.wasRejected = true;
    this.isProbing = false;
    if (this.hasDiverged) {
      this.nextSize = DIVERGED * this.h;
      return;
    }
    let k = Math.max(2, Math.min(this.target, columns, most - 1));
    if (k > 2 && works[k - 1] < FEWER * works[k]) k--;
    this.target = k;
    this.nextSize = Math.min(this.sizes[k], 0.9 * this.h);
  }

  private chooseAfterAccepted(): void {
    const { columns: c, works, sizes, most, h } = this;
    const { work } = this.basic;
    const optimal = Math.min(this.optimalColumns(), most);
    if (this.wasRejected) {
      this.target = Math.max(2, Math.min(optimal, c));
      this.nextSize = Math.min(h, sizes[this.target]);
    } else {
      if (optimal <= c) this.nextSize = sizes[optimal];
      else if (c < this.target && works[c] < MORE * works[c - 1]) {
        this.nextSize = (sizes[c] * work[Math.min(optimal, most - 1)]) / work[c - 1];
      } else this.nextSize = (sizes[c] * work[optimal - 1]) / work[c - 1];
      this.steady = optimal === this.target ? this.steady + 1 : 0;
      this.isProbing = this.steady >= STEADY && optimal < most - 1;
      if (this.isProbing) this.steady = 0;
      this.target = this.isProbing ? optimal + 1 : optimal;
    }
    this.isFirst = false;
    this.wasRejected = false;
  }

  private optimalColumns(): number {
    const { columns: c, works, most } = this;
    const highest = Math.max(2, most - 1);
    if (c === 2) return this.wasRejected ? 2 : Math.min(3, highest);
    if (c <= this.target) {
      if (works[c - 1] < FEWER * works[c]) return c - 1;
      return works[c] < MORE * works[c - 1] ? Math.min(c + 1, highest) : c;
    }
    let k = c - 1;
    if (c > 3 && works[c - 2] < FEWER * works[c - 1]) k = c - 2;
    return works[c] < MORE * works[k] ? Math.min(c, highest) : k;
  }

  /** Extrapolates vectors that stand in the rows `first` to `columns`; leaves the best in the last. */
  protected extrapolate(rows: readonly Float64Array[], first: number, columns: number): void {
    const { sequence, power } = this.basic;
    for (let q = 1; q <= columns - first; q++) {
      for (let j = columns; j >= first + q; j--) {
        const ratio = Math.pow(sequence[j - 1] / sequence[j - 1 - q], power) - 1;
        const row = rows[j - 1];
        const above = rows[j - 2];
        for (let i = 0; i < row.length; i++) row[i] += (row[i] - above[i]) / ratio;
      }
    }
  }
}
