import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { ImplicitOptions } from '../algorithm/ImplicitOptions.js';
import { implicitAlgorithm } from '../algorithm/ImplicitOptions.js';
import { PredictiveController } from '../controller/PredictiveController.js';
import { hermiteRows3, hermiteRows4 } from '../interpolation/hermiteRows.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import { StartSlope } from '../nonlinear/StartSlope.js';
import { StageNewton } from '../nonlinear/StageNewton.js';
import { StagePredictor } from '../nonlinear/StagePredictor.js';
import type { PartialRightHandSide } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { DirkTableau } from '../tableau/dirkTableau.js';
import { addStages } from './addStages.js';
import { combineStages } from './combineStages.js';
import type { Stepper } from './Stepper.js';
import type { ErrorNorm } from './ErrorNorm.js';
import { scaledNorm } from './scaledNorm.js';

/** What a diagonally implicit method is made of. */
export interface DirkMethod {
  readonly tableau: DirkTableau;
  /** Mass matrices it takes; default singular ones if it is stiffly accurate. */
  readonly massMatrix?: 'regular' | 'singular';
}

/**
 * The algorithms that step with a diagonally implicit tableau, by their options; knows no method by name. A tableau with an explicit
 * companion takes the parts of split problems apart. Dense output is a cubic Hermite interpolant, raised to order 4 where the stages allow it.
 */
export function dirk(method: DirkMethod): (options?: ImplicitOptions) => Algorithm {
  const { tableau, massMatrix = tableau.stifflyAccurate ? 'singular' : 'regular' } = method;
  const { name, order, embeddedOrder, quartic, errorWeights, history } = tableau;
  const adaptive = errorWeights !== undefined || history;
  return implicitAlgorithm(name, ({ linearSolver }) => ({
    name,
    order,
    denseOrder: quartic === undefined ? 3 : 4,
    adaptive,
    anyNorm: true,
    stiff: true,
    massMatrix,
    tableau: undefined,
    interpolant: quartic === undefined ? hermiteRows3 : hermiteRows4,
    controller: PredictiveController({ exponent: 1 / (Math.min(order, embeddedOrder) + 1), steady: 1.2 }),
    createStepper: (system, u0, tolerances) => new DirkStepper(tableau, system, u0, tolerances, linearSolver),
  }));
}

class DirkStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  /** Derivatives of the stages, of their implicit part if the problem is split. */
  private readonly k: Float64Array[];
  /** Of their explicit part. */
  private readonly kExplicit: Float64Array[];
  private readonly linear: LinearSystem;
  private readonly newton: StageNewton;
  private readonly predictor: StagePredictor;
  private readonly startSlope: StartSlope | undefined;
  private readonly implicit: PartialRightHandSide;
  private readonly explicit: PartialRightHandSide | undefined;
  private readonly base: Float64Array;
  private readonly z: Float64Array;
  private readonly error: Float64Array;
  private readonly work: Float64Array;
  private readonly mean: Float64Array;
  private readonly quartic: Float64Array;
  /** Derivatives at both ends, of both parts together. */
  private start: Float64Array;
  private end: Float64Array;
  /** Derivative at the start of the step before, of the implicit part, and its size; 0 if there is none. */
  private readonly earlier: Float64Array;
  private earlierSize = 0;
  private size = 0;
  /** Mean derivatives of the last two steps, the latest first, and their sizes, 0 where there is none; for estimates by history. */
  private readonly means: Float64Array[];
  private readonly sizes = new Float64Array(2);

  private readonly norm: ErrorNorm;

  constructor(
    private readonly tableau: DirkTableau,
    private readonly system: System,
    u0: Float64Array,
    tolerances: StepTolerances,
    solver: LinearSolver | undefined,
  ) {
    this.norm = tolerances.norm;
    const { n, parts, stats } = system;
    const { stages, stifflyAccurate, quartic } = tableau;
    const isSplit = parts?.kind === 'split' && tableau.explicit !== undefined;
    const rows = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(n));
    this.n = n;
    this.u = Float64Array.from(u0);
    [this.next, this.base, this.z, this.error, this.work, this.mean, this.quartic, this.earlier] = rows(8);
    this.implicit = isSplit ? parts.implicit : (out, u, t) => system.evaluate(out, u, t);
    this.explicit = isSplit ? parts.explicit : undefined;
    this.linear = linearSystem(system, { solver, of: isSplit ? 'implicit' : 'whole', tolerances });
    this.newton = new StageNewton(
      { linear: this.linear, evaluate: this.implicit, hasMass: system.mass !== undefined, stats },
      tolerances,
    );
    this.startSlope = system.mass && new StartSlope(system.mass, this.linear);
    this.means = tableau.history ? rows(2) : [];
    this.predictor = new StagePredictor(tableau.c);
    const ownEnd = isSplit || !stifflyAccurate;
    this.k = rows(ownEnd ? stages + 1 : stages);
    this.kExplicit = rows(isSplit ? stages + 1 : 0);
    this.start = isSplit ? new Float64Array(n) : this.k[0];
    this.end = isSplit ? new Float64Array(n) : this.k[this.k.length - 1];
    this.stages = [this.start, this.mean, ...(quartic === undefined ? [] : [this.quartic]), this.end];
  }

  get slope(): Float64Array {
    return this.start;
  }

  restart(t: number): void {
    const { u, k, kExplicit, newton, start } = this;
    newton.matrix.forget();
    this.earlierSize = 0;
    this.sizes.fill(0);
    this.implicit(k[0], u, t);
    if (this.explicit !== undefined) {
      this.explicit(kExplicit[0], u, t);
      for (let j = 0; j < u.length; j++) start[j] = k[0][j] + kExplicit[0][j];
    } else {
      this.startSlope?.solve(u, t, k[0]);
    }
  }

  attempt(t: number, h: number): boolean {
    const { newton, tableau, u, system } = this;
    const gammaH = tableau.gamma * h;
    if (newton.begin(u, t, gammaH) && this.solveStages(t, h)) return true;
    if (newton.matrix.refresh(u, t, gammaH) && this.solveStages(t, h)) return true;
    newton.matrix.discard();
    system.stats.nnewtonfail++;
    return false;
  }

  private solveStages(t: number, h: number): boolean {
    const { tableau, newton, u, next, k, kExplicit, base, z, work, explicit } = this;
    const { stages, a, b, c, gamma, stifflyAccurate } = tableau;
    const gammaH = gamma * h;
    const n = u.length;
    this.size = h;
    this.predictor.prepare(this.earlierSize / h);
    for (let i = 1; i < stages; i++) {
      combineStages(base, u, k, a, i * stages, i, h);
      if (explicit !== undefined) addStages(base, kExplicit, tableau.explicit!, i * stages, i, h);
      this.guess(i, gammaH);
      if (!newton.solve(z, base, t + c[i] * h, gammaH)) return false;
      const slope = k[i];
      for (let j = 0; j < n; j++) slope[j] = z[j] / gammaH;
      if (explicit !== undefined) {
        for (let j = 0; j < n; j++) work[j] = base[j] + z[j];
        explicit(kExplicit[i], work, t + c[i] * h);
      }
    }
    if (explicit === undefined && stifflyAccurate) {
      for (let j = 0; j < n; j++) next[j] = base[j] + z[j];
      return true;
    }
    combineStages(next, u, k, b, 0, stages, h);
    if (explicit !== undefined) addStages(next, kExplicit, b, 0, stages, h);
    return true;
  }

  /** Guesses the increment of stage i. */
  private guess(i: number, gammaH: number): void {
    const { z, k, predictor, tableau, earlier } = this;
    const { weights } = predictor;
    const row = i * (tableau.stages + 1);
    const ofEarlier = gammaH * weights[row + tableau.stages];
    if (ofEarlier === 0) z.fill(0);
    else for (let j = 0; j < z.length; j++) z[j] = ofEarlier * earlier[j];
    addStages(z, k, weights, row, i, gammaH);
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { tableau, error, work, u, next, k, kExplicit, linear, newton, explicit, system } = this;
    if (tableau.errorWeights === undefined) this.errorByHistory(h);
    else {
      error.fill(0);
      addStages(error, k, tableau.errorWeights, 0, tableau.stages, h);
      if (explicit !== undefined) addStages(error, kExplicit, tableau.errorWeights, 0, tableau.stages, h);
    }
    // of split problems the explicit part carries errors of the stiff components, which must be seen
    if (tableau.smooth && explicit === undefined) {
      const inverse = 1 / newton.matrix.scale;
      if (system.mass !== undefined) {
        linear.multiplyMass(error, work);
        for (let j = 0; j < error.length; j++) error[j] = work[j] * inverse;
      } else {
        for (let j = 0; j < error.length; j++) error[j] *= inverse;
      }
      if (!linear.solve(error)) return Infinity;
    }
    return scaledNorm(error, u, next, atol, rtol, this.norm);
  }

  /** h³ u‴/12 by divided differences of the solution at the ends of the last three steps; before there are three, h² u″/2. */
  private errorByHistory(h: number): void {
    const { error, start, end, u, next, means, sizes } = this;
    const mean1 = means[0];
    const mean2 = means[1];
    const h1 = sizes[0];
    const h2 = sizes[1];
    for (let j = 0; j < error.length; j++) {
      if (h2 === 0) {
        error[j] = (h / 2) * (end[j] - start[j]);
      } else {
        const second = ((next[j] - u[j]) / h - mean1[j]) / (h + h1);
        const secondBefore = (mean1[j] - mean2[j]) / (h1 + h2);
        error[j] = ((h * h * h) / 2 / (h + h1 + h2)) * (second - secondBefore);
      }
    }
  }

  /** Keeps the mean derivative of a step for the estimates of the next two. */
  private keepMean(): void {
    const { means, sizes, u, next, size } = this;
    const oldest = means[1];
    means[1] = means[0];
    means[0] = oldest;
    for (let j = 0; j < u.length; j++) oldest[j] = (next[j] - u[j]) / size;
    sizes[1] = sizes[0];
    sizes[0] = size;
  }

  finish(tNew: number): void {
    const { tableau, k, kExplicit, next, explicit, end, newton } = this;
    newton.accepted();
    if (explicit === undefined && tableau.stifflyAccurate) return;
    const last = tableau.stages;
    this.implicit(k[last], next, tNew);
    if (explicit !== undefined) {
      explicit(kExplicit[last], next, tNew);
      for (let j = 0; j < end.length; j++) end[j] = k[last][j] + kExplicit[last][j];
    } else {
      this.startSlope?.solve(next, tNew, k[last]); // no Jacobian is taken: such methods take regular mass matrices only
    }
  }

  completeRows(_t: number, h: number): void {
    const { tableau, stages, mean, quartic, u, next, k, start, end } = this;
    const inverse = 1 / h;
    for (let j = 0; j < u.length; j++) mean[j] = (next[j] - u[j]) * inverse;
    if (tableau.quartic !== undefined) {
      quartic.fill(0);
      // of split problems the cubic is kept: the weights know nothing of the conditions that couple both parts
      if (this.explicit === undefined) addStages(quartic, k, tableau.quartic, 0, tableau.stages, 1);
    }
    stages[0] = start;
    stages[stages.length - 1] = end;
  }

  shift(): void {
    const { u, k, kExplicit, start, end, earlier } = this;
    earlier.set(k[0]);
    this.earlierSize = this.size;
    if (this.tableau.history) this.keepMean();
    this.u = this.next;
    this.next = u;
    exchangeEnds(k);
    if (kExplicit.length > 0) exchangeEnds(kExplicit);
    this.start = end;
    this.end = start;
  }
}

/** Makes the last row the first. */
function exchangeEnds(rows: Float64Array[]): void {
  const last = rows.length - 1;
  const first = rows[0];
  rows[0] = rows[last];
  rows[last] = first;
}
