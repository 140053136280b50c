import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import { implicitAlgorithm } from '../algorithm/ImplicitOptions.js';
import type { RadauOptions } from '../algorithm/RadauOptions.js';
import { PredictiveController } from '../controller/PredictiveController.js';
import { powerRows } from '../interpolation/powerRows.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import { CollocationNewton } from '../nonlinear/CollocationNewton.js';
import { HigherIndex } from '../nonlinear/HigherIndex.js';
import { StartSlope } from '../nonlinear/StartSlope.js';
import type { System } from '../problem/System.js';
import type { RadauTableau } from '../tableau/radauTableau.js';
import { CollocationPolynomial } from './CollocationPolynomial.js';
import { RadauOrder } from './RadauOrder.js';
import type { Stepper } from './Stepper.js';
import type { ErrorNorm } from './ErrorNorm.js';
import { scaledNorm } from './scaledNorm.js';

/**
 * The algorithms that step with Radau IIA methods, by their options: with one, or with the one of several whose order suits. Dense output is the
 * collocation polynomial, of order s.
 *
 * @param tableaus  by number of stages
 */
export function radau(
  name: string,
  tableaus: readonly RadauTableau[],
): (options?: RadauOptions) => Algorithm {
  const least = tableaus[0];
  const most = tableaus[tableaus.length - 1];
  const create = (options: RadauOptions): Algorithm => ({
    name,
    order: most.order,
    denseOrder: least.stages,
    adaptive: true,
    anyNorm: true,
    stiff: true,
    massMatrix: 'singular',
    tableau: undefined,
    interpolant: powerRows(most.stages),
    controller: controllerFor(least),
    createStepper: (system, u0, tolerances) =>
      new RadauStepper(name, tableaus, system, u0, tolerances, options),
  });
  return implicitAlgorithm<RadauOptions>(name, create, ['linearSolver', 'index']);
}

/** Step size control that suits a method: its error estimate goes with h^(s + 1). */
function controllerFor({ stages }: RadauTableau): ReturnType<typeof PredictiveController> {
  return PredictiveController({ exponent: 1 / (stages + 1), steady: 1.2, qmax: 8 });
}

class RadauStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: readonly Float64Array[];
  readonly slope: Float64Array;
  private readonly linear: LinearSystem;
  private readonly newton: CollocationNewton;
  private readonly polynomial: CollocationPolynomial;
  private readonly startSlope: StartSlope | undefined;
  /** f at the start of the step and at its end. */
  private f: Float64Array;
  private fNext: Float64Array;
  private readonly error: Float64Array;
  private readonly work: Float64Array;
  private readonly weighted: Float64Array;
  private t = 0;
  private h = 0;
  /** Whether the next step is the first, or one that was rejected: its error estimate is filtered twice if it is large. */
  private isUncertain = true;
  private tableau: RadauTableau;
  /** Chooses among several methods. */
  private readonly choice: RadauOrder | undefined;
  readonly proposeFactor: ((errorNorm: number) => number) | undefined;

  private readonly higher: HigherIndex | undefined;

  private readonly norm: ErrorNorm;

  constructor(
    name: string,
    private readonly tableaus: readonly RadauTableau[],
    private readonly system: System,
    u0: Float64Array,
    tolerances: StepTolerances,
    { linearSolver: solver, index }: RadauOptions,
  ) {
    this.norm = tolerances.norm;
    const { n, mass } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.f = new Float64Array(n);
    this.fNext = new Float64Array(n);
    this.error = new Float64Array(n);
    this.work = new Float64Array(n);
    this.weighted = new Float64Array(n);
    const createSystem = (): LinearSystem => linearSystem(system, { solver, tolerances });
    this.linear = createSystem();
    this.higher = index && new HigherIndex(index, n, name);
    this.newton = new CollocationNewton(tableaus, system, this.linear, createSystem, tolerances, this.higher);
    this.tableau = tableaus[0];
    this.polynomial = new CollocationPolynomial(tableaus[tableaus.length - 1].stages, n);
    const choice = tableaus.length > 1 ? new RadauOrder(tableaus.map(controllerFor)) : undefined;
    this.choice = choice;
    this.proposeFactor = choice && ((errorNorm) => choice.proposeFactor(errorNorm));
    this.stages = this.polynomial.rows;
    this.startSlope = mass && new StartSlope(mass, this.linear);
    this.slope = new Float64Array(n);
  }

  restart(t: number): void {
    const { system, newton, polynomial, slope, u } = this;
    newton.matrix.forget();
    polynomial.forget();
    this.isUncertain = true;
    this.choice?.restart();
    this.followChoice();
    system.evaluate(this.f, u, t);
    slope.set(this.f);
    if (this.higher === undefined) this.startSlope?.solve(u, t, slope);
    else this.higher.clear(slope);
  }

  attempt(t: number, h: number): boolean {
    const { newton, u, f, system } = this;
    this.t = t;
    if (newton.begin(u, t, h, f) && this.iterate(t, h)) return true;
    if (newton.matrix.refresh(u, t, h, f) && this.iterate(t, h)) return true;
    newton.matrix.discard();
    system.stats.nnewtonfail++;
    this.isUncertain = true;
    this.choice?.failed();
    this.followChoice();
    return false;
  }

  /** Goes over to the method that was chosen. */
  private followChoice(): void {
    const { choice, tableaus, newton } = this;
    if (choice === undefined || tableaus[choice.index] === this.tableau) return;
    this.tableau = tableaus[choice.index];
    newton.choose(choice.index);
  }

  private iterate(t: number, h: number): boolean {
    const { newton, polynomial, u, next, n, tableau } = this;
    const { z } = newton;
    polynomial.predict(tableau, z, h);
    if (!newton.solve(u, t, h)) return false;
    for (let j = 0, at = (tableau.stages - 1) * n; j < n; j++, at++) next[j] = u[j] + z[at];
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { f, work, u, error, system } = this;
    this.h = h;
    this.weighIncrements(h);
    let norm = this.filteredNorm(f, atol, rtol);
    if (norm >= 1 && this.isUncertain) {
      for (let j = 0; j < u.length; j++) work[j] = u[j] + error[j];
      system.evaluate(this.fNext, work, this.t);
      norm = this.filteredNorm(this.fNext, atol, rtol);
    }
    if (!(norm <= 1)) this.isUncertain = true;
    return norm;
  }

  /** M Σ e_i z_i / h */
  private weighIncrements(h: number): void {
    const { newton, tableau, weighted, work, system, linear, n } = this;
    const { errorWeights, stages } = tableau;
    const { z } = newton;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0, at = j; i < stages; i++, at += n) sum += errorWeights[i] * z[at];
      weighted[j] = sum / h;
    }
    if (system.mass === undefined) return;
    linear.multiplyMass(weighted, work);
    weighted.set(work);
  }

  /** The norm of (γ/h M − J)⁻¹ (f + M Σ e_i z_i / h), which goes to `error`. */
  private filteredNorm(f: Float64Array, atol: Float64Array, rtol: number): number {
    const { error, weighted, linear, u, next, higher, work } = this;
    for (let j = 0; j < error.length; j++) error[j] = f[j] + weighted[j];
    if (!linear.solve(error)) return Infinity;
    if (higher === undefined) return scaledNorm(error, u, next, atol, rtol, this.norm);
    work.set(error);
    higher.scale(work, this.h);
    return scaledNorm(work, u, next, atol, rtol, this.norm);
  }

  finish(tNew: number): void {
    const { system, newton, polynomial, fNext, next, tableau, choice } = this;
    const h = tNew - this.t;
    polynomial.take(tableau, newton.z, h);
    newton.accepted();
    choice?.accepted(h, newton.rate);
    this.followChoice();
    system.evaluate(fNext, next, tNew);
    this.isUncertain = false;
  }

  shift(): void {
    const { u, f } = this;
    this.u = this.next;
    this.next = u;
    this.f = this.fNext;
    this.fNext = f;
  }
}
