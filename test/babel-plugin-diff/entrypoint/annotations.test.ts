import { expect } from 'chai';
import { buildErrorOf, compileWithPlugin } from '../../support/compileWithPlugin.js';

/** Names of the functions that got companions. */
function compiled(source: string, typescript = false): string[] {
  const output = compileWithPlugin(source, {}, typescript ? { parserOpts: { plugins: ['typescript'] } } : {});
  return [...output.matchAll(/function (\w+)_forward\(/g)].map((match) => match[1]!);
}

const codesOf = (source: string): string[] => buildErrorOf(source).diagnostics.map(({ code }) => code);

describe('annotations', () => {
  const forms: Record<string, [string, string[]]> = {
    'a function declaration': ['/* @differentiable */ function f(x) { return x; }', ['f']],
    'a line comment': ['const n = 1;\n// @differentiable\nfunction f(x) { return x; }', ['f']],
    'a line of a doc comment': [
      'const n = 1;\n/**\n * Square.\n * @differentiable\n */\nfunction f(x) { return x; }',
      ['f'],
    ],
    'an exported function': ['/* @differentiable */ export function f(x) { return x; }', ['f']],
    'a function behind export': ['export /* @differentiable */ function f(x) { return x; }', ['f']],
    'a default export': ['/* @differentiable */ export default function f(x) { return x; }', ['f']],
    'an anonymous default export': [
      '/* @differentiable */ export default function (x) { return x; }',
      ['default'],
    ],
    'a default exported arrow': ['/* @differentiable */ export default (x) => x;', ['default']],
    'a constant': ['/* @differentiable */ const f = (x) => x;', ['f']],
    'several constants': [
      '/* @differentiable */ const f = (x) => x, g = function (x) { return x; };',
      ['f', 'g'],
    ],
    'an arrow': ['const f = /* @differentiable */ (x) => x;', ['f']],
    'an exported constant': ['/* @differentiable */ export const f = (x) => x;', ['f']],
    'a function expression': ['const f = /* @differentiable */ function g(x) { return x; };', ['g']],
    'an argument': ['run(/* @differentiable */ (x) => x);', ['anonymous']],
    'a parenthesised function': ['(/* @differentiable */ function (x) { return x; });', ['anonymous']],
    'a property': ['const o = { /* @differentiable */ f: (x) => x };', ['f']],
    'the value of a property': ['const o = { f: /* @differentiable */ (x) => x };', ['f']],
    'an assignment': ['const n = 1;\n/* @differentiable */ module.f = (x) => x;', ['anonymous']],
    'a function in a plain function': [
      'function plain(a) { /* @differentiable */ const f = (x) => a * x; return f; }',
      ['f'],
    ],
    'a returned function': [
      'function plain(a) { /* @differentiable */ return (x) => a * x; }',
      ['anonymous'],
    ],
    'a directive': ["function f(x) { 'use differentiable'; return x; }", ['f']],
    'a directive of the file': [
      "'use differentiable';\nfunction f(x) { return x; }\nexport const g = (x) => x;",
      ['f', 'g'],
    ],
    'a comment before the imports': [
      "/* @differentiable */\nimport a from 'a';\nfunction f(x) { return x; }",
      ['f'],
    ],
    'a comment at the top, an empty line behind it': [
      '/* @differentiable */\n\nfunction f(x) { return x; }\nfunction g(x) { return x; }',
      ['f', 'g'],
    ],
    'a comment at the top, before its function': [
      '/* @differentiable */\nfunction f(x) { return x; }\nfunction g(x) { return x; }',
      ['f'],
    ],
  };
  for (const [name, [source, expected]] of Object.entries(forms)) {
    it(`mean ${name}`, () => expect(compiled(source).sort()).to.deep.equal(expected));
  }

  it('see through type syntax', () => {
    const source =
      'const n = 1;\n/* @differentiable */ const f = ((x: number) => x) satisfies unknown as (x: number) => number;';
    expect(compiled(source, true)).to.deep.equal(['f']);
  });

  it('reach the functions of the file that are called or passed on by name', () => {
    const source = `
      const leaf = (x) => x, other = (x) => x;
      function middle(x) { return leaf(x); }
      function passed(x) { return middle(x); }
      const unused = (x) => other(x);
      /* @differentiable */ function f(x) { return run(passed, x); }`;
    expect(compiled(source).sort()).to.deep.equal(['f', 'leaf', 'middle', 'passed']);
  });

  it('stop at what is marked @nondifferentiable', () => {
    const source = `
      /* @nondifferentiable */ function show(x) { try { console.log(x); } catch {} }
      /* @differentiable */ function f(x) { show(x); return x; }`;
    expect(compiled(source)).to.deep.equal(['f']);
    expect(compileWithPlugin(source)).to.match(/_inactiveCall\(show, x\)/);
  });

  it('of a function count more than those of its file', () => {
    const source = `'use differentiable';
      function f(x) { return x; }
      /* @nondifferentiable */ function g(x) { try {} catch {} }`;
    expect(compiled(source)).to.deep.equal(['f']);
  });

  it('are refused where misspelt', () => {
    for (const written of [
      '@differentable',
      '@Differentiable',
      '@differentiabel',
      '@non-differentiable',
      '@nondiferentiable',
    ]) {
      expect(codesOf(`const n = 1;\n/* ${written} */\nfunction f(x) { return x; }`), written).to.deep.equal([
        'DIFF1001',
      ]);
    }
    expect(codesOf('/* differentiable */ function f(x) { return x; }')).to.deep.equal(['DIFF1001']);
    expect(codesOf("function f(x) { 'use diferentiable'; return x; }")).to.deep.equal(['DIFF1001']);
    expect(
      compileWithPlugin('/* a differentiable function */ function f(x) { "use strict"; return x; }'),
    ).to.not.include('attach');
  });

  it('are refused where they mean nothing', () => {
    expect(codesOf('const n = 1;\n/* @differentiable */\nconst a = 3;')).to.deep.equal(['DIFF1002']);
    expect(codesOf('const a = 3;\n/* @differentiable */')).to.deep.equal(['DIFF1002']);
    expect(codesOf('function f() { /* @differentiable */ }')).to.deep.equal(['DIFF1002']);
    expect(codesOf("/* @differentiable */\nimport a from 'a';")).to.deep.equal(['DIFF1002']);
    expect(codesOf('const f = memo(/* @differentiable */ g);')).to.deep.equal(['DIFF1002']);
  });

  it('stand before classes and methods too', () => {
    expect(compileWithPlugin('/* @differentiable */ class C { m(x) { return x; } }')).to.include(
      'attachClass',
    );
    expect(compileWithPlugin('class C { /* @differentiable */ m(x) { return x; } }')).to.include(
      'attachClass',
    );
    expect(compileWithPlugin('const o = { /* @differentiable */ m(x) { return x; } };')).to.include(
      'attachMembers',
    );
    expect(compileWithPlugin("'use differentiable';\nclass C { m(x) { return x; } }")).to.include(
      'attachClass',
    );
  });

  it('are refused where they contradict each other', () => {
    expect(
      codesOf('/* @differentiable */ /* @nondifferentiable */ function f(x) { return x; }'),
    ).to.deep.equal(['DIFF1004']);
  });
});
