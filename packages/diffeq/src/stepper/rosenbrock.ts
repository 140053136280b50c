import type { Algorithm } from '../algorithm/Algorithm.js';
import { PredictiveController } from '../controller/PredictiveController.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import { checkLinearSolver, linearSystem } from '../linear/linearSystems.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { System } from '../problem/System.js';
import type { RosenbrockTableau } from '../tableau/rosenbrockTableau.js';
import { combineStages } from './combineStages.js';
import type { ErrorNorm } from './ErrorNorm.js';
import { scaledNorm } from './scaledNorm.js';
import type { Stepper } from './Stepper.js';

/** Options of every Rosenbrock method. */
export interface RosenbrockOptions {
  /** How linear systems are solved: `DenseLU()`, `Banded()`, `SparseLU()` or `GMRES()`; default by the hints of the problem. */
  linearSolver?: LinearSolver;
}

/** Options of the Rosenbrock-W methods, whose order does not depend on the Jacobian. */
export interface RosenbrockWOptions extends RosenbrockOptions {
  /** For how many accepted steps a Jacobian is kept, unless a step is rejected; default 1. */
  jacobianAge?: number;
}

/**
 * The algorithm that steps with a Rosenbrock tableau; it knows no method by name.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 */
export function rosenbrock(tableau: RosenbrockTableau, options: RosenbrockWOptions = {}): Algorithm {
  const { name, anyJacobian, order, embeddedOrder } = tableau;
  checkKeys(options, anyJacobian ? ['linearSolver', 'jacobianAge'] : ['linearSolver'], name);
  const { linearSolver, jacobianAge = 1 } = options;
  if (!(jacobianAge >= 1)) {
    throw solverError(
      'DIFF5008',
      `${name}: jacobianAge is ${shown(jacobianAge)}`,
      'It is a whole number from 1.',
    );
  }
  checkLinearSolver(linearSolver, name);
  return {
    name,
    order,
    denseOrder: tableau.denseOrder,
    adaptive: true,
    anyNorm: true,
    stiff: true,
    massMatrix: tableau.algebraic ? 'singular' : 'regular',
    tableau: undefined,
    interpolant: tableau.interpolant,
    controller: PredictiveController({ exponent: 1 / (1 + Math.min(order, embeddedOrder)), steady: 1 }),
    createStepper: (system, u0, tolerances) => {
      const linear = linearSystem(system, {
        ...(linearSolver && { solver: linearSolver }),
        tolerances,
        withTime: true,
      });
      return new RosenbrockStepper(tableau, system, linear, u0, jacobianAge, tolerances.norm);
    },
  };
}

/**
 * Steps of (M/(hγ) − J) U_i = f(u + Σ a_ij U_j, t + c_i h) + M Σ (C_ij/h) U_j + d_i h ∂f/∂t. J and ∂f/∂t are taken once for an accepted
 * step and kept while it is tried again; methods that hold with any J keep them for `jacobianAge` steps.
 */
class RosenbrockStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  slope: Float64Array;
  readonly stages: Float64Array[];
  private readonly U: Float64Array[];
  private readonly state: Float64Array;
  private value: Float64Array;
  private readonly sum: Float64Array;
  private readonly weighted: Float64Array;
  private readonly timeSlope: Float64Array;
  private isSlopeKnown = false;
  /** Accepted steps that J has served; at `jacobianAge` it is taken again. */
  private age: number;
  private factored = 0;
  private changesWithTime = false;
  /** Whether this step was tried before: then an old Jacobian is taken again. */
  private isRetried = false;
  private tEnd = 0;
  /** Whether `value` is f at the end of the step. */
  private isEndKnown = false;

  constructor(
    private readonly tableau: RosenbrockTableau,
    private readonly system: System,
    private readonly linear: LinearSystem,
    u0: Float64Array,
    private readonly jacobianAge: number,
    private readonly norm: ErrorNorm,
  ) {
    const { n } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.stages = vectors(tableau.interpolant.rows, n);
    this.U = vectors(tableau.stages, n);
    this.state = new Float64Array(n);
    this.value = new Float64Array(n);
    this.sum = new Float64Array(n);
    this.weighted = system.mass === undefined ? this.sum : new Float64Array(n);
    this.timeSlope = new Float64Array(n);
    this.age = jacobianAge;
  }

  restart(t: number): void {
    this.system.evaluate(this.slope, this.u, t);
    this.isSlopeKnown = true;
    this.isRetried = false;
    this.age = this.jacobianAge;
  }

  attempt(t: number, h: number): boolean {
    if (!this.prepare(t, h)) return false;
    this.tEnd = t + h;
    this.isEndKnown = this.tableau.fsal;
    const { tableau, system, u, U, state, value } = this;
    const { stages, a, b, c, endsOnLast, fsal, repeats } = tableau;
    if (!this.solveStage(0, h, this.slope)) return false;
    let f = this.slope;
    for (let i = 1; i < stages; i++) {
      const isAtEnd = fsal && i === stages - 1;
      const where = isAtEnd ? this.next : state;
      if (!repeats[i]) {
        combineStages(where, u, U, a, i * stages, i, 1);
        f = value;
        system.evaluate(f, where, t + c[i] * h);
      }
      if (!this.solveStage(i, h, f)) return false;
    }
    if (endsOnLast) addTo(this.next, state, U[stages - 1]);
    else if (!fsal) combineStages(this.next, u, U, b, 0, stages, 1);
    return true;
  }

  /** Takes f, J, ∂f/∂t where they are not known, and factors M/(hγ) − J. */
  private prepare(t: number, h: number): boolean {
    const { system, linear, u, slope, timeSlope } = this;
    if (!this.isSlopeKnown) {
      system.evaluate(slope, u, t);
      this.isSlopeKnown = true;
    }
    if (this.age >= this.jacobianAge || (this.isRetried && this.age > 0)) {
      linear.update(u, t, slope);
      linear.timeDerivative(timeSlope, u, t, slope);
      this.changesWithTime = !isZero(timeSlope);
      this.age = 0;
      this.factored = 0;
    }
    this.isRetried = true;
    const shift = 1 / (h * this.tableau.gamma);
    if (shift === this.factored) return true;
    this.factored = 0;
    if (!linear.factor(shift)) return false;
    this.factored = shift;
    return true;
  }

  /** Solves for U_i, whose right-hand side begins with f of the stage. */
  private solveStage(i: number, h: number, f: Float64Array): boolean {
    const { tableau, linear, U, sum, weighted, timeSlope, n } = this;
    const out = U[i];
    if (weighted === sum || i === 0) {
      combineStages(out, f, U, tableau.C, i * tableau.stages, i, 1 / h);
    } else {
      combineOnly(sum, U, tableau.C, i * tableau.stages, i);
      linear.multiplyMass(sum, weighted);
      const inverse = 1 / h;
      for (let j = 0; j < n; j++) out[j] = f[j] + inverse * weighted[j];
    }
    const d = tableau.d[i];
    if (this.changesWithTime && d !== 0) {
      const factor = d * h;
      for (let j = 0; j < n; j++) out[j] += factor * timeSlope[j];
    }
    return linear.solve(out);
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { tableau, U, sum, u, next } = this;
    const { stages, endsOnLast, errorWeights, checksEnds } = tableau;
    if (endsOnLast) return scaledNorm(U[stages - 1], u, next, atol, rtol, this.norm);
    combineOnly(sum, U, errorWeights, 0, stages);
    const embedded = scaledNorm(sum, u, next, atol, rtol, this.norm);
    return checksEnds ? Math.max(embedded, this.endsNorm(h, atol, rtol)) : embedded;
  }

  /** (M/(hγ) − J)⁻¹ (M (u₁ − u)/h − (f + f₁)/2) / γ: how far the step is from the trapezoidal rule, stiff components damped. */
  private endsNorm(h: number, atol: Float64Array, rtol: number): number {
    const { tableau, system, linear, n, u, next, slope, value, sum, state } = this;
    system.evaluate(value, next, this.tEnd);
    this.isEndKnown = true;
    for (let j = 0; j < n; j++) state[j] = next[j] - u[j];
    linear.multiplyMass(state, sum);
    for (let j = 0; j < n; j++) sum[j] = (sum[j] / h - (slope[j] + value[j]) / 2) / tableau.gamma;
    return linear.solve(sum) ? scaledNorm(sum, u, next, atol, rtol, this.norm) : Infinity;
  }

  finish(): void {
    const { isEndKnown } = this;
    if (isEndKnown) {
      const { slope } = this;
      this.slope = this.value;
      this.value = slope;
    }
    this.isSlopeKnown = isEndKnown;
    this.isRetried = false;
    this.age++;
  }

  completeRows(_t: number, h: number): void {
    const { tableau, stages: rows, U, u, next, n } = this;
    const { dense, stages } = tableau;
    const inverse = 1 / h;
    const first = rows[0];
    for (let j = 0; j < n; j++) first[j] = (next[j] - u[j]) * inverse;
    for (let m = 1; m < rows.length; m++) {
      const row = rows[m];
      combineOnly(row, U, dense, (m - 1) * stages, stages);
      for (let j = 0; j < n; j++) row[j] *= inverse;
    }
  }

  shift(): void {
    const { u } = this;
    this.u = this.next;
    this.next = u;
  }
}

/** No iterator: a solve of a small system takes few microseconds. */
function vectors(count: number, n: number): Float64Array[] {
  const list: Float64Array[] = [];
  for (let i = 0; i < count; i++) list.push(new Float64Array(n));
  return list;
}

function addTo(out: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let j = 0; j < out.length; j++) out[j] = x[j] + y[j];
}

function isZero(x: Float64Array): boolean {
  for (let j = 0; j < x.length; j++) if (x[j] !== 0) return false;
  return true;
}

/** out = Σ_{l < count} a[row + l] k[l]. */
function combineOnly(
  out: Float64Array,
  k: readonly Float64Array[],
  a: Float64Array,
  row: number,
  count: number,
): void {
  const n = out.length;
  const a0 = a[row];
  const k0 = k[0];
  for (let j = 0; j < n; j++) out[j] = a0 * k0[j];
  for (let l = 1; l < count; l++) {
    const x = a[row + l];
    if (x === 0) continue;
    const kl = k[l];
    for (let j = 0; j < n; j++) out[j] += x * kl[j];
  }
}
