import { expect } from 'chai';
import { buildErrorOf } from '../../support/compileWithPlugin.js';

describe('printed diagnostics', () => {
  it('show code, sentence, place, frame, advice and page', () => {
    const source = [
      '/* @differentiable */',
      'function f(x) {',
      '\tif (x > 0) { try { g(x) } catch {} }',
      '  return x;',
      '}',
    ];
    const { message, code } = buildErrorOf(source.join('\n'));
    expect(code).to.equal('DIFF1101');
    expect(message.slice(message.indexOf('DIFF1101'))).to.equal(
      [
        'DIFF1101: `try` is not supported yet in a differentiable function   model.js:3:15',
        '  2 | function f(x) {',
        '> 3 | \tif (x > 0) { try { g(x) } catch {} }',
        '    | \t             ^^^^^^^^^^^^^^^^^^^^^',
        '  4 |   return x;',
        '  Check the condition that would throw beforehand. If no derivative has to flow through it, move it into a function of its own marked /* @nondifferentiable */. See docs/errors/DIFF1101.md',
      ].join('\n'),
    );
  });

  it('show related places with a note', () => {
    const source = [
      '/* @differentiable */',
      'function f(x) {',
      '  let s = 1;',
      '  const g = (v) => v * s;',
      '  call(g);',
      '  call(g);',
      '  s = x;',
      '  return g;',
      '}',
    ];
    const { message } = buildErrorOf(source.join('\n'));
    expect(message).to.include(
      [
        '  3 |   let s = 1;',
        '> 4 |   const g = (v) => v * s;',
        '    |             ^^^^^^^^^^^^',
        '  5 |   call(g);',
        '  7 |   s = x;   ← `s` changes here',
      ].join('\n'),
    );
  });

  it('come all at once, in the order of the source, those of called functions too', () => {
    const source = [
      'function h(x) { return x ** this.n; }',
      '/* @differentiable */',
      'function f(x) { const s = /a/; for (const y of g(...x)) s; class C {} return h(new C()); }',
    ];
    const { diagnostics, message } = buildErrorOf(source.join('\n'));
    expect(diagnostics.map(({ code }) => code)).to.deep.equal([
      'DIFF1105',
      'DIFF1112',
      'DIFF1109',
      'DIFF1104',
    ]);
    expect(message).to.include('4 problems');
  });

  it('name the rejected construct in words', () => {
    const source = '/* @differentiable */ function f(x) { enum Kind { a } return x; }';
    const { message } = buildErrorOf(source, {}, { parserOpts: { plugins: ['typescript'] } });
    expect(message).to.include('`enum declaration` is not supported yet');
  });
});
