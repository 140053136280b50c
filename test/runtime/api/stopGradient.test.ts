import { constant, gradient, jvp, pullback, stopGradient } from '@diffjs/runtime';
import type { CompanionFunctions } from '@diffjs/runtime/compiled';
import { attach } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import { popRef, pushRef } from '../support/handWritten';

/** a ↦ g(a)[0] + a[0]: only the second term counts */
const withStopped = (g: (a: number[]) => number[]): ((a: number[]) => number) =>
  attach(
    (a: number[]): number => g(a)[0] + a[0],
    'withStopped',
    1,
    (): CompanionFunctions => ({
      arity: 1,
      forward(t, _self, _self$, a, a$) {
        const c = t.resolve(g, 'g (hand.ts:1:1)');
        const b = c.forward(t, undefined, undefined, a, a$) as number[];
        t.late++;
        const b$ = t.late$(b, t.ret);
        t.late--;
        pushRef(t, c);
        pushRef(t, b$);
        pushRef(t, a$);
        t.ret = undefined;
        return b[0] + (a as number[])[0];
      },
      reverse(t, dy) {
        popRef<number[]>(t)[0] += dy;
        const b$ = popRef<number[] | undefined>(t);
        if (b$ !== undefined) b$[0] += dy;
        return popRef<CompanionFunctions>(t).reverse(t, 0);
      },
      tangent(t, _self, _self_, a, a_) {
        const b = t.resolve(g, 'g').tangent(t, undefined, undefined, a, a_) as number[];
        t.late++;
        const b_ = t.late_(b, t.ret_) as number[] | undefined;
        t.late--;
        t.ret_ = (b_?.[0] ?? 0) + (a_ as number[])[0];
        return b[0] + (a as number[])[0];
      },
    }),
  );

for (const [name, stop] of [
  ['stopGradient', stopGradient],
  ['constant', constant],
] as const) {
  describe(name, () => {
    it('is zero in both modes on numbers', () => {
      expect(stop(3)).to.equal(3);
      expect(gradient(stop<number>, 3)).to.deep.equal([0]);
      expect(jvp(stop<number>, [3], [1])).to.deep.equal([3, 0]);
    });

    it('stops the derivative of an array, under a repeated back too', () => {
      const f = withStopped(stop as (a: number[]) => number[]);
      const [value, back] = pullback(f, [5, 6]);
      expect(value).to.equal(10);
      expect(back()).to.deep.equal([[1, 0]]);
      expect(back(2)).to.deep.equal([[2, 0]]);
      expect(jvp(f, [[5, 6]], [[1, 0]])).to.deep.equal([10, 1]);
    });
  });
}

describe('stopGradient and constant', () => {
  it('differ in identity: the thing itself, or a copy', () => {
    const tree = {
      a: [1, { b: Float32Array.of(2) }],
      m: new Map([['k', [3]]]),
      f: Math.sin,
      tie: undefined as unknown,
    };
    tree.tie = tree.a;
    expect(stopGradient(tree)).to.equal(tree);
    const copy = constant(tree);
    expect(copy).to.deep.equal(tree);
    expect(copy).to.not.equal(tree);
    expect(copy.a).to.not.equal(tree.a);
    expect(copy.tie).to.equal(copy.a);
    expect(copy.f).to.equal(Math.sin);
  });

  it('constant refuses what it cannot copy', () => {
    class Secret {
      #x = 1;
      get x(): number {
        return this.#x;
      }
    }
    expectDiffError(
      () => constant({ s: new Secret() }),
      'DIFF3105',
      /argument of constant\.s is an instance of Secret/,
    );
    expect(constant(new Date(0))).to.deep.equal(new Date(0));
  });
});
