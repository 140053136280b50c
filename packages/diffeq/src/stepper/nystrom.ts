import type { Algorithm } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import { powers } from '../interpolation/powers.js';
import { secondOrderParts } from '../problem/partitionedParts.js';
import type { PartitionedParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { NystromTableau, SparseRows } from '../tableau/nystromTableau.js';
import type { ErrorNorm } from './ErrorNorm.js';
import { scaledNorm } from './scaledNorm.js';
import type { Stepper } from './Stepper.js';

/** The algorithm that steps second-order problems with an explicit Nyström tableau. */
export function nystrom(tableau: NystromTableau): Algorithm {
  const { name, order, error, dense } = tableau;
  return {
    name,
    order,
    denseOrder: dense.order,
    adaptive: error !== undefined,
    anyNorm: true,
    stiff: false,
    needs: 'partitioned',
    tableau: undefined,
    interpolant: powers(dense.degree),
    createStepper: (system, u0, { norm }) =>
      new NystromStepper(tableau, secondOrderParts(system, name), system, u0, norm),
  };
}

/** A state with its halves as views. */
interface HalvedState {
  readonly whole: Float64Array;
  readonly v: Float64Array;
  readonly q: Float64Array;
}

/** The rows of dense output are the powers of θ, and the derivative at the end of the step. */
class NystromStepper implements Stepper {
  readonly n: number;
  readonly stages: readonly Float64Array[];
  private start: HalvedState;
  private end: HalvedState;
  private readonly stage: HalvedState;
  private readonly error: HalvedState;
  /** f of the stages and, of methods that are not FSAL, at the end; [columns·nv] and its rows. */
  private readonly k: Float64Array;
  private readonly f: Float64Array[];
  private velocityChecked: boolean;

  constructor(
    private readonly tableau: NystromTableau,
    private readonly parts: PartitionedParts,
    system: System,
    u0: Float64Array,
    private readonly norm: ErrorNorm,
  ) {
    const { n } = system;
    const { nv } = parts;
    this.n = n;
    this.start = halved(Float64Array.from(u0), nv);
    this.end = halved(new Float64Array(n), nv);
    this.stage = halved(new Float64Array(n), nv);
    this.error = halved(new Float64Array(n), nv);
    const columns = tableau.fsal ? tableau.stages : tableau.stages + 1;
    const k = new Float64Array(columns * nv);
    this.k = k;
    this.f = Array.from({ length: columns }, (_, i) => k.subarray(i * nv, (i + 1) * nv));
    this.stages = Array.from({ length: tableau.dense.degree + 1 }, () => new Float64Array(n));
    this.velocityChecked = tableau.velocity !== undefined;
  }

  get u(): Float64Array {
    return this.start.whole;
  }

  get next(): Float64Array {
    return this.end.whole;
  }

  get slope(): Float64Array {
    return this.stages[0];
  }

  restart(t: number): void {
    const { parts, start, f, slope } = this;
    const first = f[0];
    first.fill(NaN); // so that an entry which f leaves unwritten shows in the slope
    parts.kick(first, start.v, start.q, t);
    if (!this.velocityChecked) this.checkVelocity(t);
    writeDerivative(slope, first, start.v);
  }

  /** Evaluates once more at other velocities, at the start of a solve. */
  private checkVelocity(t: number): void {
    const { parts, start, stage, f, tableau } = this;
    this.velocityChecked = true;
    const [first, second] = f;
    second.fill(NaN);
    for (let j = 0; j < stage.v.length; j++) stage.v[j] = 1 + 1.37 * start.v[j];
    parts.kick(second, stage.v, start.q, t);
    if (first.every((x, j) => Object.is(x, second[j]) || x === second[j])) return;
    throw solverError(
      'DIFF5063',
      `solve: ${tableau.name} is for u'' = f(u, p, t), and f of the problem depends on u'`,
      'Choose a method that takes it, such as FineRKN5() or Tsit5().',
    );
  }

  attempt(t: number, h: number): boolean {
    const { tableau, parts, start, end, stage, k, f } = this;
    const { stages, fsal, c, position, velocity, velocityEnd } = tableau;
    const inner = fsal ? stages - 1 : stages;
    for (let i = 1; i < inner; i++) {
      addPosition(stage.q, start, k, position, i, c[i], h);
      if (velocity !== undefined) addVelocity(stage.v, start.v, k, velocity, i, h);
      parts.kick(f[i], velocity === undefined ? start.v : stage.v, stage.q, t + c[i] * h);
    }
    addPosition(end.q, start, k, position, stages, 1, h);
    if (fsal && velocity !== undefined) addVelocity(end.v, start.v, k, velocityEnd, 0, h);
    if (fsal) parts.kick(f[inner], velocity === undefined ? start.v : end.v, end.q, t + h);
    if (!fsal || velocity === undefined) addVelocity(end.v, start.v, k, velocityEnd, 0, h);
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { k, error, u, next } = this;
    const weights = this.tableau.error!;
    combine(error.v, k, weights.velocity, 0, h);
    combine(error.q, k, weights.position, 0, h * h);
    return scaledNorm(error.whole, u, next, atol, rtol, this.norm);
  }

  finish(tNew: number): void {
    const { tableau, parts, end, f } = this;
    if (!tableau.fsal) parts.kick(f[tableau.stages], end.v, end.q, tNew);
  }

  completeRows(_t: number, h: number): void {
    const { tableau, stages, k, f, start, end, error } = this;
    const { degree, position, velocity } = tableau.dense;
    const nv = start.v.length;
    for (let q = 0; q < degree; q++) {
      combine(error.v, k, velocity, q, 1); // the error was judged: its room is free
      combine(error.q, k, position, q, h);
      const row = stages[q];
      for (let j = 0; j < row.length; j++) row[j] = error.whole[j];
    }
    for (let j = 0; j < nv; j++) stages[0][nv + j] += start.v[j];
    writeDerivative(stages[degree], f[f.length - 1], end.v);
  }

  shift(): void {
    const { start, f } = this;
    this.start = this.end;
    this.end = start;
    const first = f[0];
    const last = f[f.length - 1];
    for (let j = 0; j < first.length; j++) first[j] = last[j];
  }
}

function halved(whole: Float64Array, nv: number): HalvedState {
  return { whole, v: whole.subarray(0, nv), q: whole.subarray(nv) };
}

function writeDerivative(out: Float64Array, f: Float64Array, v: Float64Array): void {
  const nv = v.length;
  for (let j = 0; j < nv; j++) {
    out[j] = f[j];
    out[nv + j] = v[j];
  }
}

/** out = q + h (c v + h Σ a k) by row `row`. */
function addPosition(
  out: Float64Array,
  { v, q }: HalvedState,
  k: Float64Array,
  { starts, columns, weights }: SparseRows,
  row: number,
  c: number,
  h: number,
): void {
  const nv = v.length;
  const from = starts[row];
  const to = starts[row + 1];
  for (let j = 0; j < nv; j++) {
    let sum = 0;
    for (let e = from; e < to; e++) sum += weights[e] * k[columns[e] * nv + j];
    out[j] = q[j] + h * (c * v[j] + h * sum);
  }
}

/** out = v + h Σ ā k by row `row`. */
function addVelocity(
  out: Float64Array,
  v: Float64Array,
  k: Float64Array,
  rows: SparseRows,
  row: number,
  h: number,
): void {
  combine(out, k, rows, row, h);
  for (let j = 0; j < v.length; j++) out[j] += v[j];
}

/** out = factor Σ w k by row `row`. */
function combine(
  out: Float64Array,
  k: Float64Array,
  { starts, columns, weights }: SparseRows,
  row: number,
  factor: number,
): void {
  const nv = out.length;
  const from = starts[row];
  const to = starts[row + 1];
  for (let j = 0; j < nv; j++) {
    let sum = 0;
    for (let e = from; e < to; e++) sum += weights[e] * k[columns[e] * nv + j];
    out[j] = factor * sum;
  }
}
