import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { combineStages } from '../stepper/combineStages.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { ContinuousEvent } from './Callback.js';
import { findRoot } from './findRoot.js';

/** How the detector evaluates an event: at a flat state, as the user sees it. */
export type EvaluateEvent = (
  event: ContinuousEvent,
  out: Float64Array,
  at: number,
  u: Float64Array,
  t: number,
) => void;

/** The first of these places within a step is looked at right after an event, since the condition that fired is 0 at the start. */
const SOONEST = 1e-12;

/** A condition that has just passed through 0. */
export interface Passage {
  readonly event: ContinuousEvent;
  /** Which condition of the event. */
  readonly index: number;
  /** Its place among all conditions. */
  readonly place: number;
  readonly upwards: boolean;
}

/**
 * Finds the first time within an accepted step at which conditions pass through 0.
 *
 * A condition has a side (its sign) from the start of the step on; one that is 0 there, as after an event, takes the side of the
 * first place at which it is not.
 */
export class EventDetector {
  /** Position of the passage in the step, after `find`. */
  theta = 1;
  /** State there, [n]. */
  readonly state: Float64Array;
  /** What passed there, in the order of events and conditions. */
  readonly passages: Passage[] = [];
  private readonly places: Omit<Passage, 'upwards'>[] = [];
  private readonly values: Float64Array;
  private readonly ahead: Float64Array;
  private readonly sides: Int8Array;
  /** Where in the step each condition passes, of those that do between two places. */
  private readonly roots: Float64Array;
  /** When each condition last passed upwards and downwards, at 2·i and 2·i + 1. */
  private readonly passed: Float64Array;
  private readonly points: number;
  private readonly weights: Float64Array;
  /** Whether some condition was 0 at the start of the step. */
  private startsAtZero = true;

  /** @throws nothing; conditions that are not finite are told by `begin` and `find` */
  constructor(
    private readonly events: readonly ContinuousEvent[],
    private readonly interpolant: StageInterpolant,
    n: number,
    private readonly evaluate: EvaluateEvent,
  ) {
    for (const event of events) {
      for (let index = 0; index < event.length; index++)
        this.places.push({ event, index, place: this.places.length });
    }
    const { length } = this.places;
    this.values = new Float64Array(length);
    this.ahead = new Float64Array(length);
    this.sides = new Int8Array(length);
    this.roots = new Float64Array(length);
    this.passed = new Float64Array(2 * length).fill(NaN);
    this.points = events.reduce((most, { interpPoints }) => Math.max(most, interpPoints), 0);
    this.weights = new Float64Array(interpolant.rows);
    this.state = new Float64Array(n);
  }

  /** Takes the sides at (u, t), where no step has begun; false if a condition is not finite. */
  begin(u: Float64Array, t: number): boolean {
    this.evaluateAll(this.values, u, t);
    this.takeSides();
    return this.values.every(Number.isFinite);
  }

  /** Makes conditions start from 0, which have just passed. */
  settle(places: readonly Passage[]): void {
    for (const { place } of places) this.sides[place] = 0;
    this.startsAtZero = true;
  }

  /**
   * Looks for passages in the step from (stepper.u, t) to (stepper.next, tNew), whose rows are complete.
   *
   * @returns 'none', 'found' with `theta`, `state` and `passages`, or 'not finite'
   */
  find(stepper: Stepper, t: number, h: number, tNew: number): 'none' | 'found' | 'not finite' {
    let low = 0;
    const first = this.startsAtZero
      ? Math.max(SOONEST, (64 * Number.EPSILON * Math.abs(t)) / Math.abs(h))
      : 1;
    for (let soon = first; soon < 0.1 / (this.points + 1); soon *= 10) {
      const outcome = this.lookAt(stepper, t, h, low, soon);
      if (outcome !== 'none') return outcome;
      low = soon;
    }
    const { points } = this;
    for (let i = 1; i <= points; i++) {
      const theta = i / (points + 1);
      const outcome = this.lookAt(stepper, t, h, low, theta);
      if (outcome !== 'none') return outcome;
      low = theta;
    }
    const outcome = this.lookAt(stepper, t, h, low, 1, tNew);
    if (outcome === 'none') this.startsAtZero = this.sides.includes(0);
    return outcome;
  }

