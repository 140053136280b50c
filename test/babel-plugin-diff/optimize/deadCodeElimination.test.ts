import { expect } from 'chai';
import { structureExits } from '../../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { deadCodeElimination } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/deadCodeElimination.cjs';
import { enterSSA } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/enterSSA.cjs';
import { compileProgram } from '../../support/fuzz/loadProgram.js';
import { hirAfter } from '../../support/hirAfter.js';

const liveOf = (source: string): string => hirAfter(source, structureExits, enterSSA, deadCodeElimination);

describe('deadCodeElimination', () => {
  it('removes what nobody needs', () => {
    expect(liveOf('function f(x) { const unused = 7 * 8; return x; }')).to.not.match(/= (7|8)|\*/);
  });

  it('keeps loads of the program, which may throw', () => {
    expect(liveOf('function f(o) { o.p; return 1; }')).to.include('.p');
  });

  it('keeps conversions of the program, which may call the user', () => {
    expect(liveOf('function f(o) { -o; return 1; }')).to.include('- o$0');
  });

  it('removes phis that only feed one another', () => {
    const hir = liveOf('function f(x) { let s = 0; while (x > 0) { s = -1; x = x - 1; } return x; }');
    expect(hir).to.not.match(/s\$\d+/);
  });

  it('removes ifs and loops of companions that have become empty', () => {
    const code = compileProgram(
      '/* @differentiable */ function f(x, y) { let n = 0; for (let i = 0; i < 9; i++) if (x > i) n++; return n * y; }',
    );
    const reverse = code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
    expect(reverse).to.not.match(/\b(for|while|if)\b/);
  });
});
