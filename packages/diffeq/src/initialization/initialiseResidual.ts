import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { residualLinearSystem } from '../linear/linearSystems.js';
import type { ImplicitParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { ConsistencyEquations } from './makeConsistent.js';
import { checkConsistent, makeConsistent } from './makeConsistent.js';
import type { Initialization } from './Initialization.js';
import { probedShift } from './probedShift.js';

type Tolerances = Pick<StepTolerances, 'rtol' | 'atol'>;

/**
 * Makes the initial values of F(du/dt, u, t) = 0 satisfy it, in place, or checks that they do: the differential components of u stay,
 * their derivatives and the algebraic components are found.
 *
 * @param u  [n]; du/dt is the `du0` of the parts
 * @throws DIFF5017
 */
export function initialiseResidual(
  system: System,
  u: Float64Array,
  t: number,
  options: Tolerances & { readonly initialization?: Initialization },
): void {
  const { initialization = 'fix' } = options;
  if (system.parts?.kind !== 'implicit' || initialization === 'none') return;
  const linear = residualLinearSystem(system);
  if (initialization === 'fix') {
    consistentResidual(system, linear, u, t, options);
    return;
  }
  checkConsistent(new ResidualConsistency(system.parts, linear, u, t, options), system.n, t);
}

/** The same as `'fix'`, with a linear system at hand. */
export function consistentResidual(
  system: System,
  linear: LinearSystem,
  u: Float64Array,
  t: number,
  tolerances: Tolerances,
): void {
  if (system.parts?.kind !== 'implicit') return;
  makeConsistent(new ResidualConsistency(system.parts, linear, u, t, tolerances), system.n, t);
}

/**
 * F(u̇, u, t) = 0 for u̇ of the differential and u of the algebraic components. The step solves (s F_u̇ + F_u) x = −F with s F_u̇ far
 * above F_u, so that x is the change of the algebraic components and 1/s of the change of the derivatives of the others.
 */
class ResidualConsistency implements ConsistencyEquations {
  private readonly keptState: Float64Array;
  private readonly keptSlope: Float64Array;
  private differential: readonly boolean[] | undefined;
  private shift = 1;

  constructor(
    private readonly parts: ImplicitParts,
    private readonly linear: LinearSystem,
    private readonly u: Float64Array,
    private readonly t: number,
    private readonly tolerances: Tolerances,
  ) {
    this.keptState = new Float64Array(u.length);
    this.keptSlope = new Float64Array(u.length);
    this.differential = parts.differential;
  }

  residual(out: Float64Array): void {
    this.parts.residual(out, this.parts.du0, this.u, this.t);
  }

  solve(residual: Float64Array): boolean {
    const { linear, parts } = this;
    linear.update(this.u, this.t, parts.du0);
    this.differential ??= columnsOf(linear);
    this.shift = probedShift(linear);
    for (let i = 0; i < residual.length; i++) residual[i] = -residual[i];
    return linear.factor(this.shift) && linear.solve(residual) && residual.every(Number.isFinite);
  }

  keep(): void {
    this.keptState.set(this.u);
    this.keptSlope.set(this.parts.du0);
  }

  move(step: Float64Array, lambda: number): void {
    const { u, keptState, keptSlope, differential, shift } = this;
    const { du0 } = this.parts;
    for (let i = 0; i < step.length; i++) {
      if (differential![i]) du0[i] = keptSlope[i] + lambda * shift * step[i];
      else u[i] = keptState[i] + lambda * step[i];
    }
  }

  size(step: Float64Array): number {
    const { u, differential, shift } = this;
    const { rtol, atol } = this.tolerances;
    const { du0 } = this.parts;
    let total = 0;
    for (let i = 0; i < step.length; i++) {
      const change = differential![i] ? shift * step[i] : step[i];
      total += (change / (atol[i] + rtol * Math.abs(differential![i] ? du0[i] : u[i]))) ** 2;
    }
    return Math.sqrt(total / step.length);
  }

  nameOf(i: number): string {
    return `component ${i} of F(du0, u0, p, t)`;
  }
}

/** Which columns of ∂F/∂u̇ are not 0: the components that occur differentiated. */
function columnsOf(linear: LinearSystem): boolean[] {
  const { n } = linear;
  const unit = new Float64Array(n);
  const column = new Float64Array(n);
  return Array.from({ length: n }, (_, j) => {
    unit.fill(0);
    unit[j] = 1;
    linear.multiplyMass(unit, column);
    return column.some((x) => x !== 0);
  });
}
