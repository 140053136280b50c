import { expect } from 'chai';
import {
  newBlock,
  newPhi,
  newValue,
  Builder,
} from '../../../packages/babel-plugin-diff/dist/cjs/hir/builder.cjs';
import type { HIRFunction, Value } from '../../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { assertBlocksLinked } from '../../../packages/babel-plugin-diff/dist/cjs/validate/assertBlocksLinked.cjs';
import { assertReverseIsLinear } from '../../../packages/babel-plugin-diff/dist/cjs/validate/assertReverseIsLinear.cjs';
import { assertSSA } from '../../../packages/babel-plugin-diff/dist/cjs/validate/assertSSA.cjs';

/** A function `f(d)` whose body is written by hand. */
function handMade(
  role: HIRFunction['role'],
  write: (builder: Builder, d: Value) => Value | null,
): HIRFunction {
  const d = newValue('d', 'number');
  const builder = new Builder();
  const entry = builder.block;
  const value = write(builder, d);
  builder.block.terminal = { kind: 'return', value, loc: null };
  return { name: 'f', role, params: [d], entry, loc: null };
}

const product = (builder: Builder, left: Value, right: Value): Value =>
  builder.value({ kind: 'binary', operator: '*', left, right }, null, 'number');

describe('assertSSA', () => {
  it('finds a use without definition', () => {
    const stray = newValue('stray');
    const fn = handMade('primal', (builder, d) => product(builder, d, stray));
    expect(() => assertSSA(fn)).to.throw(/stray\$\d+, which is not defined there/);
  });

  it('finds a value of an arm that is used behind it', () => {
    const fn = handMade('primal', (builder, d) => {
      const arm = new Builder();
      const inside = arm.constant(1);
      const fallthrough = newBlock();
      builder.continueAt(
        { kind: 'if', test: d, consequent: arm.block, alternate: newBlock(), fallthrough, loc: null },
        fallthrough,
      );
      return inside;
    });
    expect(() => assertSSA(fn)).to.throw(/not defined there/);
  });

  it('finds locals that are left', () => {
    const fn = handMade('primal', (builder, d) => {
      builder.effect({ kind: 'storeLocal', variable: { id: 0 as never, name: 'x' }, value: d });
      return d;
    });
    expect(() => assertSSA(fn)).to.throw(/local x is left/);
  });
});

describe('assertBlocksLinked', () => {
  it('finds a value that is defined twice', () => {
    const fn = handMade('primal', (builder) => {
      const value = builder.constant(1);
      builder.block.instructions.push({ ...builder.block.instructions[0]! });
      return value;
    });
    expect(() => assertBlocksLinked(fn, true)).to.throw(/defined twice/);
  });

  it('finds a phi that does not fit the edges', () => {
    const fn = handMade('primal', (builder, d) => {
      const fallthrough = newBlock();
      const phi = newPhi(newValue('y'), [d, null]);
      fallthrough.phis.push(phi);
      builder.continueAt(
        { kind: 'if', test: d, consequent: newBlock(), alternate: newBlock(), fallthrough, loc: null },
        fallthrough,
      );
      return phi.result;
    });
    expect(() => assertBlocksLinked(fn, true)).to.throw(/does not fit the edge/);
  });

  it('finds a return from within, once exits are structured', () => {
    const fn = handMade('primal', (builder, d) => {
      const fallthrough = newBlock();
      const consequent = newBlock({ kind: 'return', value: d, loc: null });
      builder.continueAt(
        { kind: 'if', test: d, consequent, alternate: newBlock(), fallthrough, loc: null },
        fallthrough,
      );
      return d;
    });
    expect(() => assertBlocksLinked(fn, true)).to.throw(/returns from within/);
    expect(() => assertBlocksLinked(fn, false)).to.not.throw();
  });
});

describe('assertReverseIsLinear', () => {
  const check = (write: (builder: Builder, d: Value) => Value | null): (() => void) => {
    const fn = handMade('reverse', write);
    return () => assertReverseIsLinear(fn);
  };

  it('accepts scaling, sums and choices', () => {
    const linear = check((builder, d) => {
      const x = builder.value({ kind: 'tapeRead', offset: 0 }, null, 'number');
      const scaled = product(builder, d, x);
      const sum = builder.value({ kind: 'binary', operator: '+', left: scaled, right: d }, null, 'number');
      const zero = builder.constant(0);
      return builder.value({ kind: 'select', test: x, whenTrue: sum, whenFalse: zero }, null, 'number');
    });
    expect(linear).to.not.throw();
  });

  it('refuses products of cotangents', () => {
    expect(check((builder, d) => product(builder, d, d))).to.throw(/not linear/);
  });

  it('refuses a constant beside a cotangent', () => {
    const affine = check((builder, d) => {
      const one = builder.constant(1);
      return builder.value({ kind: 'binary', operator: '+', left: d, right: one }, null, 'number');
    });
    expect(affine).to.throw(/not linear/);
  });

  it('refuses functions of cotangents, and control by them', () => {
    const sine = check((builder, d) =>
      builder.value({ kind: 'math', name: 'sin', args: [d] }, null, 'number'),
    );
    expect(sine).to.throw(/not linear/);
    const branch = check((builder, d) => {
      const fallthrough = newBlock();
      builder.continueAt(
        { kind: 'if', test: d, consequent: newBlock(), alternate: newBlock(), fallthrough, loc: null },
        fallthrough,
      );
      return d;
    });
    expect(branch).to.throw(/decides where control goes/);
  });

  it('knows sums of zeros for zero', () => {
    const zeros = check((builder, d) => {
      const zero = builder.constant(0);
      const twice = builder.value({ kind: 'binary', operator: '+', left: zero, right: zero }, null, 'number');
      return builder.value({ kind: 'binary', operator: '+', left: twice, right: d }, null, 'number');
    });
    expect(zeros).to.not.throw();
  });
});
