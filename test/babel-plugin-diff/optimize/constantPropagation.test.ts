import { expect } from 'chai';
import { structureExits } from '../../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { constantPropagation } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/constantPropagation.cjs';
import { deadCodeElimination } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/deadCodeElimination.cjs';
import { eliminateRedundantPhi } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/eliminateRedundantPhi.cjs';
import { enterSSA } from '../../../packages/babel-plugin-diff/dist/cjs/ssa/enterSSA.cjs';
import { dedent, hirAfter } from '../../support/hirAfter.js';

const foldedOf = (source: string): string =>
  hirAfter(source, structureExits, enterSSA, eliminateRedundantPhi, constantPropagation, deadCodeElimination);

describe('constantPropagation', () => {
  it('folds operations and branches on constants', () => {
    expect(foldedOf('function f(x) { const k = 2 * 3; if (k > 5) return x * k; return k; }')).to.equal(
      dedent(`
        primal f(x$0)
          bb1:
            k$3: int = 6
            result$9 = x$0 * k$3
            return result$9
      `),
    );
  });

  it('leaves sums with zero and products with one alone in the program itself', () => {
    // x + 0 is not x for x = -0, and x * 1 converts.
    const hir = foldedOf('function f(x) { return x * 1 + 0; }');
    expect(hir).to.include(' * ');
    expect(hir).to.include(' + ');
  });

  it('keeps the sign of zero', () => {
    expect(foldedOf('function f() { return -1 * 0; }')).to.match(/= -0/);
  });

  it('sees that an exit code is never set', () => {
    const hir = foldedOf(
      'function f(x) { for (let i = 0; i < 3; i = i + 1) { if (false) break; x = x * 2; } return x; }',
    );
    expect(hir).to.match(/\$(\d+): boolean = false\s+leave \$\1/);
    expect(hir).to.not.include('exit');
  });

  it('folds a phi of equal constants', () => {
    expect(foldedOf('function f(x) { let k = 2; if (x) k = 2; return k; }')).to.match(/= 2\n.*return/s);
  });
});
