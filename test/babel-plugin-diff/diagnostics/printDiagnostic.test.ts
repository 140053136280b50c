import { expect } from 'chai';
import { Diagnostic } from '../../../packages/babel-plugin-diff/dist/cjs/diagnostics/Diagnostic.cjs';
import { printDiagnostic } from '../../../packages/babel-plugin-diff/dist/cjs/diagnostics/printDiagnostic.cjs';
import { buildErrorOf } from '../../support/compileWithPlugin.js';

describe('printed diagnostics', () => {
  it('show code, sentence, place, frame, advice and page', () => {
    const source = [
      '/* @differentiable */',
      'function f(x) {',
      '\tif (x > 0) { return eval("x"); }',
      '  return x;',
      '}',
    ];
    const { message, code } = buildErrorOf(source.join('\n'));
    expect(code).to.equal('DIFF1202');
    expect(message.slice(message.indexOf('DIFF1202'))).to.equal(
      [
        'DIFF1202: `eval` makes it impossible to tell what the function computes   model.js:3:22',
        '  2 | function f(x) {',
        '> 3 | \tif (x > 0) { return eval("x"); }',
        '    | \t                    ^^^^^^^^^',
        '  4 |   return x;',
        '  If no derivative has to flow through it, move it into a function of its own marked /* @nondifferentiable */. See docs/errors/DIFF1202.md',
      ].join('\n'),
    );
  });

  it('show related places with a note', () => {
    const source = 'let s = 1;\ncall(s);\n\ns = 2;';
    const at = (line: number): { line: number; column: number; endLine: number; endColumn: number } => ({
      line,
      column: 0,
      endLine: line,
      endColumn: 4,
    });
    const problem = new Diagnostic('DIFF1119', at(2), 'a call', [{ loc: at(4), note: '`s` changes here' }]);
    expect(printDiagnostic(problem, 'model.js', source)).to.include(
      ['  1 | let s = 1;', '> 2 | call(s);', '    | ^^^^', '  3 |', '  4 | s = 2;   ← `s` changes here'].join(
        '\n',
      ),
    );
  });

  it('come all at once, in the order of the source, those of functions referred to too', () => {
    const source = [
      'function h(x) { return eval("x"); }',
      '/* @differentiable */',
      'function f(x) { const g = () => eval("y"); class C { accessor x = 1 } return h(new C()) + g(); }',
    ];
    const { diagnostics, message } = buildErrorOf(
      source.join('\n'),
      {},
      { parserOpts: { plugins: ['decoratorAutoAccessors'] } },
    );
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['DIFF1202', 'DIFF1202', 'DIFF1119']);
    expect(message).to.include('3 problems').and.include('class accessor property cannot be compiled yet');
  });
});
