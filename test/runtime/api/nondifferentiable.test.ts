import { gradient, jvp } from '@diffjs/runtime';
import { expect } from 'chai';
import { buildErrorOf } from '../../support/compileWithPlugin';
import { forms, runInForm } from '../../support/bothForms';
import { expectDiffError } from '../support/expectDiffError';

type Scalar = (x: number) => number;

/** Each computes g(x)·x with g(x) = x² or the like, in a form of `@nondifferentiable`; at 3 the derivative is g(3). */
const cases: readonly (readonly [name: string, source: string, expected: number])[] = [
  [
    'a function',
    'const g = /* @nondifferentiable */ (x) => x * x; exports.f = /* @differentiable */ (x) => g(x) * x;',
    9,
  ],
  [
    'a declaration',
    'exports.f = /* @differentiable */ (x) => g(x) * x; /* @nondifferentiable */ function g(x) { return x * x; }',
    9,
  ],
  [
    'a callback',
    'const g = /* @nondifferentiable */ (x) => x * x; exports.f = /* @differentiable */ (x) => [x].map(g)[0] * x;',
    9,
  ],
  [
    'numbers of an array',
    'const g = /* @nondifferentiable */ (a) => a[0] * a[1]; exports.f = /* @differentiable */ (x) => g([x, x]) * x;',
    9,
  ],
  [
    'an object as result',
    'const g = /* @nondifferentiable */ (a) => ({ y: [a.x * a.x] }); exports.f = /* @differentiable */ (x) => g({ x }).y[0] * x;',
    9,
  ],
  [
    'a method',
    'class C { /* @nondifferentiable */ g(x) { return x * x; } } exports.f = /* @differentiable */ (x) => new C().g(x) * x;',
    9,
  ],
  [
    'a static method',
    'class C { /* @nondifferentiable */ static g(x) { return x * x; } } exports.f = /* @differentiable */ (x) => C.g(x) * x;',
    9,
  ],
  [
    'a private method',
    'class C { #k = 1; /* @nondifferentiable */ #g(x) { return x * x * this.#k; } f(x) { return this.#g(x) * x; } } exports.f = /* @differentiable */ (x) => new C().f(x);',
    9,
  ],
  [
    'a getter',
    'class C { /* @nondifferentiable */ get g() { return this.x * this.x; } } exports.f = /* @differentiable */ (x) => { const c = new C(); c.x = x; return c.g * x; };',
    9,
  ],
  [
    'a method of a literal',
    'const o = { /* @nondifferentiable */ g(x) { return x * x; } }; exports.f = /* @differentiable */ (x) => o.g(x) * x;',
    9,
  ],
  [
    'a property of a literal',
    'const o = { g: /* @nondifferentiable */ (x) => x * x }; exports.f = /* @differentiable */ (x) => o.g(x) * x;',
    9,
  ],
  [
    'a nested function',
    'exports.f = /* @differentiable */ (x) => { const g = /* @nondifferentiable */ (a) => a * a; return g(x) * x; };',
    9,
  ],
  [
    'a nested declaration that assigns',
    'exports.f = /* @differentiable */ (x) => { let y = x; /* @nondifferentiable */ function g() { y = x; } g(); return y * x; };',
    3,
  ],
  [
    'a nested class',
    'exports.f = /* @differentiable */ (x) => { class C { /* @nondifferentiable */ g(a) { try { return a * a; } finally { a = 0; } } } return new C().g(x) * x; };',
    9,
  ],
  [
    'a nested literal',
    'exports.f = /* @differentiable */ (x) => { const o = { /* @nondifferentiable */ g(a = 2, ...r) { return a * a + r.length; } }; return o.g(x) * x; };',
    9,
  ],
  [
    'a closure made in it',
    'exports.f = /* @differentiable */ (x) => { const g = /* @nondifferentiable */ (a) => { try { return () => a * a; } finally { a *= 1; } }; return g(x)() * x; };',
    9,
  ],
  [
    'what it throws',
    'exports.f = /* @differentiable */ (x) => { const g = /* @nondifferentiable */ (a) => { throw a; }; try { g(x); } catch (e) { return e * e * x; } };',
    9,
  ],
];

for (const form of forms) {
  describe(`@nondifferentiable in ${form} code`, () => {
    for (const [name, source, expected] of cases) {
      it(`stops the derivative: ${name}`, () => {
        const { f } = runInForm(source, form) as { f: Scalar };
        expect(gradient(f, 3)).to.deep.equal([expected]);
        expect(jvp(f, [3], [1])).to.deep.equal([expected * 3, expected]);
      });
    }

    it('refuses what would keep its derivative: an object handed back', () => {
      const { f } = runInForm(
        `exports.f = /* @differentiable */ (a) => { const g = /* @nondifferentiable */ (b) => b; return g(a)[0] * a[0]; };`,
        form,
      ) as { f: (a: number[]) => number };
      expectDiffError(() => gradient(f, [3]), 'DIFF3105', /constant\(x\)/);
    });
  });
}

describe('@nondifferentiable', () => {
  it('holds in other files', () => {
    const { g } = runInForm('exports.g = /* @nondifferentiable */ (x) => x * x;', 'compiled') as {
      g: Scalar;
    };
    const f = /* @differentiable */ (x: number, h: Scalar): number => h(x) * x;
    expect(gradient(f, 3, g)).to.deep.equal([9, null]);
  });

  it('is refused before nested async functions and generators', () => {
    for (const g of ['async (a) => a', 'function* (a) { yield a; }']) {
      const error = buildErrorOf(
        `export const f = /* @differentiable */ (x) => { const g = /* @nondifferentiable */ ${g}; g(x); return x; };`,
      );
      expect(error.diagnostics.map(({ code }) => code)).to.deep.equal(['DIFF1119']);
    }
  });
});
