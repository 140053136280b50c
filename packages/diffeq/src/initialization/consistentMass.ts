import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import { checkConsistent, makeConsistent } from './consistencyNewton.js';
import type { ConsistencyEquations } from './consistencyNewton.js';
import type { Initialization } from './Initialization.js';
import { probedShift } from './probedShift.js';

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
  const equations = new MassConsistency(system, linearSystem(system), u, t, options);
  if (initialization === 'check') checkConsistent(equations, n, t);
  else makeConsistent(equations, n, t);
}

/** f_a(u, t) = 0 of the algebraic rows a; the step solves s M δ = 0 for the others, with s M far above J. */
class MassConsistency implements ConsistencyEquations {
  private readonly value: Float64Array;
  private readonly kept: Float64Array;
  private readonly stays: readonly number[];

  constructor(
    private readonly system: System,
    private readonly linear: LinearSystem,
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
    const { linear } = this;
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
