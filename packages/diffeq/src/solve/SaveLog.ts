import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import { combineStages } from '../stepper/combineStages.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { StepRecord } from './StepRecord.js';
import { grown } from './StepRecord.js';

/** The saved points of an integration, and where in which step each lies. */
export interface SavedPoints {
  /** Number of points. */
  readonly count: number;
  /** Numbers saved of a state. */
  readonly width: number;
  /** [count] or longer, as are the others. */
  readonly times: Float64Array;
  /** [count·n] */
  readonly states: Float64Array;
  /** [count] index of the step that holds the point. */
  readonly steps: Float64Array;
  /** [count] position in the step, 0 at its start, 1 at its end; strictly between, the point is interpolated. */
  readonly thetas: Float64Array;
}

/** The points that a record of all steps holds already. */
export function pointsOfRecord(record: StepRecord, saveStart: boolean, saveEnd: boolean): SavedPoints {
  const { n } = record;
  const from = saveStart ? 0 : 1;
  const to = saveEnd ? record.count + 1 : Math.max(from, record.count);
  const count = to - from;
  const steps = new Float64Array(count);
  const thetas = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const m = from + i;
    steps[i] = m === 0 ? 0 : m - 1;
    thetas[i] = m === 0 ? 0 : 1;
  }
  return {
    count,
    width: n,
    times: record.times.subarray(from, to),
    states: record.states.subarray(from * n, to * n),
    steps,
    thetas,
  };
}

/** Collects points as the steps are accepted. */
export class SaveLog implements SavedPoints {
  count = 0;
  times: Float64Array;
  states: Float64Array;
  steps: Float64Array;
  thetas: Float64Array;
  private capacity: number;
  private cursor = 0;
  private weights: Float64Array | undefined = undefined;
  private point: Float64Array | undefined = undefined;

  /** How many numbers are saved of a state. */
  readonly width: number;

  /**
   * @param n  length of the state
   * @param wanted  times to save at, in the order of integration; undefined for the end of every step
   * @param components  which components are saved; undefined for all
   */
  constructor(
    n: number,
    private readonly interpolant: StageInterpolant,
    private wanted: Float64Array | undefined,
    private readonly components: Int32Array | undefined,
  ) {
    this.width = components?.length ?? n;
    this.capacity = wanted === undefined ? 32 : Math.max(1, wanted.length);
    this.times = new Float64Array(this.capacity);
    this.steps = new Float64Array(this.capacity);
    this.thetas = new Float64Array(this.capacity);
    this.states = new Float64Array(this.capacity * this.width);
  }

  /** Saves the initial state, as often as it is wanted. */
  start(t0: number, u0: Float64Array, saveStart: boolean): void {
    const { wanted } = this;
    if (wanted === undefined) {
      if (saveStart) this.push(t0, u0, 0, 0);
      return;
    }
    while (this.cursor < wanted.length && wanted[this.cursor] === t0) {
      this.push(t0, u0, 0, 0);
      this.cursor++;
    }
  }

  /** Saves what is wanted of the step number `step` of size h from t to tNew. */
  accepted(stepper: Stepper, step: number, t: number, h: number, tNew: number): void {
    const { wanted } = this;
    if (wanted === undefined) {
      this.push(tNew, stepper.next, step, 1);
      return;
    }
    while (this.cursor < wanted.length) {
      const time = wanted[this.cursor];
      if (time === tNew) {
        this.push(time, stepper.next, step, 1);
      } else if ((time - tNew) * h < 0) {
        const theta = (time - t) / h;
        const weights = (this.weights ??= new Float64Array(this.interpolant.rows));
        const point = (this.point ??= new Float64Array(stepper.n));
        interpolationWeights(this.interpolant, theta, weights);
        combineStages(point, stepper.u, stepper.stages, weights, 0, weights.length, h);
        this.push(time, point, step, theta);
      } else {
        return;
      }
      this.cursor++;
    }
  }

  /** Whether the accepted step holds a wanted time before its end, which its rows are needed for. */
  readsRows(h: number, tNew: number): boolean {
    const { wanted, cursor } = this;
    return wanted !== undefined && cursor < wanted.length && (wanted[cursor] - tNew) * h < 0;
  }

  /** Saves a point out of turn, unless it is the last one. */
  savePoint(t: number, u: Float64Array, step: number, theta: number): void {
    const { count } = this;
    if (count > 0 && this.times[count - 1] === t && this.isLast(u)) return;
    this.push(t, u, step, theta);
  }

  /** Adds a time to save at, later than what was integrated. */
  want(t: number, direction: number): void {
    const { wanted, cursor } = this;
    if (wanted === undefined) return;
    let at = cursor;
    while (at < wanted.length && (wanted[at] - t) * direction < 0) at++;
    if (wanted[at] === t) return;
    this.wanted = Float64Array.from([...wanted.subarray(0, at), t, ...wanted.subarray(at)]);
  }

  /** Goes on where the log of an earlier part stopped. */
  continue(earlier: SaveLog): void {
    this.cursor = earlier.cursor;
    this.wanted = earlier.wanted;
  }

  /** The points but for the last. */
  exceptLast(): SavedPoints {
    const { count, width, times, states, steps, thetas } = this;
    return { count: count - 1, width, times, states, steps, thetas };
  }

  /** Takes back the last point. */
  dropLast(): void {
    this.count--;
  }

  private isLast(u: Float64Array): boolean {
    const { width, count, components, states } = this;
    for (let j = 0, at = (count - 1) * width; j < width; j++, at++) {
      if (states[at] !== u[components === undefined ? j : components[j]]) return false;
    }
    return true;
  }

  private push(t: number, u: Float64Array, step: number, theta: number): void {
    const { width, count, components } = this;
    if (count === this.capacity) this.grow();
    this.times[count] = t;
    this.steps[count] = step;
    this.thetas[count] = theta;
    const { states } = this;
    const at = count * width;
    if (components === undefined) for (let j = 0; j < width; j++) states[at + j] = u[j];
    else for (let j = 0; j < width; j++) states[at + j] = u[components[j]];
    this.count = count + 1;
  }

  private grow(): void {
    this.capacity *= 2;
    this.times = grown(this.times, this.capacity);
    this.steps = grown(this.steps, this.capacity);
    this.thetas = grown(this.thetas, this.capacity);
    this.states = grown(this.states, this.capacity * this.width);
  }
}
