import { createRequire } from 'node:module';
import vm from 'node:vm';
import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { compileWithPlugin } from '../../support/compileWithPlugin.js';

/** Loads a program of which every function is traced code alone. */
function load(source: string): Record<string, (x: number) => number> {
  const code = compileWithPlugin(source, { include: 'all' }, { sourceType: 'script' });
  const exports = {};
  const run = vm.runInThisContext(`(function (exports, require) { ${code}\n})`) as (
    ...args: unknown[]
  ) => void;
  run(exports, createRequire(__filename));
  return exports;
}

describe('recursion of traced code', () => {
  const depth = 3500;
  const programs = load(`
    function down(n, x) { if (n === 0) return x; return down(n - 1, x) * 0.999 + x; }
    function wide(n, x, k, y) { if (n === 0) return x * y; return wide(n - 1, x, k, y) * k + x; }
    class List { constructor(x) { this.x = x; } sum(n, k) { if (n === 0) return this.x; const rest = this.sum(n - 1, k); return rest * k + this.x; } }
    exports.down = (x) => down(${depth}, x);
    exports.wide = (x) => wide(${depth}, x, 0.999, 1);
    exports.method = (x) => new List(x).sum(${depth}, 0.999);`);

  for (const name of ['down', 'wide', 'method']) {
    it(`goes ${depth} deep on the default stack: ${name}`, () => {
      const [derivative] = gradient(programs[name]!, 1.5);
      expect(derivative).to.be.closeTo(programs[name]!(1), 1e-6);
    });
  }
});
