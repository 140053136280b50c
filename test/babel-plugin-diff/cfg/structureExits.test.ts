import { expect } from 'chai';
import { structureExits } from '../../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { dedent, hirAfter } from '../../support/hirAfter.js';

describe('structureExits', () => {
  it('makes what follows an arm that returns the other arm', () => {
    const hir = hirAfter('function f(x) { if (x > 0) return 1; x = 2; return x; }', structureExits);
    expect(hir).to.equal(
      dedent(`
        primal f(x$0)
          bb1:
            $10 = undefined
            %result.1 := $10
            $11: int = 0
            %exit.2 := $11
            %x.0 := x$0
            $1 = %x.0
            $2: int = 0
            $3 = $1 > $2
            if $3 then
              bb2:
                $4: int = 1
                %result.1 := $4
                $7: int = 1
                %exit.2 := $7
            else
              bb4:
                x$5: int = 2
                %x.0 := x$5
                $6 = %x.0
                %result.1 := $6
                $8: int = 2
                %exit.2 := $8
            → bb7
          bb7:
            result$9 = %result.1
            return result$9
      `),
    );
  });

  it('gives a loop that can be left from the middle a leave value, and clears the code in the update', () => {
    const hir = hirAfter(
      'function f(x) { for (;;) { if (x > 1) break; x = x + 1; } return x; }',
      structureExits,
    );
    expect(hir).to.match(
      /exit\$(\d+): int = %exit\.\d+\s+\$(\d+): int = 0\s+\$(\d+): boolean = exit\$\1 !== \$\2\s+leave \$\3 update/,
    );
    expect(hir).to.match(/update\s+bb\d+:\s+\$\d+: int = 0\s+%exit/);
  });

  it('needs no leave value for continue', () => {
    const hir = hirAfter(
      'function f(x) { while (x > 0) { if (x > 9) continue; x = x - 1; } }',
      structureExits,
    );
    expect(hir).to.include('leave never');
  });

  it('dissolves labelled blocks', () => {
    const hir = hirAfter('function f(x, y) { L: { if (x) break L; x = y; } return x; }', structureExits);
    expect(hir).to.not.match(/label|jump|break/);
  });

  it('sets the codes of all loops that a jump leaves', () => {
    const hir = hirAfter(
      'function f(x) { a: for (;;) { for (;;) { if (x > 1) break a; x = x + 1; } } return x; }',
      structureExits,
    );
    const arm = /then\n([\s\S]*?)else/.exec(hir)![1]!;
    expect(arm.match(/%exit\.\d+ :=/g)).to.have.length(2);
  });

  it('knows that code behind an endless loop is not reached', () => {
    const hir = hirAfter('function f(x) { for (;;) { if (x) return x; } }', structureExits);
    expect(hir.match(/return/g)).to.have.length(1);
  });
});
