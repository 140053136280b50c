import { expect } from 'chai';
import { Builder, newValue } from '../../../packages/babel-plugin-diff/dist/cjs/hir/builder.cjs';
import type { Value } from '../../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { printInstruction } from '../../../packages/babel-plugin-diff/dist/cjs/hir/printHIR.cjs';
import {
  partialsOf,
  type ScalarOperation,
} from '../../../packages/babel-plugin-diff/dist/cjs/transform/partials.cjs';

const x = newValue('x', 'number');
const y = newValue('y', 'number');
const d = newValue('d', 'number');
const out = newValue('out', 'number');

/** The expression that `emitContribution` builds, with what is computed on the way put in. */
function contribution(
  op: ScalarOperation,
  index: number,
  known: ReadonlyMap<Value, number> = new Map(),
): string {
  const partial = partialsOf(op, (value) => known.get(value) ?? null)[index]!;
  if (partial.isZero) return '0';
  const builder = new Builder();
  const operands = op.kind === 'unary' ? [op.argument] : op.kind === 'binary' ? [op.left, op.right] : op.args;
  const result = partial.emitContribution(builder, d, (name) => (name === 'out' ? out : operands[name]!));
  const texts = new Map<Value, string>([x, y, d, out].map((value) => [value, value.name!]));
  for (const instruction of builder.block.instructions) {
    const text = printInstruction(instruction).replace(/^.*? = /, '');
    const filled = text.replace(/\w*\$\d+/g, (name) => {
      for (const [value, known] of texts) if (name === (value.name ?? '') + '$' + value.id) return known;
      return name;
    });
    texts.set(instruction.result!, /^[\w.$-]+(\(.*\))?$/.test(filled) ? filled : `(${filled})`);
  }
  return texts.get(result)!;
}

const binary = (operator: '+' | '-' | '*' | '/' | '%' | '**'): ScalarOperation => ({
  kind: 'binary',
  operator,
  left: x,
  right: y,
});

describe('partials', () => {
  it('come from the rules manifest', () => {
    expect(contribution({ kind: 'math', name: 'sin', args: [x] }, 0)).to.equal('(d * Math.cos(x))');
    expect(contribution({ kind: 'math', name: 'tanh', args: [x] }, 0)).to.equal('(d * (1 - (out * out)))');
    expect(contribution(binary('-'), 1)).to.equal('(- d)');
  });

  it('are guarded by the factor where they can be infinite', () => {
    expect(contribution({ kind: 'math', name: 'log', args: [x] }, 0)).to.equal('(guard d => (d / x))');
    expect(partialsOf(binary('%')).map(({ singular }) => singular)).to.deep.equal([false, true]);
  });

  it('fold a literal exponent', () => {
    const power = (n: number): string => contribution(binary('**'), 0, new Map([[y, n]]));
    expect(power(0)).to.equal('0');
    expect(power(1)).to.equal('d');
    expect(power(2)).to.equal('(d * (2 * x))');
    expect(power(3)).to.equal('(d * (3 * (x ** 2)))');
    expect(power(-1)).to.match(/^\(guard d/);
  });

  it('say what they read', () => {
    expect([...partialsOf(binary('/'))[0]!.reads()]).to.deep.equal([1]);
    expect([...partialsOf({ kind: 'math', name: 'sqrt', args: [x] })[0]!.reads()]).to.deep.equal(['out']);
    const three: ScalarOperation = { kind: 'math', name: 'max', args: [x, y, x] };
    expect([...partialsOf(three)[0]!.reads()]).to.have.members([0, 1, 2, 'out']);
  });

  it('are zero for what has no derivative, and for arguments that are not looked at', () => {
    expect(partialsOf({ kind: 'math', name: 'floor', args: [x] })[0]!.isZero).to.equal(true);
    expect(partialsOf({ kind: 'math', name: 'sin', args: [x, y] }).map(({ isZero }) => isZero)).to.deep.equal(
      [false, true],
    );
    expect(partialsOf({ kind: 'math', name: 'atan2', args: [x] })[0]!.isZero).to.equal(true);
    expect(partialsOf({ kind: 'binary', operator: '<', left: x, right: y })[0]!.isZero).to.equal(true);
  });
});
