import { DiffError, kernelInfo, kernelsReady, registerKernels, useKernels } from '@diffjs/runtime';
import { expect } from 'chai';
import { reduce, unary } from '../../../packages/runtime/dist/cjs/kernels/dispatch.cjs';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof DiffError ? error.code : String(error);
  }
  return undefined;
};

describe('the registry of kernels', () => {
  let before: readonly string[];
  beforeEach(() => {
    before = useKernels();
  });
  afterEach(() => {
    useKernels(before);
  });

  it('asks an engine in use, from its minimum on, and goes on where it declines', () => {
    const calls: string[] = [];
    registerKernels(
      'test engine',
      {
        unary: (operation, n, _x, _xOffset, _xStride, y, yOffset, yStride) => {
          calls.push(`${operation} ${String(n)}`);
          if (operation !== 'exp') return false;
          for (let i = 0; i < n; i++) y[yOffset + i * yStride] = 42;
          return undefined;
        },
        reduce: (operation) => (operation === 'sum' ? 4 : false),
      },
      { minimum: { unary: 3 } },
    );
    const y = new Float64Array(3);
    unary('exp', 3, y, 0, 1, y, 0, 1);
    expect([...y]).to.deep.equal([1, 1, 1]); // known, but not in use
    useKernels(['test engine', 'javascript']);
    y.fill(0);
    unary('exp', 2, y, 0, 1, y, 0, 1);
    expect([...y]).to.deep.equal([1, 1, 0]);
    unary('exp', 3, y, 0, 1, y, 0, 1);
    unary('neg', 3, y, 0, 1, y, 0, 1);
    expect([...y]).to.deep.equal([-42, -42, -42]);
    expect(calls).to.deep.equal(['exp 3', 'neg 3']);
    expect([reduce('sum', 3, y, 0, 1), reduce('max', 3, y, 0, 1)]).to.deep.equal([4, -42]);
    expect(kernelInfo().inUse).to.deep.equal(['test engine', 'javascript']);
    const info = kernelInfo().engines.find(({ name }) => name === 'test engine');
    expect(info).to.deep.include({ state: 'ready', reason: null, kernels: ['unary', 'reduce'] });
  });

  it('gives back what was in use', async () => {
    const standard = useKernels('javascript');
    expect(kernelInfo().inUse).to.deep.equal(['javascript']);
    useKernels(standard);
    expect((await kernelsReady()).inUse.at(-1)).to.equal('javascript');
  });

  it('refuses names and kernels that it cannot use', () => {
    expect(codeOf(() => useKernels('nobody'))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('javascript', {}))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('', {}))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('a', { gem: () => undefined } as never))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('b', { gemm: 3 } as never))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('c', {}, { minimum: { gemm: -1 } }))).to.equal('DIFF3003');
    expect(codeOf(() => registerKernels('d', {}, { minimum: { exp: 1 } as never }))).to.equal('DIFF3003');
  });
});
