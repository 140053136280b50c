import type { UnaryName, VariadicName } from '../rules/math.js';
import { enterView } from '../shadow/enterView.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { shallowShadow } from '../shadow/shallowShadow.js';
import { SlotPlaces } from '../shadow/SlotPlaces.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import type { Tape } from '../tape/Tape.js';
import { callTaylor } from './callTaylor.js';
import { type Lane, Series } from './Lane.js';
import type { Lifted } from './nested/Lifted.js';
import {
  partialByBase,
  partialByExponent,
  partialOfUnary,
  partialOfVariadic,
  partialsOfAtan2,
} from './nested/partials.js';
import { Trace } from './Trace.js';

type Slots = Record<PropertyKey, unknown>;

/**
 * Numbers as truncated Taylor series in one variable: the lane of a number holds the coefficients c₁ … c_k of x(t) = x + c₁t + … + c_k tᵏ.
 *
 * Of a function of numbers only the partial derivatives of the rules are used: from y′(t) = p(x(t), y(t))·x′(t) follows n·yₙ = Σⱼ j·xⱼ·pₙ₋ⱼ, where the
 * series of p is found to the order n − 1 by the same arithmetic. O(k³) at most for each operation.
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 13.
 */
export class TaylorTrace extends Trace {
  readonly table: ShadowTable;
  /** Series of what lies in memory. */
  private readonly held = new SlotPlaces<Lane>();

  /** @param order  of the last coefficient that is kept; lower while partial derivatives are computed */
  constructor(
    tape: Tape,
    private order: number,
  ) {
    super(tape);
    this.callCompanions = callTaylor.bind(undefined, this);
    this.table = tape.mirrorShadows;
  }

  /** Lane of a number with these coefficients, the first that of t. */
  series(coefficients: readonly number[]): Lane {
    return coefficients.every((c) => c === 0) ? undefined : new Series(this, coefficients);
  }

  /** The coefficients of a number from t on; none for a constant. */
  coefficientsOf(lane: Lane): readonly number[] {
    const own = this.own(lane);
    return own === undefined ? [] : (own as Series).coefficients;
  }

  override release(): void {
    this.isLive = false;
  }

  override one(a: Lane, p: number): Lane {
    if (p === 1) return this.own(a);
    return this.series(this.coefficientsOf(a).map((c) => (c === 0 ? 0 : c * p)));
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    const x = this.coefficientsOf(a);
    const y = this.coefficientsOf(b);
    if (x.length === 0) return this.one(b, q);
    if (y.length === 0) return this.one(a, p);
    const sum: number[] = [];
    for (let n = 0; n < this.order; n++) sum.push((x[n] ?? 0) * p + (y[n] ?? 0) * q);
    return this.series(sum);
  }

  override product(a: number, la: Lane, b: number, lb: Lane): Lane {
    const x = this.coefficientsOf(la);
    const y = this.coefficientsOf(lb);
    if (x.length === 0) return this.one(lb, a);
    if (y.length === 0) return this.one(la, b);
    const out: number[] = [];
    for (let n = 1; n <= this.order; n++) {
      let c = a * (y[n - 1] ?? 0) + (x[n - 1] ?? 0) * b;
      for (let j = 1; j < n; j++) c += (x[j - 1] ?? 0) * (y[n - j - 1] ?? 0);
      out.push(c);
    }
    return this.series(out);
  }

  override scaled(d: number, ld: Lane, p: number, lp: Lane): Lane {
    const x = [d, ...this.coefficientsOf(ld)];
    const y = [p, ...this.coefficientsOf(lp)];
    const out: number[] = [];
    for (let n = 1; n <= this.order; n++) {
      let c = 0;
      for (let j = 0; j <= n; j++) {
        const [s, q] = [x[j] ?? 0, y[n - j]];
        if (s !== 0 && q !== undefined) c += s * q;
      }
      out.push(c);
    }
    return this.series(out);
  }

