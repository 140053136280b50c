import type { StepTolerances } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import { checkConsistent, makeConsistent } from './makeConsistent.js';
import type { ConsistencyEquations } from './makeConsistent.js';
import type { Initialization } from './Initialization.js';
import { probedShift } from './probedShift.js';

/** Relative change of M u that rounding may make. */
const MOVED = 1e-5;

/**
 * Makes the state of M du/dt = f(u, t) satisfy the algebraic equations, in place, or checks that it does. M u stays what it is: of
 * a diagonal M, the algebraic components alone are moved. Nothing is done where M is regular.
 *
 * @param u  [n]
 * @throws DIFF5017
 */
export function initialiseMassMatrix(
  system: System,
  u: Float64Array,
  t: number,
  options: Pick<StepTolerances, 'rtol' | 'atol'> & { readonly initialization?: Initialization },
): void {
  const { mass, n } = system;
  const { initialization = 'fix' } = options;
  if (mass === undefined || mass.algebraic.length === 0 || initialization === 'none') return;
  const equations = new MassConsistency(system, u, t, options);
  if (initialization === 'check') return checkConsistent(equations, n, t);
  const before = Float64Array.from(u);
  makeConsistent(equations, n, t);
  if (mass.dense !== undefined) requireKept(mass.dense, before, u, t);
}

/** M u may change by rounding alone; more says that the algebraic equations are about it, so that the index is above 1. */
function requireKept(mass: Float64Array, before: Float64Array, u: Float64Array, t: number): void {
  const n = u.length;
  for (let i = 0; i < n; i++) {
    let change = 0;
    let size = 0;
    for (let j = 0; j < n; j++) {
      change += mass[i * n + j] * (u[j] - before[j]);
      size += Math.abs(mass[i * n + j] * before[j]);
    }
    if (Math.abs(change) <= MOVED * Math.max(size, 1)) continue;
    throw solverError(
      'DIFF5017',
      `the initial values contradict the equations at t = ${t}, and satisfying them changes row ${i} of M u0 by ${Number(change.toPrecision(3))}`,
      'The algebraic equations determine what M u0 says, so that the index is above 1: give a u0 that satisfies them, and differentiate them.',
    );
  }
}

/** f_a(u, t) = 0 of the algebraic rows a; the step solves s M δ = 0 for the others, with s M far above J. */
class MassConsistency implements ConsistencyEquations {
  private readonly value: Float64Array;
  private readonly kept: Float64Array;
  /** Made where it is needed: most initial values are right. */
  private linear: LinearSystem | undefined = undefined;
  private readonly stays: readonly number[];

  constructor(
    private readonly system: System,
    private readonly u: Float64Array,
    private readonly t: number,
    private readonly tolerances: Pick<StepTolerances, 'rtol' | 'atol'>,
  ) {
    const { mass, n } = system;
    const { diagonal } = mass!;
    this.value = new Float64Array(n);
    this.kept = new Float64Array(n);
    this.stays = diagonal === undefined ? [] : [...diagonal.keys()].filter((i) => diagonal[i] !== 0);
  }

  residual(out: Float64Array): void {
    const { value } = this;
    this.system.evaluate(value, this.u, this.t);
    out.fill(0);
    for (const i of this.system.mass!.algebraic) out[i] = value[i];
  }

  solve(residual: Float64Array): boolean {
    const linear = (this.linear ??= linearSystem(this.system));
    linear.update(this.u, this.t, this.value);
    if (!linear.factor(probedShift(linear)) || !linear.solve(residual)) return false;
    for (const i of this.stays) residual[i] = 0;
    return residual.every(Number.isFinite);
  }

  keep(): void {
    this.kept.set(this.u);
  }

  move(step: Float64Array, lambda: number): void {
    for (let i = 0; i < step.length; i++) this.u[i] = this.kept[i] + lambda * step[i];
  }

  size(step: Float64Array): number {
    const { rtol, atol } = this.tolerances;
    let total = 0;
    for (let i = 0; i < step.length; i++) total += (step[i] / (atol[i] + rtol * Math.abs(this.u[i]))) ** 2;
    return Math.sqrt(total / step.length);
  }

  nameOf(i: number): string {
    return `component ${i} of the right-hand side, an algebraic equation,`;
  }
}
