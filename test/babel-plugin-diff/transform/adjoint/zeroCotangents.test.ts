import { gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';

type Numeric = (...args: number[]) => number;

const functions = loadProgram<Record<string, Numeric>>(`
  /* @differentiable */ export function unselected(x, y) { const root = Math.sqrt(x), pole = 1 / x; return y > 1 ? root + pole : y * y; }
  /* @differentiable */ export function ignored(x) { const [root, square] = [Math.log(x), x * x]; return square + 0 * (root === root ? 1 : 0); }
  /* @differentiable */ export function power(x, y) { return x ** y; }
  /* @differentiable */ export function absolute(x) { return Math.abs(x); }
  /* @differentiable */ export function larger(x, y) { return Math.max(x, y); }
  /* @differentiable */ export function norm(x, y) { return Math.hypot(x, y); }
  /* @differentiable */ export function stepped(x) { return Math.round(x) + Math.floor(x) + Math.sign(x) + (x | 0) + x; }
  /* @differentiable */ export function loops(x) { let s = 0; for (let i = 0; i < 3; i++) { const r = Math.sqrt(x * i); if (i > 3) s += r; s += x; } return s; }
`);

function derivatives(name: string, ...args: number[]): number[] {
  return gradient(functions[name]!, ...args);
}

function tangents(name: string, ...args: number[]): number[] {
  return args.map(
    (_, i) =>
      jvp(functions[name]!, args as never, args.map((_arg, j) => (i === j ? 1 : 0)) as never)[1] as number,
  );
}

describe('points without derivative', () => {
  const cases: [name: string, args: number[], expected: number[]][] = [
    ['unselected', [0, 0.5], [0, 1]],
    ['ignored', [0], [0]],
    ['power', [0, 2], [0, 0]],
    ['power', [0, 1], [1, 0]],
    ['absolute', [0], [0]],
    ['larger', [2, 2], [0.5, 0.5]],
    ['norm', [0, 0], [0, 0]],
    ['stepped', [1.25], [1]],
    ['loops', [0], [3]],
  ];
  for (const [name, args, expected] of cases) {
    it(`${name} at ${args.join(', ')}: ${expected.join(', ')} in both modes`, () => {
      expect(derivatives(name, ...args)).to.deep.equal(expected);
      expect(tangents(name, ...args)).to.deep.equal(expected);
    });
  }

  it('give nothing for a cotangent of zero', () => {
    const [, back] = pullback(functions['power']!, 0, -1);
    expect(back(0).map(Math.abs)).to.deep.equal([0, 0]);
  });
});