  override quotient(_a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    const x = this.coefficientsOf(la);
    const y = this.coefficientsOf(lb);
    if (y.length === 0) return this.one(la, 1 / b);
    const q: number[] = [];
    for (let n = 1; n <= this.order; n++) {
      let c = (x[n - 1] ?? 0) - out * (y[n - 1] ?? 0);
      for (let j = 1; j < n; j++) c -= (q[j - 1] ?? 0) * (y[n - j - 1] ?? 0);
      q.push(c / b);
    }
    return this.series(q);
  }

  override power(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    return this.solved([a, b], [la, lb], out, ([base, exponent], y) => [
      partialByBase(this, base, exponent),
      partialByExponent(this, base, y),
    ]);
  }

  override unary(name: UnaryName, x: number, lane: Lane, out: number): Lane {
    return this.solved([x], [lane], out, ([given], y) => [partialOfUnary(this, name, given, y)]);
  }

  override atan2(y: number, ly: Lane, x: number, lx: Lane, out: number): Lane {
    return this.solved([y, x], [ly, lx], out, ([a, b], angle) => partialsOfAtan2(this, a, b, angle));
  }

  override variadic(name: VariadicName, xs: readonly number[], lanes: readonly Lane[], out: number): Lane {
    return this.solved(xs, lanes, out, (given, y) =>
      given.map((x) => partialOfVariadic(this, name, xs, x, y)),
    );
  }

  /**
   * The series of y with y′ = Σᵢ pᵢ·xᵢ′, one order after the other: each asks for the partial derivatives to one order less.
   *
   * @param partials  one for each x, computed in this trace
   */
  solved(
    values: readonly number[],
    lanes: readonly Lane[],
    out: number,
    partials: (xs: readonly Lifted[], y: Lifted) => readonly Lifted[],
  ): Lane {
    const series = lanes.map((lane) => this.coefficientsOf(lane));
    if (series.every(({ length }) => length === 0)) return undefined;
    const { order } = this;
    const y: number[] = [];
    try {
      for (let n = 1; n <= order; n++) {
        this.order = n - 1;
        const all = partials(
          series.map((x, i) => ({ value: values[i], lane: this.series(x.slice(0, n - 1)) })),
          { value: out, lane: this.series(y) },
        );
        let sum = 0;
        series.forEach((x, i) => {
          // Of a constant no partial derivative is wanted, which may be infinite or NaN.
          if (x.length === 0) return;
          const p = this.coefficientsOf(all[i].lane);
          for (let j = 1; j <= n; j++) {
            const d = j * (x[j - 1] ?? 0);
            if (d !== 0) sum += d * (j === n ? all[i].value : (p[n - j - 1] ?? 0));
          }
        });
        y.push(sum / n);
      }
    } finally {
      this.order = order;
    }
    return this.series(y);
  }

  override slotsOf(o: object): unknown {
    return knownShadow(o, this.table);
  }

  override adopt(o: object, slots: unknown): void {
    if (slots === undefined || this.table.objects.has(o)) return;
    this.table.objects.set(o, slots);
    enterView(o, slots, this.table);
  }

  override load(slots: Slots, k: PropertyKey): Lane {
    return typeof slots[k] === 'number' ? this.held.get(slots, k) : undefined;
  }

  override store(o: object, k: PropertyKey, v: unknown, lane: Lane): void {
    const slots = this.slotsFor(o, k, lane) as Slots | undefined;
    if (slots !== undefined) this.storeAt(slots, k, v, lane);
  }

  override storeAt(slots: Slots, k: PropertyKey, v: unknown, lane: Lane): void {
    const isNumber = typeof v === 'number';
    if (!(slots instanceof Float64Array)) slots[k] = isNumber ? 0 : undefined;
    this.held.set(slots, k, isNumber ? this.own(lane) : undefined);
  }

  override loadEntry(map: object, key: unknown): Lane {
    return this.asideOf(map, key);
  }

  override storeEntry(map: object, key: unknown, v: unknown, lane: Lane): void {
    this.keepAside(map, key, typeof v === 'number' ? lane : undefined);
  }

  override activate(o: object): unknown {
    return shallowShadow(o, this.table);
  }
}
