import type { PredictiveController, PredictiveState } from '../controller/PredictiveController.js';

/** A rate of convergence below which more stages pay, and one beyond which fewer do. */
const FAST = 0.002;
const SLOW = 0.8;
/** Accepted steps between two increases of the order. */
const PATIENCE = 10;
/** The order is raised between steps that differ by no more than these factors. */
const SHORTER = 0.8;
const LONGER = 1.2;

/**
 * The order of a Radau method that chooses it: up where Newton's iteration converges very fast, so that longer steps of more stages would do, down where
 * it hardly converges or fails.
 *
 * Reference: E. Hairer & G. Wanner, Stiff differential equations solved by Radau methods, J. Comput. Appl. Math. 111, 1999, pp. 93–111, §4.
 */
export class RadauOrder {
  /** Which of the methods is chosen. */
  index = 0;
  private readonly states: readonly PredictiveState[];
  private sinceChange = 0;
  private size = 0;

  constructor(private readonly controllers: readonly ReturnType<typeof PredictiveController>[]) {
    this.states = controllers.map((controller) => controller.init(0));
  }

  /** Begins with the lowest order. */
  restart(): void {
    this.change(0);
    this.size = 0;
  }

  /** Takes note of an attempt whose iteration did not converge. */
  failed(): void {
    if (this.index > 0) this.change(this.index - 1);
  }

  /** Takes note of an accepted step. @param rate  of convergence of its iteration */
  accepted(h: number, rate: number): void {
    const { index, controllers, size } = this;
    const ratio = size === 0 ? 0 : h / size;
    this.size = h;
    this.sinceChange++;
    if (rate >= SLOW) this.failed();
    else if (rate <= FAST && index < controllers.length - 1 && this.sinceChange >= PATIENCE) {
      if (ratio >= SHORTER && ratio <= LONGER) this.change(index + 1);
    }
  }

  /** What the step size is multiplied by after a step with this error. */
  proposeFactor(errorNorm: number): number {
    const state = this.states[this.index];
    this.controllers[this.index].adapt(state, errorNorm);
    return state.factor;
  }

  private change(index: number): void {
    this.index = index;
    this.sinceChange = 0;
    const state = this.states[index];
    state.previous = 0;
    state.ratio = 1;
    state.hasRejected = false;
  }
}
