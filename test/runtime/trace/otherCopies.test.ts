import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@babel/core';
import { gradient, jvp, pullback } from '@diffjs/runtime';
import plugin from 'babel-plugin-diff';
import { expect } from 'chai';

const requireHere = createRequire(__filename);

type Program = Record<string, (x: number) => unknown>;

/** Loads the runtime once more. */
function secondCopy(): unknown {
  const { cache } = requireHere;
  const folder = path.join('packages', 'runtime');
  const kept = Object.entries(cache).filter(([file]) => file.includes(folder));
  const forget = (): void => {
    for (const file of Object.keys(cache)) if (file.includes(folder)) Reflect.deleteProperty(cache, file);
  };
  forget();
  try {
    return requireHere('@diffjs/runtime/compiled');
  } finally {
    forget();
    for (const [file, module] of kept) cache[file] = module;
  }
}

function load(source: string, runtime: unknown, other: Program = {}): Program {
  const code = transformSync(source, {
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    filename: path.join(__dirname, 'program.js'),
    plugins: [[plugin, { include: 'all' }]],
  })?.code;
  const exports: Program = {};
  const run = vm.runInThisContext(`(function (exports, require, other) { ${code}\n})`) as (
    ...args: unknown[]
  ) => void;
  run(exports, () => runtime, other);
  return exports;
}

describe('functions of another copy of the runtime', () => {
  const other = load(
    `exports.square = (x) => x * x;
    exports.g = function* (x) { yield x * 2; };
    exports.list = (x) => [x, x * 2].values();
    exports.h = async (x) => { await null; return x * 2; };
    exports.make = (x) => { const made = () => x * 2; return [made][0]; };`,
    secondCopy(),
  );
  const own = load(
    `exports.square = (x) => other.square(x) * x;
    exports.constant = (x) => [...other.g(3)][0] * x;
    exports.generator = (x) => [...other.g(x)][0] * 2;
    exports.iterator = (x) => { for (const v of other.list(x)) return v; };
    exports.closure = (x) => other.make(x)() * 2;
    exports.async = async (x) => (await other.h(x)) * 2;`,
    requireHere('@diffjs/runtime/compiled'),
    other,
  );

  it('are differentiated through their companions', () => {
    expect(gradient(own['square'] as (x: number) => number, 3)).to.deep.equal([27]);
    expect(gradient(own['constant'] as (x: number) => number, 3)).to.deep.equal([6]);
  });

  it('are refused where they give what is computed later', async () => {
    for (const name of ['generator', 'iterator', 'closure']) {
      expect(() => pullback(own[name]!, 3), name).to.throw('another copy');
      expect(() => jvp(own[name]!, [3], [1]), name).to.throw('another copy');
    }
    for (const f of [own['async'], other['h']] as ((x: number) => Promise<number>)[]) {
      const message: unknown = await pullback(f, 3).catch(String);
      expect(message).to.contain('another copy');
    }
    expect(() => jvp(other['h']!, [3], [1])).to.throw('another copy');
  });
});
