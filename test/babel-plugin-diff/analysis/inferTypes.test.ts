import { expect } from 'chai';
import { analyse, valueNamed } from '../../support/analyse.js';

const typeIn = (source: string, name: string): string => valueNamed(analyse(source)['f']!.hir, name).type;

describe('inferTypes', () => {
  it('follows constants and operators', () => {
    const source = `function f(x) {
      const i = 1 + 2, q = i / 2, text = 'a' + x, b = x < 1, bits = x | 0, n = -x, s = \`\${x}\`;
      return [i, q, text, b, bits, n, s];
    }`;
    const types = ['i', 'q', 'text', 'b', 'bits', 'n', 's'].map((name) => typeIn(source, name));
    expect(types).to.deep.equal(['int', 'number', 'string', 'boolean', 'int', 'number', 'string']);
  });

  it('keeps a counter an integer through its loop', () => {
    expect(typeIn('function f(n) { let i = 0; while (i < n) i = i + 2; return i; }', 'i')).to.equal('int');
    expect(typeIn('function f(n) { let i = 0; while (i < n) i = i + 0.5; return i; }', 'i')).to.equal(
      'number',
    );
  });

  it('takes loaded values for what is done with them', () => {
    const source = 'function f(o) { const a = o.a, b = o.b, c = o.c; return a * b.x + (c === 1 ? 0 : 1); }';
    expect(['a', 'b', 'c'].map((name) => typeIn(source, name))).to.deep.equal([
      'number',
      'reference',
      'unknown',
    ]);
  });

  it('keeps a value nullable where null or undefined joins objects', () => {
    expect(typeIn('function f(o) { let p = null; if (o.p.x) p = o.p; return p.x; }', 'p')).to.equal(
      'reference',
    );
    expect(typeIn('function f(o) { let p = 1; if (o.p.x) p = o.p; return p.x; }', 'p')).to.equal('unknown');
  });
});
