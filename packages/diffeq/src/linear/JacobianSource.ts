import { DiffError } from '@diffjs/runtime';
import type { SparsityPattern } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';
import { hasDerivative } from './hasDerivative.js';
import { DifferenceJacobian } from './DifferenceJacobian.js';
import { ExactJacobian, ExactJacobianWithTime } from './ExactJacobian.js';
import type { Linearised } from './Linearised.js';

/** Where a Jacobian comes from. */
export interface JacobianSource {
  /**
   * Writes ∂f/∂u at (u, t), where f is `du`, into `J`: row by row, [n·n], or the entries of the pattern that the source was made for.
   * Of F(du/dt, u, t) = 0, `du` is du/dt.
   */
  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void;
  /** ∂f/∂t at the point of the last evaluation, where it came along. */
  readonly timeSlope?: Float64Array | undefined;
}

/**
 * The best source there is: what the user wrote, exact derivatives, or differences.
 *
 * @param pattern  the entries to write; undefined for all
 * @param typical  see `DifferenceJacobian`
 * @param withTime  whether ∂f/∂t may come along
 */
export function jacobianSource(
  of: Linearised,
  pattern: SparsityPattern | undefined,
  typical: Float64Array | undefined,
  withTime = false,
): JacobianSource {
  const { hints, form } = of;
  if (hints.jac !== undefined) return new WrittenJacobian(of, hints.jac, pattern);
  const differences = (): JacobianSource => new DifferenceJacobian(of, pattern, typical);
  if (form === undefined || !hasDerivative(form.f)) return differences();
  const exact =
    withTime && pattern === undefined && hints.tgrad === undefined
      ? new ExactJacobianWithTime(of, form)
      : new ExactJacobian(of, form, pattern);
  return firstThat(exact, differences);
}

/** The user's own, which writes all rows. */
class WrittenJacobian implements JacobianSource {
  private readonly all: Float64Array | undefined;
  private isChecked = false;

  constructor(
    private readonly of: Linearised,
    private readonly jac: NonNullable<Linearised['hints']['jac']>,
    private readonly pattern: SparsityPattern | undefined,
  ) {
    this.all = pattern && new Float64Array(of.n * of.n);
  }

  evaluate(J: Float64Array, u: Float64Array, t: number): void {
    const { of, pattern } = this;
    const all = this.all ?? J;
    all.fill(0);
    const returned: unknown = this.jac(all, u, of.system.p, t);
    if (!this.isChecked) this.check(returned, all);
    if (pattern === undefined) return;
    const { rowPointers, columns } = pattern;
    for (let i = 0; i < of.n; i++)
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) J[e] = all[i * of.n + columns[e]];
  }

  /** A matrix that is returned was not written. */
  private check(returned: unknown, all: Float64Array): void {
    this.isChecked = true;
    if (returned === null || typeof returned !== 'object' || returned === all) return;
    throw solverError(
      'DIFF5051',
      `jac returned ${shown(returned)}`,
      'jac(J, u, p, t) writes ∂fᵢ/∂uⱼ into J[i·n + j] and returns nothing.',
    );
  }
}

/** The first source, or the second if it turns out that f calls something that has no derivative. */
export function firstThat(source: JacobianSource, second: () => JacobianSource): JacobianSource {
  return new FirstOf(source, second);
}

class FirstOf implements JacobianSource {
  private isTried = false;

  constructor(
    private source: JacobianSource,
    private readonly second: () => JacobianSource,
  ) {}

  get timeSlope(): Float64Array | undefined {
    return this.source.timeSlope;
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    if (this.isTried) {
      this.source.evaluate(J, u, t, du);
      return;
    }
    this.isTried = true;
    try {
      this.source.evaluate(J, u, t, du);
    } catch (error) {
      if (!isWithoutDerivative(error)) throw error;
      this.source = this.second();
      this.source.evaluate(J, u, t, du);
    }
  }
}

/** Whether an error says that a function was never compiled and has no rule. */
export function isWithoutDerivative(error: unknown): boolean {
  return error instanceof DiffError && (error.code === 'DIFF3001' || error.code === 'DIFF3101');
}
