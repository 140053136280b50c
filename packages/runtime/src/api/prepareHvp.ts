import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { hasProxies } from '../records/knownProxies.js';
import { isStable } from '../records/isStable.js';
import type { Companions, SecondCompanions } from '../records/Companions.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { enterKnown, restoreLinks, type ShadowLink } from '../shadow/enterKnown.js';
import { ShadowPlan } from '../shadow/ShadowPlan.js';
import { noSecond, SecondTape } from '../tape/SecondTape.js';
import { assertRewound } from '../tape/Tape.js';
import { companionsOf } from './differentiable.js';

/** A Hessian-vector product that is made once and run many times; see `prepareHvp`. */
export interface PreparedHvp {
  /**
   * Runs both sweeps with their tangents, adding the gradient and the products into what is given.
   * @param args  the arguments
   * @param directions  the direction in each argument: a number for a number, else a tree as `zeroShadow` makes it; undefined for zero
   * @param gradients  for each argument what takes its gradient, as `zeroShadow` makes it; undefined for numbers
   * @param products  the same for the product of the Hessian with the direction
   * @returns the value, bit for bit that of the function
   */
  run(
    args: readonly unknown[],
    directions: readonly unknown[],
    gradients: readonly unknown[],
    products: readonly unknown[],
  ): number;
  /** The derivative of the value in the direction, after `run`. */
  readonly slope: number;
  /** The gradient of number argument `i`, after `run`. */
  numberGradient(i: number): number;
  /** The product of number argument `i`, after `run`. */
  numberProduct(i: number): number;
}

/**
 * A Hessian-vector product that allocates nothing once it is set up: own tape, shadows given by the caller. For solvers and Newton methods,
 * which ask for many.
 *
 * The caller owns directions, gradients and products: `run` adds into the last two, and the caller reads and clears them. The nested
 * structure of an argument must stay as it is for as long as the same objects are passed, in `f` as well. Where `f` writes numbers into its arguments, their
 * directions hold the derivatives of what was written behind a run.
 *
 * @param f  a differentiable function whose result is a number
 * @returns the prepared product; it belongs to one user at a time
 * @throws DIFF3001 if `f` was never compiled; DIFF3113 if it has no compiled second derivatives
 * @example
 * const f = /* @differentiable *\/ (u) => u[0] * u[0] * u[1];
 * const prepared = prepareHvp(f);
 * const u = Float64Array.of(3, 5), v = Float64Array.of(1, 0);
 * const g = new Float64Array(2), Hv = new Float64Array(2);
 * prepared.run([u], [v], [g], [Hv]);   // 45
 * g    // Float64Array.of(30, 9)
 * Hv   // Float64Array.of(10, 6)
 */
export function prepareHvp(f: unknown): PreparedHvp {
  const c = companionsOf(f, 'prepareHvp');
  if (c.second === undefined) throw noSecond(c.name);
  return new Prepared(c, c.second);
}

class Prepared implements PreparedHvp {
  slope = 0;
  private readonly t = new SecondTape();
  /** The objects of the last run: each argument with its tangent, its shadow and the shadow of tangents. */
  private given: unknown[] = [];
  /** References inside the arguments, to be put back in both shadows after each run. */
  private readonly links: ShadowLink[] = [];
  private count = 0;
  private gradients = new Float64Array(0);
  private isBound = false;

  constructor(
    private readonly c: Companions,
    private readonly second: SecondCompanions,
  ) {}

  run(
    args: readonly unknown[],
    directions: readonly unknown[],
    gradients: readonly unknown[],
    products: readonly unknown[],
  ): number {
    const { t, c, second } = this;
    if (t.state !== 'idle') {
      throw new DiffError(
        'DIFF3004',
        `the prepared Hessian product of \`${c.name}\` is running; prepare another one for a nested evaluation.`,
      );
    }
    this.bind(args, directions, gradients, products);
    t.state = 'forward';
    t.isStable = isStable(c) && !hasProxies();
    let value: unknown;
    try {
      if (second.accepts?.(t, args) === false) throw noSecond(c.name);
      value = this.forward();
      if (typeof value !== 'number') {
        throw new DiffError(
          'DIFF3002',
          `prepareHvp needs a function whose result is a number, and \`${c.name}\` gave ${describe(value)}.`,
        );
      }
      this.slope = typeof t.ret_ === 'number' ? t.ret_ : 0;
      this.reverse();
      this.isBound = t.late === 0 && t.tangents.late === 0;
    } finally {
      t.state = 'idle';
    }
    assertRewound(t, c.name);
    for (let i = 0; i < t.roots.length; i++) clearShadow(t.roots[i]);
    for (let i = 0; i < t.tangents.roots.length; i++) clearShadow(t.tangents.roots[i]);
    restoreLinks(this.links);
    return value;
  }

  numberGradient(i: number): number {
    return this.gradients[i];
  }

  numberProduct(i: number): number {
    return i < (this.second.arity ?? this.c.arity ?? this.count) ? this.t.tangents.r[i] : 0;
  }

  private forward(): unknown {
    const { second, t, given: g } = this;
    const u = undefined;
    if (g.length === 4) return second.forward(t, u, u, u, u, g[0], g[1], g[2], g[3]);
    if (g.length === 8) return second.forward(t, u, u, u, u, g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7]);
    return second.forward(t, u, u, u, u, ...g);
  }

  private reverse(): void {
    const { second, t, count, gradients } = this;
    t.clearRegisters(count);
    t.tangents.clearRegisters(Math.max(count, 1));
    t.state = 'reverse';
    const first = second.reverse(t, 1, 0);
    const written = second.arity ?? this.c.arity ?? count;
    for (let i = 0; i < count; i++) gradients[i] = i < written ? (i === 0 ? first : t.r[i]) : 0;
  }

  /** Tells the tape the shadows of the arguments; nothing is allocated while the objects stay the same. */
  private bind(
    args: readonly unknown[],
    directions: readonly unknown[],
    shadows: readonly unknown[],
    products: readonly unknown[],
  ): void {
    const { t } = this;
    const count = args.length;
    if (count !== this.count) {
      this.count = count;
      this.given = new Array<unknown>(4 * count);
      this.gradients = new Float64Array(count);
      this.isBound = false;
    }
    const { given } = this;
    let same = this.isBound;
    for (let i = 0; i < count; i++) {
      const x = args[i];
      const at = 4 * i;
      if (typeof x === 'number') {
        given[at] = x;
        given[at + 1] = directions[i] ?? 0;
        continue;
      }
      const x_ = directions[i] ?? undefined;
      if (given[at] !== x || given[at + 1] !== x_) same = false;
      if (given[at + 2] !== shadows[i] || given[at + 3] !== products[i]) same = false;
      given[at] = x;
      given[at + 1] = x_;
      given[at + 2] = shadows[i];
      given[at + 3] = products[i];
    }
    if (same) {
      t.restart();
      return;
    }
    this.isBound = false;
    t.reset();
    this.links.length = 0;
    for (let i = 0; i < count; i++) {
      const x = given[4 * i];
      if (typeof x === 'number') continue;
      enterKnown(x, given[4 * i + 2], t.shadows, this.links);
      enterKnown(x, given[4 * i + 3], t.tangents.shadows, this.links);
      enterKnown(x, given[4 * i + 1], t.mirrorShadows);
    }
    const plan = new ShadowPlan(undefined, this.c.name);
    for (let i = 0; i < count; i++) plan.adopt(args[i], undefined, i);
    t.unusualKinds = plan.unusualKinds;
    if (plan.unusual.length + plan.inheriting.length > 0) throw noSecond(this.c.name);
  }
}
