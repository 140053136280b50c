import { expect } from 'chai';
import { inferHints } from '../../../packages/babel-plugin-diff/dist/cjs/analysis/inferHints.cjs';
import { analyse, valueNamed } from '../../support/analyse.js';

function hintOf(source: string, name = 'x'): string {
  const { hir } = analyse(source)['f']!;
  return inferHints(hir).get(valueNamed(hir, name)) ?? 'none';
}

describe('inferHints', () => {
  it('tells what is computed with from what is accessed', () => {
    expect(hintOf('function f(x) { return x * 2; }')).to.equal('number');
    expect(hintOf('function f(x) { return x[0]; }')).to.equal('reference');
    expect(hintOf('function f(x) { x.y = 1; }')).to.equal('reference');
    expect(hintOf('function f(x) { for (const y of x) y; }')).to.equal('reference');
  });

  it('says nothing for comparisons by identity, copies and returns', () => {
    expect(hintOf('function f(x) { const y = x; return y === 1 ? x : y; }')).to.equal('none');
  });

  it('knows that both, calls and typeof settle nothing', () => {
    expect(hintOf('function f(x) { return x.y + x; }')).to.equal('mixed');
    expect(hintOf('function f(x) { return x(1); }')).to.equal('mixed');
    expect(hintOf("function f(x) { return typeof x === 'number' ? x * 2 : 0; }")).to.equal('mixed');
  });

  it('looks through phis', () => {
    expect(hintOf('function f(x, y) { let z = x; if (y) z = 1; return z * 2; }')).to.equal('number');
  });

  it('does not take joining text for arithmetic', () => {
    expect(hintOf("function f(x) { return 'x = ' + x; }")).to.equal('none');
  });
});
