import type { Stepper } from '../stepper/Stepper.js';

/** Numbers held at first; large states get room for fewer steps. */
const FIRST_LENGTH = 2 ** 16;

/** The accepted steps of an integration, flat and growing by doubling: what dense output and adjoints read. */
export class StepRecord {
  /** Number of steps N. */
  count = 0;
  /** [N + 1] ends of the steps. */
  times: Float64Array;
  /** [N] signed sizes: times[m + 1] − times[m] up to rounding. */
  sizes: Float64Array;
  /** [(N + 1)·n] states at `times`. */
  states: Float64Array;
  /** [N·R·n] stage derivatives, or empty once there were too many to keep. */
  stages: Float64Array;
  /** Whether `stages` is kept. */
  hasStages: boolean;
  /** Whether an event may have changed the state or the parameters between steps, or cut one short. */
  hasJumps = false;
  /** Whether a step was made otherwise than by the tableau of the algorithm. */
  isOffTableau = false;
  /** Steps of an earlier part of the integration, whose state had another length. */
  earlier: StepRecord | undefined;
  private capacity: number;

  /**
   * @param rows  stage derivatives kept a step, R; 0 to keep none
   * @param stageLimit  number of doubles beyond which stages are dropped, and recomputed by whoever needs them
   */
  constructor(
    readonly n: number,
    readonly rows: number,
    t0: number,
    u0: Float64Array,
    private readonly stageLimit: number = Infinity,
  ) {
    const capacity = Math.max(1, Math.min(32, Math.floor(FIRST_LENGTH / ((rows + 1) * n))));
    this.capacity = capacity;
    this.times = new Float64Array(capacity + 1);
    this.sizes = new Float64Array(capacity);
    this.states = new Float64Array((capacity + 1) * n);
    this.hasStages = rows > 0 && capacity * rows * n <= stageLimit;
    this.stages = new Float64Array(this.hasStages ? capacity * rows * n : 0);
    this.times[0] = t0;
    this.states.set(u0);
  }

  /** Records the step of size h that the stepper has finished and not yet shifted. */
  add(stepper: Pick<Stepper, 'next' | 'stages' | 'isOffTableau'>, h: number, tNew: number): void {
    if (this.count === this.capacity) this.grow();
    const { n, rows, count } = this;
    this.sizes[count] = h;
    this.times[count + 1] = tNew;
    if (stepper.isOffTableau === true) this.isOffTableau = true;
    const { next, stages: k } = stepper;
    const { states, stages } = this;
    let at = (count + 1) * n;
    for (let j = 0; j < n; j++) states[at + j] = next[j];
    if (this.hasStages) {
      at = count * rows * n;
      for (let i = 0; i < rows; i++, at += n) {
        const row = k[i];
        for (let j = 0; j < n; j++) stages[at + j] = row[j];
      }
    }
    this.count = count + 1;
  }

  /**
   * Records that the state jumped at t, by a step of size 0 from what it was to u.
   *
   * Dense output at t gives what it was before.
   */
  addJump(t: number, u: Float64Array): void {
    if (this.count === this.capacity) this.grow();
    const { n, rows, count } = this;
    this.sizes[count] = 0;
    this.times[count + 1] = t;
    this.states.set(u, (count + 1) * n);
    if (this.hasStages) this.stages.fill(0, count * rows * n, (count + 1) * rows * n);
    this.count = count + 1;
    this.hasJumps = true;
  }

  private grow(): void {
    const { n, rows } = this;
    const capacity = 2 * this.capacity;
    this.times = grown(this.times, capacity + 1);
    this.sizes = grown(this.sizes, capacity);
    this.states = grown(this.states, (capacity + 1) * n);
    if (this.hasStages && capacity * rows * n > this.stageLimit) {
      this.hasStages = false;
      this.stages = new Float64Array(0);
    }
    if (this.hasStages) this.stages = grown(this.stages, capacity * rows * n);
    this.capacity = capacity;
  }
}

/** A longer copy of `values`. */
export function grown(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(values);
  return longer;
}
