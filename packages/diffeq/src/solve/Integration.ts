import type { ControllerState } from '../controller/Controller.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { ResolvedOptions } from './SolveOptions.js';
import type { ReturnCode } from './ReturnCode.js';

/** What the step size is multiplied by where an iteration did not converge. */
const SHORTENED = 0.25;

/** What looks on as steps are accepted; called between `finish` and `shift` of the stepper. */
export interface StepObserver {
  accepted(stepper: Stepper, t: number, h: number, tNew: number): void;
}

/** The options that the loop itself reads. */
export type LoopOptions = Pick<
  ResolvedOptions,
  'rtol' | 'atol' | 'dtmin' | 'dtmax' | 'maxSteps' | 'adaptive' | 'controller'
>;

/** A step may be stretched by this share to land on the end of the span instead of leaving a sliver. */
const STRETCH = 1.01;
/** The same for fixed steps, where only rounding is made up for. */
const STRETCH_FIXED = 1 + 1e-9;

/**
 * The loop of every solver: attempt, estimate, accept or reject. It stands at (`t`, `stepper.u`) and can be sent on from one
 * end time to the next; between, the state may be changed if `stepper.restart(t)` follows.
 */
export class Integration {
  accepted = 0;
  rejected = 0;
  private readonly control: ControllerState;

  /**
   * @param t  where it starts; `stepper.restart(t)` has been called
   * @param dt  size of the first step, positive
   */
  constructor(
    readonly stepper: Stepper,
    private readonly options: LoopOptions,
    public t: number,
    public dt: number,
    order: number,
  ) {
    this.control = options.controller.init(order);
  }

  /** Integrates to `tEnd`. Allocates nothing; the observer may. */
  advance(tEnd: number, observer: StepObserver | undefined): ReturnCode {
    const { stepper, options, control } = this;
    const { rtol, atol, dtmin, dtmax, adaptive, controller } = options;
    const direction = tEnd < this.t ? -1 : 1;
    const stretch = adaptive ? STRETCH : STRETCH_FIXED;
    let stepsLeft = options.maxSteps - this.accepted - this.rejected;
    let t = this.t;
    let dt = this.dt;
    let finite = true;
    let code: ReturnCode = 'Success';
    while (t !== tEnd) {
      if (stepsLeft-- <= 0) {
        code = 'MaxSteps';
        break;
      }
      const last = (t + direction * dt * stretch - tEnd) * direction >= 0;
      if (!last && (dt < dtmin || dt <= 4 * Number.EPSILON * Math.abs(t) || dt < Number.MIN_VALUE * 1e16)) {
        code = finite ? 'DtLessThanMin' : 'Unstable';
        break;
      }
      const h = last ? tEnd - t : direction * dt;
      if (!stepper.attempt(t, h)) {
        if (!adaptive) {
          code = 'ConvergenceFailure';
          break;
        }
        this.rejected++;
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
          this.rejected++;
          finite = errorNorm < Infinity;
          dt = Math.abs(h) * factor;
          continue;
        }
      } else if (!isFinite(stepper.next)) {
        code = 'Unstable';
        break;
      }
      const tNew = last ? tEnd : t + h;
      this.accepted++;
      stepper.finish(tNew);
      if (observer !== undefined) observer.accepted(stepper, t, h, tNew);
      stepper.shift();
      t = tNew;
      if (adaptive) {
        const proposed = Math.abs(h) * factor;
        dt = last && proposed < dt ? dt : proposed < dtmax ? proposed : dtmax; // a step cut short says nothing against dt
      }
    }
    this.t = t;
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