  /** Looks for passages between two places of the step. */
  private lookAt(
    stepper: Stepper,
    t: number,
    h: number,
    low: number,
    high: number,
    tHigh = t + high * h,
  ): 'none' | 'found' | 'not finite' {
    const { ahead, values, sides, places } = this;
    this.evaluateAll(ahead, this.stateAt(stepper, h, high), tHigh);
    let earliest = Infinity;
    for (let i = 0; i < places.length; i++) {
      const value = ahead[i];
      if (!Number.isFinite(value)) return 'not finite';
      this.roots[i] = Infinity;
      if (!this.passes(i, value)) continue;
      const root = this.rootOf(i, stepper, t, h, low, high, value);
      if (Number.isNaN(root)) return 'not finite';
      if (this.isEcho(i, t + root * h, t, h)) continue;
      this.roots[i] = root;
      if (root < earliest) earliest = root;
    }
    if (earliest < Infinity) {
      this.collect(stepper, t, h, earliest);
      return 'found';
    }
    for (let i = 0; i < places.length; i++) {
      if (ahead[i] !== 0) sides[i] = ahead[i] > 0 ? 1 : -1;
    }
    values.set(ahead);
    return 'none';
  }

  /** Whether a condition on its side passes in a direction that counts, if it has this value later. */
  private passes(i: number, value: number): boolean {
    const side = this.sides[i];
    const { event } = this.places[i];
    if (side < 0) return event.upwards && value >= 0;
    return side > 0 && event.downwards && value <= 0;
  }

  /** Whether a passage is the last one of its condition once more, set apart from it by rounding only. */
  private isEcho(i: number, time: number, t: number, h: number): boolean {
    const last = this.passed[2 * i + (this.sides[i] < 0 ? 0 : 1)];
    return Math.abs(time - last) <= 1e3 * Number.EPSILON * Math.max(Math.abs(t), Math.abs(h));
  }

  /** The place in [low, high] where a condition passes, on the side that it comes from. */
  private rootOf(
    i: number,
    stepper: Stepper,
    t: number,
    h: number,
    low: number,
    high: number,
    fHigh: number,
  ): number {
    const { event, index } = this.places[i];
    const out = new Float64Array(event.length);
    const f = (theta: number): number => {
      this.evaluate(event, out, 0, this.stateAt(stepper, h, theta), t + theta * h);
      return out[index];
    };
    // The value at `low` may be 0 or rounded to the other side: the side counts.
    const fLow = this.sides[i] * Math.max(Math.abs(this.values[i]), Number.MIN_VALUE);
    const spacing = (2 * Number.EPSILON * Math.max(Math.abs(t), Math.abs(h))) / Math.abs(h);
    return findRoot(f, low, high, fLow, fHigh, Math.min(spacing, (high - low) / 2));
  }

  /** Puts down what passes at the earliest root, and what passes so near that times cannot tell it apart. */
  private collect(stepper: Stepper, t: number, h: number, earliest: number): void {
    const { places, passages, roots } = this;
    const spacing = (16 * Number.EPSILON * Math.max(Math.abs(t), Math.abs(h))) / Math.abs(h);
    passages.length = 0;
    for (let i = 0; i < places.length; i++) {
      if (!(roots[i] <= earliest + spacing)) continue;
      const upwards = this.sides[i] < 0;
      this.passed[2 * i + (upwards ? 0 : 1)] = t + earliest * h;
      passages.push({ ...places[i], upwards });
    }
    this.theta = earliest;
    this.stateAt(stepper, h, earliest);
  }

  private stateAt(stepper: Stepper, h: number, theta: number): Float64Array {
    const { state, weights } = this;
    if (theta === 0 || theta === 1) {
      state.set(theta === 0 ? stepper.u : stepper.next);
      return state;
    }
    interpolationWeights(this.interpolant, theta, weights);
    combineStages(state, stepper.u, stepper.stages, weights, 0, weights.length, h);
    return state;
  }

  private evaluateAll(out: Float64Array, u: Float64Array, t: number): void {
    let at = 0;
    for (const event of this.events) {
      this.evaluate(event, out, at, u, t);
      at += event.length;
    }
  }

  private takeSides(): void {
    const { values, sides } = this;
    for (let i = 0; i < values.length; i++) sides[i] = values[i] > 0 ? 1 : values[i] < 0 ? -1 : 0;
    this.startsAtZero = this.sides.includes(0);
  }
}
