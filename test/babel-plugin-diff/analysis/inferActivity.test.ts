import { expect } from 'chai';
import { analyse, valueNamed } from '../../support/analyse.js';

function activeIn(source: string, ...names: string[]): string[] {
  const { hir } = analyse(source)['f']!;
  return names.filter((name) => valueNamed(hir, name).active);
}

describe('inferActivity', () => {
  it('needs both: to depend on an input and to reach the result', () => {
    const source = `function f(x, y) {
      const used = x * 2, unused = x * 3, constant = 4 * 5;
      return used * constant + y;
    }`;
    expect(activeIn(source, 'used', 'constant', 'x', 'y')).to.deep.equal(['used', 'x', 'y']);
  });

  it('stops at comparisons, rounding, bits and text', () => {
    const source = `function f(x) {
      const a = x > 1, b = Math.floor(x), c = x | 0, d = \`\${x}\`.length;
      return (a ? 1 : 2) + b + c + d;
    }`;
    expect(activeIn(source, 'a', 'b', 'c', 'd', 'x')).to.deep.equal([]);
  });

  it('leaves the counters of loops alone', () => {
    expect(
      activeIn(
        'function f(x) { let s = x; for (let i = 0; i < 3; i = i + 1) s = s * i; return s; }',
        'i',
        's',
      ),
    ).to.deep.equal(['s']);
  });

  it('takes what is stored for useful, and what is loaded for varied', () => {
    const source = 'function f(x, o) { const y = x * x; o.y = y; const z = o.z * 2; return z; }';
    expect(activeIn(source, 'y', 'z')).to.deep.equal(['y', 'z']);
  });

  it('takes a number outside of the function for a constant', () => {
    expect(activeIn('function f(x) { const k = outside * 1; return k * x; }', 'k')).to.deep.equal([]);
  });
});
