import { checkGradient, defineRule, gradient, isDifferentiable, jvp, pullback } from '@diffjs/runtime';
import { attach } from '@diffjs/runtime/compiled';
import { type MathFunctionName, scalarRules } from '@diffjs/runtime/rules/manifest';
import type { CompanionFunctions } from '@diffjs/runtime/compiled';
import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { compileWithPlugin } from '../../support/compileWithPlugin';
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
        return [x];
      },
      { vjp: (x: number) => [[x], (d: number[]) => [d[0]]] },
    );
    const noVjp = defineRule(
      function noVjp(x: number) {
        return x;
      },
      { jvp: ([x], [d]) => [x, d] },
    );
    expectDiffError(() => jvp(noJvp, [1], [1]), 'DIFF3006', /`noJvp` has no jvp.*no number/);
    expectDiffError(() => gradient(noVjp, 1), 'DIFF3006', /`noVjp` has no vjp/);
    expect(jvp(noVjp, [1], [1])).to.deep.equal([1, 1]);
  });

  it('takes the tangent of a number from vjp where there is no jvp', () => {
    const f = (p: { w: number[]; b: number }, x: number, name?: string): number =>
      name === undefined ? p.w[0] * x + p.w[1] * x * x + p.b : 0;
    defineRule(f, {
      vjp: (p: { w: number[]; b: number }, x: number, name?: string) => [
        f(p, x, name),
        (d: number) => [{ w: [d * x, d * x * x], b: d }, () => d * (p.w[0] + 2 * p.w[1] * x)],
      ],
    });
    const args: [{ w: number[]; b: number }, number] = [{ w: [2, 3], b: 1 }, 4];
    expect(jvp(f as never, args as never, [{ w: [0, 1], b: 0 }, 0.5] as never)).to.deep.equal([57, 16 + 13]);
    expect(jvp(f as never, args as never, [null, 1] as never)).to.deep.equal([57, 26]);
    expect(jvp(f as never, args as never, [null, 0] as never)).to.deep.equal([57, 0]);
    checkGradient(f as never, args as never);
    const flip = defineRule((x: number) => x, {
      vjp: (x: number) => [x, (d: number) => [-d]],
      surrogate: true,
    });
    expect(gradient(flip, 1)).to.deep.equal([-1]);
    expectDiffError(() => jvp(flip, [1], [1]), 'DIFF3006', /has no jvp/);
  });

  it('checks the rule when it is defined', () => {
    const f = (x: number): number => x;
    expectDiffError(() => defineRule(1 as never, {}), 'DIFF3003');
    expectDiffError(() => defineRule(f, {}), 'DIFF3003', /neither vjp nor jvp nor partials/);
    const partials = (): number[] => [1];
    expectDiffError(() => defineRule(f, { partials, jvp: ([x], [d]) => [x, d] }), 'DIFF3003', /beside/);
    expectDiffError(() => defineRule(f, { partials, method: true }), 'DIFF3003', /receiver/);
    expectDiffError(() => defineRule(f, { partials, surrogate: 1 } as never), 'DIFF3003', /true or false/);
    expectDiffError(
      () => defineRule(f, { partials: [1] } as never),
      'DIFF3003',
      /partials of the rule for `f`/,
    );
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

  it('calls a cotangent that is a function only where its argument is differentiated', () => {
    const asked: string[] = [];
    const f = defineRule((x: number, y: number, z: number[]) => x * y * z[0], {
      vjp: (x: number, y: number, z: number[]) => [
        x * y * z[0],
        (d: number) => [
          () => (asked.push('x'), d * y * z[0]),
          () => (asked.push('y'), d * x * z[0]),
          () => (asked.push('z'), [d * x * y]),
          () => asked.push('none'),
        ],
      ],
    });
    const ofX = /* @differentiable */ (x: number): number => {
      try {
        return f(x, 2, [3]);
      } finally {
        asked.push('called');
      }
    };
    expect(gradient(ofX, 5)).to.deep.equal([6]);
    expect(asked).to.deep.equal(['called', 'x']);
    asked.length = 0;
    const ofXY = /* @differentiable */ (x: number, y: number): number => f(x, y, [3]);
    expect(gradient(ofXY, 5, 2)).to.deep.equal([6, 15]);
    expect(asked).to.include.members(['x', 'y']).and.not.include('none');
    expect(gradient(f, 5, 2, [3])).to.deep.equal([6, 15, [10]]);
  });

  it('finds what an object holds that was made around something active', () => {
    const total = defineRule((o: { a: number[] }) => o.a[0] + o.a[1], {
      vjp: (o: { a: number[] }) => [o.a[0] + o.a[1], (d: number) => [{ a: [d, d] }]],
      jvp: ([o], [o_]) => [o.a[0] + o.a[1], (o_ as { a: number[] }).a[0] + (o_ as { a: number[] }).a[1]],
    });
    const compiled = /* @differentiable */ (v: number[]): number => total({ a: v });
    const traced = /* @differentiable */ (v: number[]): number => {
      try {
        return total({ a: v });
      } catch {
        return 0;
      }
    };
    for (const f of [compiled, traced]) {
      expect(gradient(f, [1, 2])).to.deep.equal([[1, 1]]);
      expect(jvp(f, [[1, 2]], [[1, 0]])).to.deep.equal([3, 1]);
    }
  });

  describe('with partials', () => {
    const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
    defineRule(logistic, { partials: (_args, out) => [out * (1 - out)] });

    const scaled = (x: number, k: number, kind?: 'exp' | 'sin'): number => Math[kind ?? 'sin'](x) * k;
    defineRule(scaled, {
      partials: ([x, k, kind], out) => [kind === 'exp' ? out : Math.cos(x) * k, () => out / k, null],
    });

    it('gives both modes', () => {
      expect(gradient(logistic, 0)).to.deep.equal([0.25]);
      expect(jvp(logistic, [0], [2])).to.deep.equal([0.5, 0.5]);
      checkGradient(logistic, [0.7]);
      checkGradient(scaled, [0.7, 3, 'exp']);
      checkGradient(scaled as (x: number, k: number) => number, [0.7, 3]);
    });

    it('is used by compiled and by traced code', () => {
      const compiled = /* @differentiable */ (x: number): number => logistic(x * x) * scaled(x, x);
      const traced = /* @differentiable */ (x: number): number => {
        try {
          return logistic(x * x) * scaled(x, x);
        } catch {
          return 0;
        }
      };
      checkGradient(compiled, [0.7]);
      checkGradient(traced, [0.7]);
      expect(gradient(compiled, 0.7)[0]).to.be.closeTo(gradient(traced, 0.7)[0], 1e-15);
    });

    it('can be a callback, which is given more than it takes', () => {
      const compiled = /* @differentiable */ (a: number[]): number => a.map(logistic)[0];
      const traced = /* @differentiable */ (a: number[]): number => {
        try {
          return a.map(logistic)[0];
        } catch {
          return 0;
        }
      };
      for (const f of [compiled, traced]) {
        expect(gradient(f, [0, 1])).to.deep.equal([[0.25, 0]]);
        expect(jvp(f, [[0, 1]], [[1, 0]])).to.deep.equal([0.5, 0.25]);
      }
    });

    it('asks for no partials under a zero cotangent or tangent', () => {
      let count = 0;
      const root = defineRule((x: number) => Math.sqrt(x), {
        partials: (_args, out) => (count++, [0.5 / out]),
      });
      expect(pullback(root, 0)[1](0)).to.deep.equal([0]);
      expect(jvp(root, [0], [0])).to.deep.equal([0, 0]);
      expect(count).to.equal(0);
      expect(gradient(root, 0)).to.deep.equal([Infinity]);
    });

    it('says what is wrong', () => {
      const rule = (value: unknown, given: unknown): ((x: number) => number) =>
        defineRule(
          function wrong(_x: number): unknown {
            return value;
          } as (x: number) => number,
          { partials: () => given as number[] },
        );
      expectDiffError(() => gradient(rule(1, 2), 1), 'DIFF3005', /partials gave the number 2/);
      expectDiffError(() => gradient(rule(1, []), 1), 'DIFF3005', /undefined for argument 0/);
      expectDiffError(() => jvp(rule(1, ['x']), [1], [1]), 'DIFF3005', /a string for argument 0/);
      expectDiffError(() => gradient(rule('y', [1]), 1), 'DIFF3005', /the function gave a string/);
      const ofArray = defineRule((a: number[]) => a[0], { partials: () => [1] });
      expectDiffError(
        () => gradient(ofArray, [1]),
        'DIFF3005',
        /argument 0 is no number.*Write \{ vjp, jvp \}/,
      );
      const ofHolder = defineRule((o: { a: number[] }) => o.a[0], { partials: () => [1] });
      const wrapping = /* @differentiable */ (a: number[]): number => {
        try {
          return ofHolder({ a });
        } finally {
          a[0] = 0;
        }
      };
      expectDiffError(() => gradient(wrapping, [1]), 'DIFF3005', /argument 0 is no number/);
    });
  });

  describe('of compiled functions', () => {
    const square = (x: number): number => x * x;
    defineRule(square, { partials: () => [100] });
    function sum(a: number[]): number {
      let s = 0;
      for (let i = 0; i < a.length; i++) s += square(a[i]);
      return s;
    }

    it('is found by functions of the same file that call them by name', () => {
      const f = /* @differentiable */ (x: number): number => square(x) + 1;
      expect(gradient(f, 1)).to.deep.equal([100]);
      expect(jvp(f, [1], [1])).to.deep.equal([2, 100]);
      const g = /* @differentiable */ (x: number): number => sum([x, 2 * x]);
      expect(gradient(g, 1)).to.deep.equal([300]);
    });

    it('is found by them where the rule comes from elsewhere', () => {
      const program = compileWithPlugin(
        `const { defineRule: giveRule, gradient, jvp } = require('@diffjs/runtime');
        const { deepEqual } = require('node:assert').strict;
        const square = (x) => x * x;
        const f = /* @differentiable */ (x) => square(x) + 1;
        const g = /* @differentiable */ (a) => { let s = 0; for (const x of a) s += square(x); return s; };
        deepEqual(gradient(f, 1), [2]);
        giveRule(square, { partials: () => [100] });
        deepEqual(gradient(f, 1), [100]);
        deepEqual(jvp(f, [1], [1]), [2, 100]);
        deepEqual(gradient(g, [1, 2]), [[100, 100]]);
        console.log('done');`,
        {},
        { sourceType: 'script' },
      );
      expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })).to.equal('done\n');
    });
  });

  describe('of built-in functions', () => {
    it('takes precedence in compiled and in traced code, wherever the function is called', () => {
      const program = compileWithPlugin(
        `const { defineRule, gradient, jvp, prepareVjp, jacobian } = require('@diffjs/runtime');
        const { deepEqual } = require('node:assert').strict;
        const f = /* @differentiable */ (x) => Math.sin(x) + Math.cos(x);
        const loop = /* @differentiable */ (a) => { let s = 0; for (let i = 0; i < a.length; i++) s += Math.sin(a[i]); return s; };
        const mapped = /* @differentiable */ (a) => a.map(Math.sin)[0];
        const traced = /* @differentiable */ (x) => { try { return Math.sin(x); } catch { return 0; } };
        const joined = /* @differentiable */ (a) => a.concat([1])[0] * 3;
        deepEqual(gradient(f, 0), [1]);
        deepEqual(gradient(joined, [5]), [[3]]);
        defineRule(Math.sin, { partials: () => [100] });
        defineRule(Array.prototype.concat, { method: true,
          vjp: (self, other) => [self.concat(other), (d) => [d.slice(0, self.length).map((x) => 10 * x), null]] });
        deepEqual(gradient(f, 0), [100]);
        deepEqual(jvp(f, [0], [1]), [1, 100]);
        deepEqual(gradient(loop, [0, 0]), [[100, 100]]);
        deepEqual(gradient(mapped, [0]), [[100]]);
        deepEqual(gradient(traced, 0), [100]);
        deepEqual(gradient(joined, [5]), [[30]]);
        deepEqual(jacobian(f, 0), 100);
        console.log('done');`,
        {},
        { sourceType: 'script' },
      );
      expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })).to.equal('done\n');
    });

    it('is refused for those that compiled code takes for constants', () => {
      const flat = (Object.keys(scalarRules) as MathFunctionName[]).filter((name) =>
        scalarRules[name].partials.every((each) => each === '0'),
      );
      expect(flat).to.include('floor');
      for (const f of [...flat.map((name) => Math[name]), Math.imul, Number.isInteger, String])
        expectDiffError(
          () => defineRule(f as (x: number) => unknown, { vjp: (x) => [x, () => [1]] }),
          'DIFF3003',
          /Wrap it/,
        );
    });
  });

  it('covers functions of packages, CommonJS and ES modules, frozen ones', () => {
    const program = compileWithPlugin(
      `import { createRequire } from 'node:module';
      import { strict as assert } from 'node:assert';
      import { easeCubic } from 'd3-ease';
      import { defineRule, gradient } from '@diffjs/runtime';
      const { rgb } = createRequire(process.cwd() + '/x.js')('color-convert');
      Object.freeze(easeCubic);
      const f = /* @differentiable */ (x) => easeCubic(x) * 2;
      const g = /* @differentiable */ (x) => { try { return rgb.hsl(x, 0, 0)[2]; } finally { x = 0; } };
      assert.throws(() => gradient(f, 0.25), { code: 'DIFF3101' });
      assert.throws(() => gradient(g, 200), { code: 'DIFF3101' });
      defineRule(easeCubic, { partials: ([x]) => [x < 0.5 ? 12 * x * x : 12 * (1 - x) ** 2] });
      defineRule(rgb.hsl, { vjp: (r, g, b) => [rgb.hsl(r, g, b), (d) => [d[2] * 7]] });
      assert.deepEqual(gradient(f, 0.25), [1.5]);
      assert.deepEqual(gradient(g, 200), [7]);
      console.log('done');`,
      {},
      { sourceType: 'module' },
    );
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect(printed).to.equal('done\n');
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
