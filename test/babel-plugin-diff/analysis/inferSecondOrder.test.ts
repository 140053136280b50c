import { expect } from 'chai';
import { compileProgram } from '../../support/fuzz/loadProgram.js';

/** Names of the functions of a program that get second-order companions. */
function second(source: string, options: object = {}): string[] {
  const code = compileProgram(source, 'program.ts', options);
  return [...code.matchAll(/function (\w+)_forwardTangent\(/g)].map((match) => match[1]!).sort();
}

describe('inferSecondOrder', () => {
  const source = `/* @differentiable */ function f(x) { let s = 0; for (let i = 0; i < 3; i++) s = s * x + f(s); return s; }`;

  it('takes compiled functions, unless the option order says otherwise', () => {
    expect(second(source)).to.deep.equal(['f']);
    expect(second(source, { order: 2 })).to.deep.equal(['f']);
    expect(second(source, { order: 1 })).to.deep.equal([]);
  });

  it('leaves out what has a loop reversed from snapshots, and what calls such', () => {
    const program = `
      /* @differentiable */ function marked(x) { /* @checkpoint */ for (let i = 0; i < 9; i++) x = Math.sin(x); return x; }
      /* @differentiable */ function calling(x) { let s = 0; while (s < 3) s += 1 + marked(x) * x; return s; }
      /* @differentiable */ function plain(x) { return x * x; }`;
    expect(second(program)).to.include('plain').and.not.include.members(['marked']);
    expect(second(program)).to.not.include('calling');
  });
});
