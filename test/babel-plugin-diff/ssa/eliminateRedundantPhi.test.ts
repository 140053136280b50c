import { expect } from 'chai';
import { structureExits } from '../../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { eliminateRedundantPhi } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/eliminateRedundantPhi.cjs';
import { enterSSA } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/enterSSA.cjs';
import { hirAfter } from '../../support/hirAfter.js';

const before = (source: string): string => hirAfter(source, structureExits, enterSSA);
const after = (source: string): string => hirAfter(source, structureExits, enterSSA, eliminateRedundantPhi);
const phis = (hir: string): number => (hir.match(/phi/g) ?? []).length;

describe('eliminateRedundantPhi', () => {
  it('removes phis of what a loop stores but does not change', () => {
    const source = 'function f(x, y) { for (let i = 0; i < x; i = i + 1) y = y; return y; }';
    expect(before(source)).to.match(/y\$\d+ = phi/);
    expect(after(source)).to.not.match(/y\$\d+ = phi/);
    expect(after(source)).to.include('return y$1');
  });

  it('goes on where one removal makes another phi redundant', () => {
    const source = 'function f(x, y) { while (x) { while (x) { y = y; x = x - 1; } } return y; }';
    expect(after(source)).to.not.match(/y\$\d+ = phi/);
  });

  it('keeps the phi that closes a loop, though it has one operand', () => {
    const source = 'function f(x) { while (x > 1) x = x / 2; return x; }';
    expect(phis(after(source))).to.equal(phis(before(source)));
  });

  it('keeps the phi of an arm that does not throw, where the value was made in it', () => {
    const source = 'function f(x) { let y; if (x) throw x; else y = x * 2; return y; }';
    expect(after(source)).to.match(/y\$\d+ = phi\(–, y\$\d+\)/);
  });
});
