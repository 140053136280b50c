import type { Algorithm } from '../algorithm/Algorithm.js';
import type { Controller } from '../controller/Controller.js';
import { hermite3 } from '../interpolation/hermite3.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { System } from '../problem/System.js';
import type { ButcherTableau, EstimateCombination } from '../tableau/butcherTableau.js';
import { combineTerms } from './combineTerms.js';
import { scaledNorm } from './scaledNorm.js';
import type { Stepper } from './Stepper.js';

/** What `explicitRK` makes an algorithm of. */
export interface ExplicitRKMethod {
  readonly tableau: ButcherTableau;
  /** Dense output; default the tableau's own, and cubic Hermite where it has none. */
  readonly interpolant?: StageInterpolant;
  /** Order of `interpolant`; default 3, or the method's if that is less. */
  readonly denseOrder?: number;
  /** Step size control that suits the method; default that of `solve`. */
  readonly controller?: Controller;
}

/**
 * The algorithm that steps with an explicit tableau; it knows no method by name.
 *
 * @example explicitRK({ tableau: butcherTableau({ name: 'Mine', order: 2, c: [0, 0.5], a: [[], [0.5]], b: [0, 1] }) })
 */
export function explicitRK(method: ExplicitRKMethod): Algorithm {
  const { tableau, controller } = method;
  const own = method.interpolant === undefined ? tableau.interpolant : undefined;
  const interpolant = method.interpolant ?? own ?? hermite3(tableau);
  return {
    name: tableau.name,
    order: tableau.order,
    denseOrder: own ? tableau.denseOrder : (method.denseOrder ?? Math.min(3, tableau.order)),
    adaptive: tableau.errorWeights !== undefined,
    stiff: false,
    tableau,
    interpolant,
    controller,
    createStepper: (system, u0) => new ExplicitRKStepper(tableau, interpolant.rows, system, u0),
  };
}

/** Makes any tableau first-same-as-last: without the property, the derivative at the end of an accepted step is a stage more. */
class ExplicitRKStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: readonly Float64Array[];
  readonly slope: Float64Array;
  /** The rows of `stages` behind each other. */
  private readonly rows: Float64Array;
  private readonly state: Float64Array;
  private readonly zero: Float64Array;

  constructor(
    private readonly tableau: ButcherTableau,
    interpolated: number,
    private readonly system: System,
    u0: Float64Array,
  ) {
    const { n } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.state = new Float64Array(n);
    const rows = new Float64Array(tableau.rows * n);
    this.rows = rows;
    this.stages = Array.from({ length: interpolated }, (_, i) => rows.subarray(i * n, (i + 1) * n));
    this.slope = this.stages[0];
    this.zero = new Float64Array(n);
  }

  restart(t: number): void {
    this.system.evaluate(this.slope, this.u, t);
  }

  attempt(t: number, h: number): boolean {
    const { tableau, system, stages, rows, state, u, next } = this;
    const { end, fsal, sums, nodes } = tableau;
    const { starts } = sums;
    for (let i = 1; i < end; i++) {
      combineTerms(state, u, 0, rows, 0, sums, starts[i], starts[i + 1], h);
      system.evaluate(stages[i], state, t + nodes[i] * h);
    }
    combineTerms(next, u, 0, rows, 0, sums, starts[end], starts[end + 1], h);
    if (fsal) system.evaluate(stages[end], next, t + h);
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { tableau, rows, state, zero, u, next } = this;
    const { combine } = tableau;
    const sums = tableau.errorSums!;
    const { starts } = sums;
    combineTerms(state, zero, 0, rows, 0, sums, 0, starts[1], h);
    const first = scaledNorm(state, u, next, atol, rtol);
    if (combine === undefined) return first;
    combineTerms(state, zero, 0, rows, 0, sums, starts[1], starts[2], h);
    return combined(first, scaledNorm(state, u, next, atol, rtol), combine);
  }

  finish(tNew: number): void {
    const { tableau, system, stages, next } = this;
    if (!tableau.fsal) system.evaluate(stages[tableau.end], next, tNew);
  }

  completeRows(t: number, h: number): void {
    const { tableau, system, stages, rows, state, u } = this;
    const { end, sums, nodes } = tableau;
    const { starts } = sums;
    for (let i = end + 1; i < stages.length; i++) {
      combineTerms(state, u, 0, rows, 0, sums, starts[i], starts[i + 1], h);
      system.evaluate(stages[i], state, t + nodes[i] * h);
    }
  }

  shift(): void {
    const { u, rows, n, tableau } = this;
    this.u = this.next;
    this.next = u;
    for (let j = 0, at = tableau.end * n; j < n; j++, at++) rows[j] = rows[at];
  }
}

/** What the norms of two estimates become. */
function combined(first: number, second: number, combine: EstimateCombination): number {
  if (combine === 'larger') return first > second || Number.isNaN(first) ? first : second;
  return first === 0 ? 0 : (first * first) / Math.sqrt(first * first + 0.01 * second * second);
}
