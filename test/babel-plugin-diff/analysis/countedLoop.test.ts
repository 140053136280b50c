import { expect } from 'chai';
import { countedLoop } from '../../../packages/babel-plugin-diff/dist/cjs/analysis/countedLoop.cjs';
import type { Instruction, Value } from '../../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { forEachInstruction, loopsOf } from '../../../packages/babel-plugin-diff/dist/cjs/hir/visitors.cjs';
import { analyse } from '../../support/analyse.js';

function loopIn(body: string): { step: number; inclusive: boolean } | null {
  const { hir } = analyse(`function f(x, n) { ${body} return x * 2; }`)['f']!;
  const definitions = new Map<Value, Instruction>();
  forEachInstruction(hir, (instruction) => {
    if (instruction.result) definitions.set(instruction.result, instruction);
  });
  const found = countedLoop(loopsOf(hir)[0]!, (value) => definitions.get(value));
  return found && { step: found.step, inclusive: found.inclusive };
}

describe('countedLoop', () => {
  it('finds counter, step and bound', () => {
    expect(loopIn('for (let i = 0; i < n; i = i + 1) x = x * i;')).to.deep.equal({
      step: 1,
      inclusive: false,
    });
    expect(loopIn('for (let i = 9; i >= n; i = i - 2) x = x * i;')).to.deep.equal({
      step: -2,
      inclusive: true,
    });
    expect(loopIn('let i = 0; while (i <= n) { x = x * i; i = i + 3; }')).to.deep.equal({
      step: 3,
      inclusive: true,
    });
  });

  it('wants the test to look the way the counter goes', () => {
    expect(loopIn('for (let i = 0; i > n; i = i + 1) x = x * i;')).to.equal(null);
  });

  it('wants integers and one step in every turn', () => {
    expect(loopIn('for (let i = 0; i < n; i = i + 0.5) x = x * i;')).to.equal(null);
    expect(loopIn('for (let i = 0; i < n; i = i + 1) { if (x > i) i = i + 1; x = x * i; }')).to.equal(null);
    expect(loopIn('while (x < n) x = x * 2;')).to.equal(null);
  });
});
