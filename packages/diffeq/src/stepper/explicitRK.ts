import type { Algorithm } from '../algorithm/Algorithm.js';
import type { Controller } from '../controller/Controller.js';
import { hermite3 } from '../interpolation/hermite3.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { System } from '../problem/System.js';
import type { ButcherTableau, EstimateCombination } from '../tableau/butcherTableau.js';
import type { StageSums } from '../tableau/stageSums.js';
import { combineStages } from './combineStages.js';
import type { ErrorNorm } from './ErrorNorm.js';
import { stageErrorNorm } from './stageErrorNorm.js';
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
  const spare: SpareStepper = { stepper: undefined };
  return {
    name: tableau.name,
    order: tableau.order,
    denseOrder: own ? tableau.denseOrder : (method.denseOrder ?? Math.min(3, tableau.order)),
    adaptive: tableau.errorWeights !== undefined,
    anyNorm: true,
    stiff: false,
    tableau,
    interpolant,
    controller,
    createStepper: (system, u0, { norm }) =>
      takeSpare(spare, system, u0, norm) ??
      new ExplicitRKStepper(tableau, interpolant.rows, spare, system, u0, norm),
  };
}

/** Largest state whose stepper is kept for the next solve: the arrays of a small one take as long to make as some steps. */
const KEPT_LENGTH = 32;

/** A stepper that was given back. */
interface SpareStepper {
  stepper: ExplicitRKStepper | undefined;
}

function takeSpare(
  spare: SpareStepper,
  system: System,
  u0: Float64Array,
  norm: ErrorNorm,
): ExplicitRKStepper | undefined {
  const { stepper } = spare;
  if (stepper === undefined || stepper.n !== system.n) return undefined;
  spare.stepper = undefined;
  stepper.begin(system, u0, norm);
  return stepper;
}

/** Makes any tableau first-same-as-last: without the property, the derivative at the end of an accepted step is a stage more. */
class ExplicitRKStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: readonly Float64Array[];
  readonly slope: Float64Array;
  private readonly state: Float64Array;
  /** What each row of the tableau is a sum of. */
  private readonly reads: readonly (readonly Float64Array[])[];
  /** The same of the error estimates. */
  private readonly errorReads: readonly (readonly Float64Array[])[];

  constructor(
    private readonly tableau: ButcherTableau,
    interpolated: number,
    private readonly spare: SpareStepper,
    private system: System,
    u0: Float64Array,
    private norm: ErrorNorm,
  ) {
    const { n } = system;
    this.n = n;
    this.u = new Float64Array(n);
    this.next = new Float64Array(n);
    this.state = new Float64Array(n);
    const stages: Float64Array[] = [];
    for (let i = 0; i < interpolated; i++) stages.push(new Float64Array(n));
    this.stages = stages;
    this.slope = this.stages[0];
    this.reads = termsOf(tableau.sums, this.stages);
    this.errorReads = tableau.errorSums === undefined ? [] : termsOf(tableau.errorSums, this.stages);
    this.begin(system, u0, norm);
  }

  /** Starts from a copy of u0. */
  begin(system: System, u0: Float64Array, norm: ErrorNorm): void {
    this.system = system;
    this.norm = norm;
    for (let j = 0; j < this.n; j++) this.u[j] = u0[j];
  }

  release(): void {
    if (this.n <= KEPT_LENGTH) this.spare.stepper = this;
  }

  restart(t: number): void {
    this.system.evaluate(this.slope, this.u, t);
  }

  attempt(t: number, h: number): boolean {
    const { tableau, system, stages, reads, state, u, next } = this;
    const { end, fsal, sums, nodes } = tableau;
    const { starts, weights } = sums;
    for (let i = 1; i < end; i++) {
      const k = reads[i];
      combineStages(state, u, k, weights, starts[i], k.length, h);
      system.evaluate(stages[i], state, t + nodes[i] * h);
    }
    const k = reads[end];
    combineStages(next, u, k, weights, starts[end], k.length, h);
    if (fsal) system.evaluate(stages[end], next, t + h);
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { tableau, errorReads, u, next } = this;
    const { combine } = tableau;
    const { weights, starts } = tableau.errorSums!;
    const first = stageErrorNorm(errorReads[0], weights, 0, h, u, next, atol, rtol, this.norm);
    if (combine === undefined) return first;
    return combined(
      first,
      stageErrorNorm(errorReads[1], weights, starts[1], h, u, next, atol, rtol, this.norm),
      combine,
    );
  }

  finish(tNew: number): void {
    const { tableau, system, stages, next } = this;
    if (!tableau.fsal) system.evaluate(stages[tableau.end], next, tNew);
  }

  completeRows(t: number, h: number): void {
    const { tableau, system, stages, reads, state, u } = this;
    const { end, sums, nodes } = tableau;
    for (let i = end + 1; i < stages.length; i++) {
      combineStages(state, u, reads[i], sums.weights, sums.starts[i], reads[i].length, h);
      system.evaluate(stages[i], state, t + nodes[i] * h);
    }
  }

  shift(): void {
    const { u, n, slope, stages, tableau } = this;
    this.u = this.next;
    this.next = u;
    const last = stages[tableau.end];
    for (let j = 0; j < n; j++) slope[j] = last[j];
  }
}

/** For each sum the rows that it adds, so that the loops need not look them up. */
function termsOf({ starts, columns }: StageSums, rows: readonly Float64Array[]): Float64Array[][] {
  const terms: Float64Array[][] = [];
  for (let i = 0; i + 1 < starts.length; i++) {
    const reads: Float64Array[] = [];
    for (let q = starts[i]; q < starts[i + 1]; q++) reads.push(rows[columns[q]]);
    terms.push(reads);
  }
  return terms;
}

/** What the norms of two estimates become. */
function combined(first: number, second: number, combine: EstimateCombination): number {
  if (combine === 'larger') return first > second || Number.isNaN(first) ? first : second;
  return first === 0 ? 0 : (first * first) / Math.sqrt(first * first + 0.01 * second * second);
}
