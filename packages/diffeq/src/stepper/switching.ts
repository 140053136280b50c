import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { Controller, ControllerState } from '../controller/Controller.js';
import { PIController } from '../controller/PIController.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { System } from '../problem/System.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';
import { SpectralRadius } from './SpectralRadius.js';
import type { Stepper } from './Stepper.js';

/** When a switching method switches. */
export interface SwitchSettings {
  /** How long the explicit method is stable along the negative real axis: |λ h| below this. */
  readonly stability: number;
  /** Steps in a row at the bound of stability until it switches to the implicit method. */
  readonly stiffSteps: number;
  /** Steps in a row, well within it, until it switches back. */
  readonly nonstiffSteps: number;
  /** Whether it begins with the implicit method. */
  readonly stiffFirst: boolean;
}

/** Share of the bound of stability at which a step counts as stiff. */
const STIFF_SHARE = 0.9;
/** Share below which a step of the implicit method could have been made by the explicit one. */
const NONSTIFF_SHARE = 0.5;

/** The interpolants of both methods side by side: rows of the one that did not make the step are 0. */
export function sideBySide(a: StageInterpolant, b: StageInterpolant): StageInterpolant {
  const degree = Math.max(a.degree, b.degree);
  const rows = a.rows + b.rows;
  const coefficients = new Float64Array(rows * degree);
  for (const [{ rows: count, degree: own, coefficients: from }, first] of [
    [a, 0],
    [b, a.rows],
  ] as const) {
    for (let i = 0; i < count; i++) {
      for (let q = 0; q < own; q++) coefficients[(first + i) * degree + q] = from[i * own + q];
    }
  }
  return { rows, degree, coefficients };
}

/**
 * Steps with an explicit method until the problem turns stiff, with an implicit one until it no longer is.
 *
 * While explicit, |λ| of the dominating eigenvalue is seen from two stages at the end of the step, as ‖fᵢ − fⱼ‖ / ‖Uᵢ − Uⱼ‖; while implicit,
 * from one step of the power method a step.
 *
 * Reference: L. F. Shampine, Stiffness and nonstiff differential equation solvers, II, ACM Transactions on Mathematical Software 3, 1977,
 * pp. 44–53.
 */
export class SwitchingStepper implements Stepper {
  readonly n: number;
  readonly stages: Float64Array[];
  private readonly explicit: Stepper;
  private implicit: Stepper | undefined = undefined;
  private active: Stepper;
  private readonly zero: Float64Array;
  private readonly watch: StageWatch | undefined;
  private readonly radius: SpectralRadius;
  private controller: Controller;
  private control: ControllerState;
  private h = 0;
  private t = 0;
  /** Steps in a row that speak for a switch. */
  private count = 0;

  constructor(
    private readonly nonstiff: Algorithm,
    private readonly stiff: Algorithm,
    private readonly settings: SwitchSettings,
    private readonly system: System,
    u0: Float64Array,
    private readonly tolerances: StepTolerances,
  ) {
    this.n = system.n;
    this.explicit = nonstiff.createStepper(system, u0, tolerances);
    this.active = settings.stiffFirst ? this.createImplicit(u0) : this.explicit;
    this.zero = new Float64Array(this.n);
    this.stages = [];
    const { tableau } = nonstiff;
    this.watch = tableau === undefined ? undefined : StageWatch.of(tableau);
    this.radius = new SpectralRadius(system);
    this.controller = nonstiff.controller ?? PIController();
    this.control = this.controller.init(nonstiff.order);
    this.activate(this.active);
  }

  get u(): Float64Array {
    return this.active.u;
  }

  get next(): Float64Array {
    return this.active.next;
  }

  get slope(): Float64Array {
    return this.active.slope;
  }

  /** Whether the step was made by the implicit method, whose stages are not those of the tableau. */
  get isOffTableau(): boolean {
    return this.active !== this.explicit;
  }

  restart(t: number): void {
    this.count = 0;
    this.active.restart(t);
  }

  attempt(t: number, h: number): boolean {
    this.h = h;
    this.t = t;
    return this.active.attempt(t, h);
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    return this.active.errorNorm(h, atol, rtol);
  }

