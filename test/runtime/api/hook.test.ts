import { clipGradient, gradient, hook, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { forms, runInForm } from '../../support/bothForms';
import { expectDiffError } from '../support/expectDiffError';

type AnyRun = (...args: never[]) => number;

const programs = `
const { clipGradient, hook } = require('@diffjs/runtime');
exports.number = /* @differentiable */ (x, see) => { const y = hook(x * x, see); return 5 * y; };
exports.copy = /* @differentiable */ (x, see) => { const y = hook(x, see); return 5 * y + 7 * x; };
exports.array = /* @differentiable */ (a, see) => { const before = a[0] * 3; hook(a, see); return before + a[0] * a[1]; };
exports.inner = /* @differentiable */ (x, see) => { const a = [x, 2 * x]; const b = hook(a, see); return a[0] * b[1]; };
exports.tree = /* @differentiable */ (p, see) => { const q = hook(p, see); return q.w[0] * q.b + q.w[1] * 2; };
exports.typed = /* @differentiable */ (v, see) => { const w = hook(v, see); let s = 0; for (let i = 0; i < w.length; i++) s += w[i] * w[i]; return s; };
exports.loop = /* @differentiable */ (x, n) => { let s = x; for (let i = 0; i < n; i++) s = clipGradient(s * 3, { value: 2 }); return s; };
exports.norm = /* @differentiable */ (a) => { const b = clipGradient(a, { norm: 1 }); return 3 * b[0] + 4 * b[1]; };
exports.unused = /* @differentiable */ (x, see) => { hook(2, see); return x * hook(3, see); };
`;

for (const form of forms) {
  describe(`hook in ${form} code`, () => {
    const run = runInForm(programs, form) as Record<string, AnyRun>;
    const of = (name: string): ((...args: unknown[]) => number) => run[name] as never;
    const seeing = (answer?: (d: never) => unknown): { seen: unknown[]; see: (d: never) => unknown } => {
      const seen: unknown[] = [];
      return { seen, see: (d) => (seen.push(structuredClone(d)), answer?.(d)) };
    };

    it('gives the callback the cotangent of a number', () => {
      const { seen, see } = seeing();
      expect(gradient(of('number'), 3, see)).to.deep.equal([30, null]);
      expect(seen).to.deep.equal([5]);
    });

    it('lets it give another one, null standing for zero', () => {
      expect(gradient(of('number'), 3, (d: number) => d + 1)).to.deep.equal([36, null]);
      expect(gradient(of('number'), 3, () => null)).to.deep.equal([0, null]);
      expect(gradient(of('copy'), 3, (d: number) => -d)).to.deep.equal([2, null]);
    });

    it('sees of an array what is computed after it, through any reference', () => {
      const { seen, see } = seeing((d: number[]) => d.map((x) => 10 * x));
      expect(gradient(of('array'), [2, 5], see)).to.deep.equal([[53, 20], null]);
      expect(seen).to.deep.equal([[5, 2]]);
      const inner = seeing((d: number[]) => [d[0], 0]);
      expect(gradient(of('inner'), 3, inner.see)).to.deep.equal([6, null]);
      expect(inner.seen).to.deep.equal([[6, 3]]);
    });

    it('takes objects and typed arrays', () => {
      const { seen, see } = seeing((d: { w: number[]; b: number }) => ({ w: d.w.map((x) => -x), b: d.b }));
      const p = { w: [2, 3], b: 4, name: 'p' };
      expect(gradient(of('tree'), p, see)).to.deep.equal([{ w: [-4, -2], b: 2, name: null }, null]);
      expect(seen).to.deep.equal([{ w: [4, 2], b: 2, name: null }]);
      expect(
        gradient(of('typed'), Float64Array.of(1, 2), (d: Float64Array) => d.map((x) => x / 2)),
      ).to.deep.equal([Float64Array.of(1, 2), null]);
    });

    it('is called once in each reverse sweep', () => {
      const { seen, see } = seeing();
      const [, back] = pullback(of('number'), 3, see);
      back();
      back(2);
      back(0);
      expect(seen).to.deep.equal([5, 10]);
    });

    it('is the identity in forward mode', () => {
      const { seen, see } = seeing(() => 0);
      expect(jvp(of('number') as never, [3, see] as never, [1, null] as never)).to.deep.equal([45, 30]);
      expect(jvp(of('array') as never, [[2, 5], see] as never, [[1, 0], null] as never)).to.deep.equal([
        16, 8,
      ]);
      expect(seen).to.deep.equal([]);
    });

    it('refuses cotangents of another shape', () => {
      expectDiffError(() => gradient(of('number'), 3, () => [1]), 'DIFF3005', /hook/);
      expectDiffError(() => gradient(of('array'), [2, 5], () => [1]), 'DIFF3005', /hook/);
      expectDiffError(() => gradient(of('number'), 3, 4), 'DIFF3003', /a function of the cotangent/);
    });

    it('says nothing of constants', () => {
      const { seen, see } = seeing();
      expect(gradient(of('unused'), 2, see)).to.deep.equal([3, null]);
      if (form === 'traced') expect(seen).to.deep.equal([]);
    });

    it('clips', () => {
      expect(gradient(of('loop'), 1, 3)).to.deep.equal([6, 0]);
      expect(gradient(of('norm'), [1, 1])).to.deep.equal([[0.6, 0.8]]);
    });
  });
}

describe('hook and clipGradient', () => {
  it('give their argument', () => {
    const tree = { w: [1] };
    expect(hook(tree, () => undefined)).to.equal(tree);
    expect(clipGradient(tree, { norm: 1 })).to.equal(tree);
    expectDiffError(() => hook(1, 2 as never), 'DIFF3003', /the number 2/);
    expectDiffError(() => clipGradient(1, {}), 'DIFF3003', /one of/);
    expectDiffError(() => clipGradient(1, { norm: 1, value: 1 }), 'DIFF3003', /one of/);
    expectDiffError(() => clipGradient(1, { norm: -1 }), 'DIFF3003', /positive/);
    expectDiffError(() => clipGradient(1, { nrom: 1 } as never), 'DIFF3003', /norm/);
  });
});
