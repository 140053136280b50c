import vm from 'node:vm';
import { transformSync } from '@babel/core';
import { expect } from 'chai';
import plugin from 'babel-plugin-diff';
import { compileWithPlugin } from '../../support/compileWithPlugin.js';

type AnyFunction = (...args: number[]) => unknown;

/** What a script evaluates to when compiled, and what was attached to which function. */
function run(
  source: string,
  compile = true,
): { value: unknown; attached: { fn: AnyFunction; name: string }[] } {
  const attached: { fn: AnyFunction; name: string }[] = [];
  const attach = (fn: AnyFunction, name: string, version: number, make: () => object) => {
    expect(version).to.equal(1);
    expect(make()).to.include.keys('forward', 'reverse', 'traced');
    attached.push({ fn, name });
    return fn;
  };
  const anything = new Proxy({}, { get: () => () => ({}) });
  const runtime = new Proxy(
    { attach },
    { get: (target, key) => (key === 'attach' ? target.attach : key === 'traced' ? anything : () => ({})) },
  );
  const context = vm.createContext({ require: () => runtime, module: { exports: null } });
  const code = compile ? compileWithPlugin(source, {}, { sourceType: 'script' }) : source;
  return { value: vm.runInContext(code, context), attached };
}

describe('emitted code', () => {
  const forms: Record<string, string> = {
    'a declaration': '/* @differentiable */ function f(x, y = 1) {\n  return x * y; // product\n}\nf;',
    'a constant arrow': '/* @differentiable */ const f = (x, y) => x * y;\nf;',
    'a constant function expression': '/* @differentiable */ const f = function (x) {\n  return x;\n};\nf;',
    'a named function expression':
      'const g = /* @differentiable */ function f(x) {\n  return x < 1 ? x : f(x / 2);\n};\ng;',
    'an argument': '((f) => f)(/* @differentiable */ (x) => x);',
    'a property': '({ /* @differentiable */ f: (x) => x }).f;',
    'a property with an odd name': "({ 'a-b': /* @differentiable */ (x) => x })['a-b'];",
    'a default value': '((f = /* @differentiable */ (x) => x) => f)();',
    'an assigned variable': 'let f;\n/* @differentiable */ f = (x) => x;\nf;',
    'a destructured default': 'const { f = /* @differentiable */ (x) => x } = {};\nf;',
    'a returned function': '(() => { return /* @differentiable */ (x) => x; })();',
    'a function in a block': '{\n  /* @differentiable */ function f(x) {\n    return x;\n  }\n}\nf;',
  };
  for (const [name, source] of Object.entries(forms)) {
    it(`keeps text, name, length and value of ${name}`, () => {
      const plain = run(transformSync(source, { configFile: false, sourceType: 'script' })?.code ?? '', false)
        .value as AnyFunction;
      const { value, attached } = run(source);
      const fn = value as AnyFunction;
      expect(attached.map((each) => each.fn)).to.deep.equal([fn]);
      expect(fn.toString()).to.equal(plain.toString());
      expect([fn.name, fn.length]).to.deep.equal([plain.name, plain.length]);
      expect(fn(3, 4)).to.equal(plain(3, 4));
    });
  }

  it('attaches declared functions before anything else of their scope runs', () => {
    const { value, attached } = run(
      'const early = f;\n/* @differentiable */ function f(x) { return x; }\nearly;',
    );
    expect(attached[0]!.fn).to.equal(value);
    const output = compileWithPlugin(
      'import a from "a";\na(f);\n/* @differentiable */ function f(x) { return x; }',
    );
    expect(output.indexOf('_attach(f')).to.be.lessThan(output.indexOf('a(f)'));
  });

  it('attaches closures of compiled functions', () => {
    const source = '/* @differentiable */ function make(a) { return (x) => a * x; }\nmake(3);';
    const { value, attached } = run(source);
    expect((value as AnyFunction)(2)).to.equal(6);
    expect(attached.map((each) => each.name)).to.deep.equal(['make', 'anonymous']);
  });

  it('requires the runtime in scripts and imports it in modules', () => {
    const source = '/* @differentiable */ function f(x) { return x; }';
    const script = compileWithPlugin(source, {}, { sourceType: 'script' });
    expect(script).to.match(
      /^var \{\n[\s\S]*attach: _attach[\s\S]*\} = require\("@diffjs\/runtime\/compiled"\);/,
    );
    expect(compileWithPlugin(source)).to.match(
      /^import \{ .*attach as _attach.* \} from "@diffjs\/runtime\/compiled";/,
    );
    expect(compileWithPlugin(`'use strict';\n${source}`, {}, { sourceType: 'script' })).to.match(
      /^'use strict';\n\nvar \{/,
    );
  });

  it('leaves a file without annotations alone', () => {
    const source = 'export const f = x => x;';
    expect(compileWithPlugin(source)).to.equal(source);
  });

  it('keeps clear of names that the file uses', () => {
    const source =
      'const _attach = 1, f_forward = 2;\n/* @differentiable */ export const f = x => x * f_forward * _attach;';
    const output = compileWithPlugin(source);
    expect(output)
      .to.include('attach as _attach2')
      .and.include('function f2_forward')
      .and.include('const _attach = 1');
  });

  it('keeps comments with the statements they lead', () => {
    const source = '/* @differentiable */\nfunction f(x) {\n  return x;\n}\n// the next\nconst a = 1;';
    expect(compileWithPlugin(source)).to.match(/\n\/\/ the next\nconst a = 1;$/);
  });

  it('marks companions so that coverage leaves them out', () => {
    const output = compileWithPlugin('/* @differentiable */ function f(x) { return x; }');
    const companions = [...output.matchAll(/\nfunction f_\w+/g)].length;
    expect(output.match(/\/\* istanbul ignore next \*\/\nfunction f_/g)).to.have.length(companions);
  });

  it('declares the traced form of a closure once, beside the companions that make it, over what it captures', () => {
    const source = `/* @differentiable */ export function f(x, g, w) {
      const k = 'text';
      return g((y) => x * y * w[0], k) * g(declared, k);
      function declared(y) { return y > 1 ? declared(y / 2) * x : y; }
    }`;
    const output = compileWithPlugin(source, { order: 1 });
    expect(output.match(/\nfunction \w+_traced/g)).to.have.length(2);
    expect(output).to.match(
      /\nfunction anonymous_traced\(x, w, x\$, w\$\) \{\n {2}return _traced.fn\(y => \{/,
    );
    expect(output).to.match(
      /\nfunction declared_traced\(x, x\$\) \{\n {2}const declared = _traced.fn\(function \(y/,
    );
    expect(output.match(/traced: anonymous_traced/g)).to.have.length(2);
    const direct = '/* @differentiable */ const f = (x) => { const h = (y) => x * y; return h(x); };';
    expect(compileWithPlugin(direct)).to.not.match(/_traced\(/);
  });

  it('keeps the traced form of a closure in the mode of the function around it', () => {
    const source = `/* @differentiable */ function f(x, g) {
      'use strict';
      return g((y) => x * y);
    }`;
    const output = compileWithPlugin(source, {}, { sourceType: 'script' });
    expect(output).to.match(/function anonymous_traced\(x, x\$\) \{\s*['"]use strict['"];/);
  });

  it('is the same every time', () => {
    const source = `const h = (x) => x;
      /* @differentiable */ function f(x) { return h(x) + g(x); }
      /* @differentiable */ function g(x) { return x < 1 ? x : f(x / 2); }`;
    expect(compileWithPlugin(source)).to.equal(compileWithPlugin(source));
  });

  it('survives the removal of types and the change of modules that follow', () => {
    const source = `import { a } from './a';
      import type { B } from './b';
      /* @differentiable */ export function f(x: number, b?: B): number { return (x as number) * a(b)!; }`;
    const output = compileWithPlugin(
      source,
      {},
      {
        filename: 'model.ts',
        presets: ['@babel/preset-typescript'],
        plugins: [[plugin, {}], '@babel/plugin-transform-modules-commonjs'],
      },
    );
    expect(output)
      .to.match(/require\("@diffjs\/runtime\/compiled"\)/)
      .and.include('require("./a")');
    expect(output).to.match(/\(0, _compiled\.attach\)\(f, "f"/);
    expect(output).to.not.include('./b').and.not.include(': number');
  });
});
