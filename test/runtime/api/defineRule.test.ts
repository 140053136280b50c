import { checkGradient, defineRule, gradient, isDifferentiable, jvp, pullback } from '@diffjs/runtime';
import { attach } from '@diffjs/runtime/compiled';
import type { CompanionFunctions } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import { applyTo, popRef, pushRef } from '../support/handWritten';

const square = defineRule((x: number) => x * x, {
  vjp: (x: number) => [x * x, (d: number) => [2 * x * d]],
  jvp: ([x], [x_]) => [x * x, 2 * x * x_],
});

/** Σ aᵢ²  over arrays, by a rule */
const norm2 = defineRule((a: ArrayLike<number>) => Array.from(a).reduce((s, x) => s + x * x, 0), {
  vjp: (a: ArrayLike<number>) => [
    Array.from(a).reduce((s, x) => s + x * x, 0),
    (d: number) => [Array.from(a, (x) => 2 * d * x)],
  ],
  jvp: ([a], [a_]) => [
    Array.from(a).reduce((s, x) => s + x * x, 0),
    Array.from(a).reduce((s, x, i) => s + 2 * x * (a_ as number[])[i], 0),
  ],
});

/** k·a as a new typed array, by a rule */
const scaled = defineRule((a: Float64Array, k: number) => a.map((x) => x * k), {
  vjp: (a: Float64Array, k: number) => [
    a.map((x) => x * k),
    (d: Float64Array) => [d.map((x) => x * k), d.reduce((s, x, i) => s + x * a[i], 0)],
  ],
  jvp: ([a, k], [a_, k_]) => [
    a.map((x) => x * k),
    a.map((x, i) => x * k_ + ((a_ as Float64Array | null)?.[i] ?? 0) * k),
  ],
});

/** (a, k) ↦ norm2(scaled(a, k)): two rules called by compiled code, an array passed between them */
const composed = attach(
  (a: Float64Array, k: number): number => norm2(scaled(a, k)),
  'composed',
  1,
  (): CompanionFunctions => ({
    arity: 2,
    forward(t, _self, _self$, a, a$, k) {
      const c1 = t.resolve(scaled, 'scaled (hand.ts:1:1)');
      const b = c1.forward(t, undefined, undefined, a, a$, k, undefined);
      const b$ = t.ret;
      pushRef(t, c1);
      const c2 = t.resolve(norm2, 'norm2 (hand.ts:1:1)');
      const y = c2.forward(t, undefined, undefined, b, b$);
      pushRef(t, c2);
      return y;
    },
    reverse(t, dy) {
      popRef<CompanionFunctions>(t).reverse(t, dy);
      const c1 = popRef<CompanionFunctions>(t);
      t.r[1] = 0;
      c1.reverse(t, 0);
      return 0;
    },
    tangent(t, _self, _self_, a, a_, k, k_) {
      const b = t.resolve(scaled, 'scaled').tangent(t, undefined, undefined, a, a_, k, k_);
      return t.resolve(norm2, 'norm2').tangent(t, undefined, undefined, b, t.ret_);
    },
  }),
);

