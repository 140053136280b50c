import { expect } from 'chai';
import { checkGradient, gradient, mul, NDArray, pullback, sum } from '@diffjs/runtime';
import { compileProgram, loadProgram } from '../../support/fuzz/loadProgram.js';

/** What the record of `f` says. */
function stabilityIn(body: string): string | undefined {
  const source = `import { g, h } from './others';
    const k = g;
    let last = g;
    export function set(f) { last = f; }
    /* @differentiable */ export function f(x, p) { ${body} }`;
  const code = compileProgram(source, 'program.ts', { order: 1 });
  return /stable: true|stableWith: \(\) => \[[^\]]*\]/.exec(code)?.[0];
}

const ARRAYS = `import { mul, sum } from '@diffjs/runtime';
  const called = globalThis.calledInTest;
  /* @differentiable */ export function f(x) {
    const y = mul(x, x);
    return called(x) * sum(mul(y, x));
  }`;
const LISTS = `const called = globalThis.calledInTest;
  /* @differentiable */ export function f(x) {
    let s = 0;
    for (let i = 0; i < x.length; i++) s += x[i] * x[i] * Math.sin(x[i]);
    return s * called(x);
  }`;

describe('functions that leave what they are given as it is', () => {
  it('are those whose callees are such, which are asked by name', () => {
    expect(stabilityIn('return x[0] * x[1];')).to.equal('stable: true');
    expect(stabilityIn('return g(x) + h(x) * g(x);')).to.equal('stableWith: () => [g, h]');
    expect(stabilityIn('return k(x);')).to.equal('stableWith: () => [k]');
  });

  it('are none that store, or call what has no name outside', () => {
    expect(stabilityIn('x[0] = 1; return g(x);')).to.equal(undefined);
    expect(stabilityIn('return p(x) + g(x);')).to.equal(undefined);
    expect(stabilityIn('return p.g(x) + g(x);')).to.equal(undefined);
    expect(stabilityIn('last = p; return g(x);')).to.equal(undefined);
    expect(stabilityIn('return g(x) + new h(x).value;')).to.equal(undefined);
  });

  it('are asked before each sweep, and take copies of what others store into', () => {
    const load = <X>(called: unknown, source: string): { f(x: X): number } => {
      const scope = globalThis as { calledInTest?: unknown };
      scope.calledInTest = called;
      try {
        return loadProgram<{ f(x: X): number }>(source, 'program.ts');
      } finally {
        delete scope.calledInTest;
      }
    };
    const x = (): NDArray => new NDArray(Float64Array.of(0.3, 0.7, -0.2));
    const leaves = /* @differentiable */ (x: NDArray): number => sum(mul(x, x));
    const stores = /* @differentiable */ (x: NDArray): number => {
      x.set(0, x.get(1) * 2);
      return sum(mul(x, x));
    };
    for (const called of [leaves, stores]) {
      const { f } = load<NDArray>(called, ARRAYS);
      expect(checkGradient(f, [x()], { order: 2 }).ok).to.equal(true);
      const whole = gradient(f, x())[0].toArray();
      expect(whole).to.deep.equal((pullback(f, x())[1](1)[0] as NDArray).toArray());
    }
    const leavesList = /* @differentiable */ (x: Float64Array): number => x[0]! * x[2]!;
    const storesList = /* @differentiable */ (x: Float64Array): number => {
      x[1] = x[0]! * 3;
      return x[1] * x[2]!;
    };
    const list = (): Float64Array => Float64Array.of(0.4, 1.2, -0.5);
    for (const called of [leavesList, storesList]) {
      const { f } = load<Float64Array>(called, LISTS);
      expect(checkGradient(f, [list()], { order: 2 }).ok).to.equal(true);
      expect(gradient(f, list())[0]).to.deep.equal(pullback(f, list())[1](1)[0]);
    }
  });

  it('may call one another', () => {
    const { even } = loadProgram<{ even(x: NDArray, n: number): number }>(
      `import { mul, sum } from '@diffjs/runtime';
       const odd = globalThis.parseInt(1) && /* @differentiable */ ((x, n) => even(mul(x, 2), n - 1));
       /* @differentiable */ export function even(x, n) { return n < 1 ? sum(mul(x, x)) : odd(x, n - 1) * 2; }`,
      'program.ts',
    );
    expect(gradient(even, new NDArray(Float64Array.of(1, 2)), 2)[0].toArray()).to.deep.equal([16, 32]);
  });
});
