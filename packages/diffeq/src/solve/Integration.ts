import type { ControllerState } from '../controller/Controller.js';
import type { SolveStats } from '../problem/System.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { ResolvedOptions } from './SolveOptions.js';
import type { ReturnCode } from './ReturnCode.js';

/** What looks on as steps are accepted; called between `finish` and `shift` of the stepper. */
export interface StepObserver {
  accepted(stepper: Stepper, t: number, h: number, tNew: number): void;
  /** Whether it will read the rows of the accepted step. */
  readsRows(h: number, tNew: number): boolean;
}

/** The options that the loop itself reads. */
export type LoopOptions = Pick<
  ResolvedOptions,
  'rtol' | 'atol' | 'norm' | 'dtmin' | 'dtmax' | 'maxSteps' | 'adaptive' | 'controller'
>;

/** A step may be stretched by this share to land on the end of the span instead of leaving a sliver. */
const STRETCH = 1.01;
/** The same for fixed steps, where only rounding is made up for. */
const STRETCH_FIXED = 1 + 1e-9;
/** What the step size is multiplied by where an iteration did not converge. */
const SHORTENED = 0.25;
/** What it is multiplied by where the new state is outside of its domain. */
const HALVED = 0.5;

/**
 * The loop of every solver: attempt, estimate, accept or reject. It stands at (`t`, `stepper.u`) and can be sent on from one
 * end time to the next; between, the state may be changed if `stepper.restart(t)` follows.
 */
export class Integration {
  /** Size with sign and end of the step that `step` has accepted, until `commit`. */
  h = 0;
  tNew: number;
  private readonly control: ControllerState;
  /** Fixed steps count their times from here, so that rounding does not add up over them. */
  private anchor = NaN;
  private anchorDt = NaN;
  private fromAnchor = 0;
  /** What a method that finds no acceptable step met last. */
  private trouble: ReturnCode = 'DtLessThanMin';

  /**
   * @param t  where it starts; `stepper.restart(t)` has been called
   * @param dt  size of the first step, positive
   * @param stats  where steps are counted
   * @param isInDomain  whether a state at a time is allowed, or undefined for all
   */
  constructor(
    public stepper: Stepper,
    private readonly options: LoopOptions,
    public t: number,
    public dt: number,
    order: number,
    readonly stats: SolveStats,
    private readonly isInDomain?: (u: Float64Array, t: number) => boolean,
  ) {
    this.tNew = t;
    this.control = options.controller.init(order);
  }

  /** Integrates to `tEnd`. Allocates nothing; the observer may. */
  advance(tEnd: number, observer: StepObserver | undefined): ReturnCode {
    while (this.t !== tEnd) {
      const code = this.step(tEnd);
      if (code !== 'Success') return code;
      if (observer !== undefined) {
        const { stepper, t, h, tNew } = this;
        if (stepper.completeRows !== undefined && observer.readsRows(h, tNew)) stepper.completeRows(t, h);
        observer.accepted(stepper, t, h, tNew);
      }
      this.commit();
    }
    return 'Success';
  }

  /**
   * Attempts steps towards `tEnd` until one is accepted; it is finished, and lies between `t` and `tNew` until `commit`.
   *
   * @returns 'Success' for an accepted step
   */
  step(tEnd: number): ReturnCode {
    const { stepper, options, control, t, stats } = this;
    const { rtol, atol, dtmin, dtmax, adaptive, controller } = options;
    const direction = tEnd < t ? -1 : 1;
    const stretch = adaptive ? STRETCH : STRETCH_FIXED;
    let dt = this.dt;
    this.trouble = 'DtLessThanMin';
    for (;;) {
      if (stats.accepted + stats.rejected >= options.maxSteps) return this.fail('MaxSteps', dt);
      const last = (t + direction * dt * stretch - tEnd) * direction >= 0;
      if (!last && (dt < dtmin || dt <= 4 * Number.EPSILON * Math.abs(t) || dt < Number.MIN_VALUE * 1e16)) {
        return this.fail(this.trouble, dt);
      }
      const h = last ? tEnd - t : direction * dt;
      if (!stepper.attempt(t, h)) {
        if (!adaptive) return this.fail('ConvergenceFailure', dt);
        stats.rejected++;
        this.trouble = 'ConvergenceFailure';
        dt = Math.abs(h) * SHORTENED;
        continue;
      }
      let factor = 1;
      if (adaptive) {
        const errorNorm = stepper.errorNorm(h, atol, rtol);
        let isAccepted: boolean;
        if (stepper.proposeFactor !== undefined) {
          factor = stepper.proposeFactor(errorNorm);
          isAccepted = errorNorm <= 1;
        } else {
          controller.adapt(control, errorNorm);
          factor = control.factor;
          isAccepted = control.accepted;
        }
        if (!isAccepted) {
          stats.rejected++;
          this.trouble = errorNorm < Infinity ? 'DtLessThanMin' : 'Unstable';
          dt = Math.abs(h) * factor;
          continue;
        }
      } else if (!isFinite(stepper.next)) {
        return this.fail('Unstable', dt);
      }
      const tNew = last ? tEnd : adaptive ? t + h : this.nextFixed(t, direction, dt);
      if (this.isInDomain !== undefined && !this.isInDomain(stepper.next, tNew)) {
        if (!adaptive) return this.fail('OutOfDomain', dt);
        stats.rejected++;
        this.trouble = 'OutOfDomain';
        dt = Math.abs(h) * HALVED;
        continue;
      }
      stats.accepted++;
      stepper.finish(tNew);
      this.h = h;
      this.tNew = tNew;
      if (adaptive) {
        const proposed = Math.abs(h) * factor;
        dt = last && proposed < dt ? dt : proposed < dtmax ? proposed : dtmax; // a step cut short says nothing against dt
      }
      this.dt = dt;
      return 'Success';
    }
  }

  /** Makes the end of the accepted step the start of the next. */
  commit(): void {
    this.stepper.shift();
    this.t = this.tNew;
  }

  /** The end of a fixed step of size dt from t. */
  private nextFixed(t: number, direction: number, dt: number): number {
    if (dt !== this.anchorDt || t !== this.anchor + direction * this.fromAnchor * dt) {
      this.anchor = t;
      this.anchorDt = dt;
      this.fromAnchor = 0;
    }
    this.fromAnchor++;
    return this.anchor + direction * this.fromAnchor * dt;
  }

  private fail(code: ReturnCode, dt: number): ReturnCode {
    this.dt = dt;
    return code;
  }
}

function isFinite(u: Float64Array): boolean {
  for (let j = 0; j < u.length; j++) {
    if (!Number.isFinite(u[j])) return false;
  }
  return true;
}