describe('defineRule', () => {
  it('makes a function differentiable in both modes', () => {
    const f = (x: number): number => x ** 3;
    expect(isDifferentiable(f)).to.equal(false);
    expect(defineRule(f, { vjp: (x: number) => [x ** 3, (d: number) => [3 * x * x * d]] })).to.equal(f);
    expect(isDifferentiable(f)).to.equal(true);
    expect(Object.keys(f)).to.deep.equal([]);
    expect(gradient(square, 3)).to.deep.equal([6]);
    expect(jvp(square, [3], [2])).to.deep.equal([9, 12]);
    expect(checkGradient(square, [1.5]).ok).to.equal(true);
  });

  it('is found by unknown calls', () => {
    expect(gradient(applyTo, square, 3)).to.deep.equal([null, 6]);
  });

  it('passes arrays between rules through shadows, under a repeated back', () => {
    const a = Float64Array.of(1, 2);
    const [value, back] = pullback(composed, a, 3);
    expect(value).to.equal(45);
    expect(back()).to.deep.equal([Float64Array.of(18, 36), 30]);
    expect(back(2)).to.deep.equal([Float64Array.of(36, 72), 60]);
    expect(back()).to.deep.equal([Float64Array.of(18, 36), 30]);
    expect(checkGradient(composed, [a, 3]).ok).to.equal(true);
  });

  it('treats null, missing and undefined cotangents as zero', () => {
    const f = defineRule((x: number, y: number[]) => x * y[0], {
      vjp: (x: number, y: number[]) => [x * y[0], () => [null]],
    });
    expect(gradient(f, 3, [4])).to.deep.equal([0, [0]]);
  });

  it('does not ask for the derivative under a zero cotangent', () => {
    const f = defineRule((x: number) => Math.sqrt(x), {
      vjp: (x: number) => [Math.sqrt(x), (d: number) => [(d * 0.5) / Math.sqrt(x)]],
    });
    expect(pullback(f, 0)[1](0)).to.deep.equal([0]);
  });

  it('lets back answer for optional arguments that were left out', () => {
    const f = defineRule((x: number, y?: number) => x + (y ?? 0), {
      vjp: (x: number, y?: number) => [x + (y ?? 0), (d: number) => [d, y === undefined ? null : d]],
    });
    expect(gradient(f as (x: number) => number, 3)).to.deep.equal([1]);
  });

  it('says what a rule did wrong', () => {
    const rule = (vjp: unknown): ((x: number | number[]) => number) =>
      defineRule(
        function wrong(_x: number | number[]): number {
          return 1;
        },
        { vjp: vjp as never },
      );
    expectDiffError(
      () =>
        gradient(
          rule(() => 1),
          1,
        ),
      'DIFF3005',
      /`wrong`.*\[value, back\]/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, 2]),
          1,
        ),
      'DIFF3005',
      /back/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, () => 2]),
          1,
        ),
      'DIFF3005',
      /one cotangent per argument/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, () => [1, 2]]),
          1,
        ),
      'DIFF3005',
      /2 cotangents for 1/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, () => ['x']]),
          1,
        ),
      'DIFF3005',
      /argument 0 .*a string/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, () => [[1]]]),
          [1, 2],
        ),
      'DIFF3005',
      /array of length 1, where an array of length 2/,
    );
    expectDiffError(
      () =>
        gradient(
          rule(() => [1, () => [[1, 'x']]]),
          [1, 2],
        ),
      'DIFF3005',
    );
  });

  it('names the rule whose part is missing', () => {
    const noJvp = defineRule(
      function noJvp(x: number) {
        return x;
      },
      { vjp: (x: number) => [x, (d: number) => [d]] },
    );
    const noVjp = defineRule(
      function noVjp(x: number) {
        return x;
      },
      { jvp: ([x], [d]) => [x, d] },
    );
    expectDiffError(() => jvp(noJvp, [1], [1]), 'DIFF3006', /`noJvp` has no jvp/);
    expectDiffError(() => gradient(noVjp, 1), 'DIFF3006', /`noVjp` has no vjp/);
    expect(jvp(noVjp, [1], [1])).to.deep.equal([1, 1]);
  });

  it('checks the rule when it is defined', () => {
    const f = (x: number): number => x;
    expectDiffError(() => defineRule(1 as never, {}), 'DIFF3003');
    expectDiffError(() => defineRule(f, {}), 'DIFF3003', /neither vjp nor jvp/);
    expectDiffError(() => defineRule(f, { vpj: () => 1 } as never), 'DIFF3003', /`vpj`/);
    expectDiffError(
      () => defineRule(f, { vjp: 3 as never }),
      'DIFF3003',
      /vjp of the rule for `f` is the number 3/,
    );
  });

  it('works for frozen functions, and a later rule replaces an earlier one', () => {
    const f = Object.freeze((x: number) => x);
    defineRule(f, { vjp: (x: number) => [x, (d: number) => [d]] });
    expect(gradient(f, 1)).to.deep.equal([1]);
    defineRule(f, { vjp: (x: number) => [x, (d: number) => [2 * d]] });
    expect(gradient(f, 1)).to.deep.equal([2]);
  });

  it('covers constructors', () => {
    class Pair {
      a: number;
      b: number;
      constructor(x: number) {
        this.a = x;
        this.b = x * x;
      }
    }
    defineRule(Pair, {
      vjp: (x: number) => [new Pair(x), (d: { a: number; b: number }) => [d.a + 2 * x * d.b]],
      jvp: ([x], [d]) => [new Pair(x), { a: d, b: 2 * x * d }],
    });
    const make = attach(
      (x: number): number => new Pair(x).b,
      'make',
      1,
      () => ({
        arity: 1,
        forward(t, _self, _self$, x) {
          const c = t.resolveNew(Pair, 'Pair (hand.ts:1:1)');
          const p = c.forward(t, undefined, undefined, x, undefined) as Pair;
          pushRef(t, c);
          pushRef(t, t.ret);
          return p.b;
        },
        reverse(t, dy) {
          popRef<Pair>(t).b += dy;
          return popRef<CompanionFunctions>(t).reverse(t, 0);
        },
        tangent(t, _self, _self_, x, x_) {
          const p = t.resolveNew(Pair, 'Pair').tangent(t, undefined, undefined, x, x_) as Pair;
          t.ret_ = (t.ret_ as Pair).b;
          return p.b;
        },
      }),
    );
    expect(gradient(make, 3)).to.deep.equal([6]);
    expect(checkGradient(make, [3]).ok).to.equal(true);
  });

  it('differentiates the receiver of a method if asked to', () => {
    class Gain {
      k = 2;
      apply(x: number): number {
        return this.k * x;
      }
    }
    defineRule(Gain.prototype.apply, {
      method: true,
      vjp: ((self: Gain, x: number) => [self.k * x, (d: number) => [{ k: d * x }, d * self.k]]) as never,
      jvp: (([self, x]: [Gain, number], [self_, x_]: [{ k: number }, number]) => [
        self.k * x,
        self_.k * x + self.k * x_,
      ]) as never,
    });
    const use = attach(
      (g: Gain, x: number): number => g.apply(x),
      'use',
      1,
      () => ({
        arity: 2,
        forward(t, _self, _self$, g, g$, x) {
          const c = t.resolve((g as Gain).apply, 'g.apply (hand.ts:1:1)');
          const y = c.forward(t, g, g$, x, undefined);
          pushRef(t, c);
          return y;
        },
        reverse(t, dy) {
          t.r[1] = popRef<CompanionFunctions>(t).reverse(t, dy);
          return 0;
        },
        tangent: (t, _self, _self_, g, g_, x, x_) =>
          t.resolve((g as Gain).apply, 'g.apply').tangent(t, g, g_, x, x_),
      }),
    );
    expect(gradient(use, new Gain(), 5)).to.deep.equal([{ k: 5 }, 2]);
    expect(checkGradient(use, [new Gain(), 5]).ok).to.equal(true);
  });

  it('lets a rule change an argument in place and return it', () => {
    const double = defineRule((a: number[]) => a.map((x, i) => (a[i] = 2 * x)) && a, {
      vjp: (a: number[]) => {
        for (let i = 0; i < a.length; i++) a[i] *= 2;
        return [a, (d: number[]) => [d.map((x) => 2 * x)]];
      },
      jvp: ([a], [a_]) => {
        for (let i = 0; i < a.length; i++) a[i] *= 2;
        return [a, (a_ as number[]).map((x) => 2 * x)];
      },
    });
    const [value, back] = pullback(double, [1, 2]);
    expect(value).to.deep.equal([2, 4]);
    expect(back([1, 10])).to.deep.equal([[2, 20]]);
    expect(back([1, 10])).to.deep.equal([[2, 20]]);
    expect(jvp(double, [[1, 2]], [[1, 10]])).to.deep.equal([
      [2, 4],
      [2, 20],
    ]);
  });

  it('lets a rule differentiate inside its own back', () => {
    const nested = defineRule((x: number) => x * x, {
      vjp: (x: number) => [x * x, (d: number) => [d * gradient(square, x)[0]]],
    });
    expect(gradient(nested, 3)).to.deep.equal([6]);
    const [, back] = pullback(nested, 3);
    expect([back(), back(2)]).to.deep.equal([[6], [12]]);
  });
});
