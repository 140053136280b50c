import { expect } from 'chai';
import { compileWithPlugin } from '../../support/compileWithPlugin.js';

const body = '/* @differentiable */ export function f(x, y) { return x === y ? x : x * y; }';

function compiled(imports: string, options: object = {}, code = body): string {
  return compileWithPlugin(`${imports}\n${code}`, options);
}

describe('operators on objects', () => {
  it('are asked for by an import of a function of arrays or of their class, whatever its form', () => {
    for (const imports of [
      "import { sum } from '@diffjs/runtime';",
      "import { matmul as times } from '@diffjs/runtime';",
      "import { NDArray } from '@diffjs/runtime';",
      "import * as d from '@diffjs/runtime'; d.tanh;",
      "const { sum } = require('@diffjs/runtime');",
      "const d = require('@diffjs/runtime'); d.zeros(3);",
      "require('@diffjs/runtime').sum;",
    ]) {
      const output = compiled(imports);
      expect(output, imports).to.include('_multiplyOperands(');
      // Arrays are equal if they are the same.
      expect(output, imports).to.include('x === y').and.not.include('_equalOperands(');
    }
  });

  it('of complex numbers are asked for by what makes some, and compare them', () => {
    for (const imports of [
      "import { sum, complex } from '@diffjs/runtime';",
      "const { Complex } = require('@diffjs/runtime');",
    ])
      expect(compiled(imports)).to.include('_multiplyOperands(').and.include('_equalOperands(');
  });

  it('are not asked for by anything else', () => {
    for (const imports of [
      '',
      "import { gradient, constant } from '@diffjs/runtime';",
      "import { sum } from 'numeric';",
      "import * as d from '@diffjs/runtime'; d.gradient; d[sum];",
      "const { gradient } = require('@diffjs/runtime');",
    ])
      expect(compiled(imports)).to.not.include('Operands(');
  });

  it('are switched on and off by the option', () => {
    expect(compiled('', { operators: true }))
      .to.include('_multiplyOperands(')
      .and.include('_equalOperands(');
    for (const name of ['sum', 'complex'])
      expect(compiled(`import { ${name} } from '@diffjs/runtime';`, { operators: false })).to.not.include(
        'Operands(',
      );
  });

  it('let functions of numbers have compiled companions', () => {
    const has = (code: string, name = 'f', imports = 'sum'): boolean => {
      const given = `import { ${imports} } from '@diffjs/runtime';`;
      return compiled(given, {}, code).includes(`function ${name}_forward(`);
    };
    const f = (params: string, text: string): string =>
      `/* @differentiable */ export function f(${params}) { ${text} }`;
    expect(has(f('x, n', 'let s = 0; for (let i = 0; i < n; i++) s += x ** i; return -s / n;'))).to.equal(
      true,
    );
    expect(has(f('o', 'return o.a * o.b[0] + Math.sin(o.a);'))).to.equal(true);
    expect(has(f('xs', 'return sum(xs) * 2 + xs.get(0) * xs.at(1);'))).to.equal(true);
    expect(has(f('xs, k', 'for (let i = 0; i < 3; i++) xs[i] *= k; return xs;'))).to.equal(true);
    expect(has(f('xs, k', 'return xs.map((x) => x * k);'))).to.equal(true);
    expect(has(f('g, x', 'return +g(x) * 2;'))).to.equal(true);
    expect(has(f('x', 'return h(x) * h(2 * x);') + 'function h(x) { return x * x; }')).to.equal(true);
    expect(has(f('g, x', 'return g(x) * 2;'))).to.equal(true);
    expect(has(f('x', 'return h(x) * 2;') + "import { h } from './h.js';")).to.equal(true);
    expect(has(f('g, x', 'return h(g, x) * 2;') + 'function h(g, x) { return g(x); }')).to.equal(true);
    // What gives an array, and what is not known while the function cannot begin anew.
    expect(has(f('xs', 'return sum(xs, 0) * 2;'))).to.equal(false);
    expect(has(f('g, x', 'x[0] = 1; return g(x) * 2;'))).to.equal(false);
    expect(has(f('g, x', 'return g(x) * 2;'), 'f', 'complex')).to.equal(false);
    expect(has(f('xs', 'xs[0] = 1; return w.at * 2;') + 'const w = {};')).to.equal(false);
    expect(has(f('k', 'return (x) => x * k;'))).to.equal(false);
    // Where objects may be complex numbers, elements may be, too.
    expect(has(f('xs, k', 'for (let i = 0; i < 3; i++) xs[i] *= k; return xs;'), 'f', 'complex')).to.equal(
      false,
    );
    expect(has(f('o', 'return o.a * o.b[0];'), 'f', 'complex')).to.equal(true);
  });
});