  proposeFactor(errorNorm: number): number {
    const { active, controller, control } = this;
    if (active.proposeFactor !== undefined) return active.proposeFactor(errorNorm);
    controller.adapt(control, errorNorm);
    return control.factor;
  }

  finish(tNew: number): void {
    this.active.finish(tNew);
    this.collectRows();
  }

  completeRows(t: number, h: number): void {
    this.active.completeRows?.(t, h);
  }

  shift(): void {
    const { active, explicit, settings, h } = this;
    const isStiffStep = active === explicit ? this.speaksForStiff() : !this.speaksForNonstiff();
    active.shift();
    const wantsSwitch = active === explicit ? isStiffStep : !isStiffStep;
    this.count = wantsSwitch ? this.count + 1 : 0;
    const needed = active === explicit ? settings.stiffSteps : settings.nonstiffSteps;
    if (this.count < needed) return;
    this.switchMethod(this.t + h);
  }

  private speaksForStiff(): boolean {
    const { watch, explicit, h, settings } = this;
    if (watch === undefined) return false;
    return Math.abs(h) * watch.eigenvalue(explicit.stages, h) > STIFF_SHARE * settings.stability;
  }

  private speaksForNonstiff(): boolean {
    const { radius, active, h, settings, t } = this;
    return Math.abs(h) * radius.update(active.next, t + h) < NONSTIFF_SHARE * settings.stability;
  }

  private switchMethod(t: number): void {
    const { active, explicit } = this;
    const other = active === explicit ? (this.implicit ?? this.createImplicit(active.u)) : explicit;
    other.u.set(active.u);
    this.activate(other);
    this.count = 0;
    other.restart(t);
  }

  private createImplicit(u: Float64Array): Stepper {
    this.implicit = this.stiff.createStepper(this.system, u, this.tolerances);
    return this.implicit;
  }

  private activate(stepper: Stepper): void {
    this.active = stepper;
    const algorithm = stepper === this.explicit ? this.nonstiff : this.stiff;
    this.controller = algorithm.controller ?? PIController();
    this.control = this.controller.init(algorithm.order);
    this.radius.reset();
    this.collectRows();
  }

  /** Rows of the method at work, zeros for the other; they are read between `finish` and `shift`. */
  private collectRows(): void {
    const { stages, active, explicit, zero } = this;
    const own = active.stages;
    const first = active === explicit ? 0 : this.nonstiff.interpolant.rows;
    const total = this.nonstiff.interpolant.rows + this.stiff.interpolant.rows;
    for (let i = 0; i < total; i++) stages[i] = i >= first && i - first < own.length ? own[i - first] : zero;
  }
}

/** Sees the dominating eigenvalue from two stages at the end of a step. */
class StageWatch {
  /** Differences of the rows of a, over the stages before. */
  private constructor(
    private readonly later: number,
    private readonly earlier: number,
    private readonly weights: Float64Array,
  ) {}

  /** Undefined if the method has no two stages at one time. */
  static of({ stages, a, b, c, fsal }: ButcherTableau): StageWatch | undefined {
    for (let later = stages - 1; later > 1; later--) {
      for (let earlier = later - 1; earlier > 0; earlier--) {
        if (c[later] !== c[earlier]) continue;
        const isLast = fsal && later === stages - 1;
        const weights = Float64Array.from({ length: later }, (_, i) => {
          const own = isLast ? b[i] : a[later * stages + i];
          return own - (i < earlier ? a[earlier * stages + i] : 0);
        });
        return new StageWatch(later, earlier, weights);
      }
    }
    return undefined;
  }

  eigenvalue(k: readonly Float64Array[], h: number): number {
    const { later, earlier, weights } = this;
    const { length } = k[0];
    let change = 0;
    let distance = 0;
    for (let j = 0; j < length; j++) {
      change += (k[later][j] - k[earlier][j]) ** 2;
      let sum = 0;
      for (let i = 0; i < later; i++) sum += weights[i] * k[i][j];
      distance += sum * sum;
    }
    return distance > 0 ? Math.sqrt(change / distance) / Math.abs(h) : 0;
  }
}
