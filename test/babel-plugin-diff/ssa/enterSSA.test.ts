import { expect } from 'chai';
import { structureExits } from '../../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { deadCodeElimination } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/deadCodeElimination.cjs';
import { enterSSA } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/enterSSA.cjs';
import { dedent, hirAfter } from '../../support/hirAfter.js';

const ssaOf = (source: string): string => hirAfter(source, structureExits, enterSSA, deadCodeElimination);

describe('enterSSA', () => {
  it('joins the values of two arms', () => {
    expect(ssaOf('function f(x) { let y = 1; if (x) y = 2; return y; }')).to.equal(
      dedent(`
        primal f(x$0)
          bb1:
            y$1: int = 1
            if x$0 then
              bb2:
                y$3: int = 2
            else
              bb3:
            → bb4
          bb4:
            y$9 = phi(y$3, y$1)
            return y$9
      `),
    );
  });

  it('carries what a loop stores, and closes the loop with phis', () => {
    expect(ssaOf('function f(x) { let s = 0; while (s < x) s = s + x; return s; }')).to.equal(
      dedent(`
        primal f(x$0)
          bb1:
            s$1: int = 0
            while L0 header
              bb2:
                s$13 = phi(s$1, s$7)
                $4 = s$13 < x$0
            test $4 body
              bb3:
                s$7 = s$13 + x$0
            leave never update
              bb4:
            → bb5
          bb5:
            s$14 = phi(s$13, –)
            return s$14
      `),
    );
  });

  it('takes the value at the way out for a loop that is left from the middle', () => {
    const hir = ssaOf('function f(x) { for (;;) { x = x * 2; if (x > 1) break; x = x + 1; } return x; }');
    const [, joined] = /x\$(\d+) = phi\(x\$\d+, x\$\d+\)\n\s+exit/.exec(hir.slice(hir.indexOf('else')))!;
    expect(hir).to.match(new RegExp(`x\\$\\d+ = phi\\(–, x\\$${joined}\\)`));
  });

  it('gives values the names of the variables that hold them', () => {
    const hir = ssaOf('function f(x) { const half = x / 2; const same = half; return same * half; }');
    expect(hir).to.match(/half\$\d+ = x\$0 \/ /);
    expect(hir).to.not.include('same');
  });

  it('leaves an arm that throws out of the phi', () => {
    const hir = ssaOf('function f(x) { let y = 1; if (x) throw x; else y = 2; return y; }');
    expect(hir).to.match(/phi\(–, y\$\d+\)/);
  });
});
