import { expect } from 'chai';
import { type PluginOptions } from 'babel-plugin-diff';
import { buildErrorOf, compileWithPlugin } from '../../support/compileWithPlugin.js';

const rejected = (options: object): string => buildErrorOf('', options as PluginOptions).message;

describe('options of the plugin', () => {
  it('refuse an unknown name and suggest the nearest', () => {
    expect(rejected({ inlcude: 'all' }))
      .to.include('DIFF1003')
      .and.include('did you mean `include`?');
    expect(rejected({ zzz: 1 }))
      .to.include('there is no option `zzz`')
      .and.not.include('did you mean');
  });

  it('refuse values of the wrong kind', () => {
    expect(rejected({ include: 'some' })).to.include("`include` must be 'annotated' or 'all', not \"some\"");
    expect(rejected({ packages: 'three' })).to.include('an array of package names');
    expect(rejected({ operators: 'all' })).to.include('true or false');
    expect(rejected({ order: 3 })).to.include('`order` must be 1 or 2');
    expect(rejected({ runtime: '' })).to.include('a package name or a path');
  });

  it('compile every function that can be compiled under include: all', () => {
    const source =
      'function f(x) { return g(x) * x; } function g(x) { try { return x; } catch { return eval("0"); } }';
    expect(compileWithPlugin(source)).to.equal(compileWithPlugin(source, {}, { plugins: [] }));
    const output = compileWithPlugin(source, { include: 'all' });
    expect(output).to.include('attach(f,').and.not.include('attach(g,');
  });

  it('compile the files of chosen packages as a whole', () => {
    const source = 'export function f(x) { return x * x; }';
    const options = { packages: ['three', '@scope/core'] };
    const within = (filename: string) => compileWithPlugin(source, options, { filename });
    expect(within('/app/node_modules/three/index.js')).to.include('attach(f,');
    expect(within('/app/node_modules/@scope/core/a/b.js')).to.include('attach(f,');
    expect(within('/app/node_modules/three-more/index.js')).to.not.include('attach(f,');
    expect(within('/app/src/index.js')).to.not.include('attach(f,');
  });

  it('import the runtime that is asked for', () => {
    const source = '/* @differentiable */ export const f = (x) => x;';
    expect(compileWithPlugin(source)).to.include('from "@diffjs/runtime/compiled"');
    expect(compileWithPlugin(source, { runtime: 'mine' })).to.include('from "mine/compiled"');
    expect(compileWithPlugin(source, { runtime: '../runtime/compiled.js' })).to.include(
      'from "../runtime/compiled.js"',
    );
  });
});
