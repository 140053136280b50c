import { expect } from 'chai';
import { compileProgram } from '../../support/fuzz/loadProgram.js';

/** The calls of functions of arrays whose results stay with such calls, in the order of the forward companion. */
function localCalls(body: string, imports = 'add, broadcastTo, matmul, mul, sum, tanh'): string[] {
  const source = `import { ${imports} } from '@diffjs/runtime';
    /* @differentiable */ export function f(x, y, g, n) { ${body} }`;
  const code = compileProgram(source, 'program.ts', { order: 1 });
  return [...code.matchAll(/resolveLocal\(.*"(\w+) \(program/g)].map(([, name]) => name!);
}

/** What stands in the place of the receiver in each of those calls: bits for arguments that may be written over. */
function spareArguments(body: string): (number | undefined)[] {
  const source = `import { add, matmul, mul, sub, sum, tanh } from '@diffjs/runtime';
    /* @differentiable */ export function f(x, y, n) { ${body} }`;
  const code = compileProgram(source, 'program.ts', { order: 1 });
  const forward = code.slice(code.indexOf('function f_forward('), code.indexOf('function f_reverse('));
  return [...forward.matchAll(/\.forward\(tape, (\w+),/g)].map(([, bits]) =>
    bits === 'undefined' ? undefined : Number(bits),
  );
}

describe('findLocalArrays', () => {
  it('finds results that are given to functions of arrays alone', () => {
    expect(localCalls('return sum(tanh(add(matmul(x, y), y)));')).to.deep.equal(['matmul', 'add', 'tanh']);
    expect(localCalls('const h = tanh(x); return sum(mul(h, mul(h, y)));')).to.deep.equal([
      'tanh',
      'mul',
      'mul',
    ]);
  });

  it('goes through branches and loops', () => {
    expect(
      localCalls('let h = x; for (let i = 0; i < n; i++) h = i > 2 ? tanh(h) : mul(h, y); return sum(h);'),
    ).to.deep.equal(['tanh', 'mul']);
  });

  it('leaves alone what is returned', () => {
    expect(localCalls('return tanh(x);')).to.deep.equal([]);
    expect(localCalls('let h = mul(x, y); if (n > 1) h = tanh(h); return h;')).to.deep.equal([]);
    expect(localCalls('let h = x; for (let i = 0; i < n; i++) h = tanh(h); return h;')).to.deep.equal([]);
  });

  it('leaves alone what something else gets hold of', () => {
    expect(localCalls('const h = tanh(x); g(h); return sum(h);')).to.deep.equal([]);
    expect(localCalls('const h = tanh(x); return sum(h) + h.data[0];')).to.deep.equal([]);
    expect(localCalls('const h = [tanh(x)]; g(h); return sum(h[0]);')).to.deep.equal([]);
    expect(localCalls('y.last = tanh(x); return sum(y.last);')).to.deep.equal([]);
    expect(localCalls('const h = tanh(x); if (h === y) return 0; return sum(h);')).to.deep.equal([]);
    expect(localCalls('const h = tanh(x); g(() => sum(h)); return 0;')).to.deep.equal([]);
    expect(localCalls('return sum(broadcastTo(tanh(x), [2, 2]));')).to.deep.equal([]);
  });

  it('knows functions of arrays by what they are', () => {
    expect(localCalls('return sum(mul(tanh(x), y));', 'sum, tanh')).to.deep.equal([]);
    expect(localCalls('const sum = g; return sum(tanh(x));', 'tanh')).to.deep.equal([]);
    expect(localCalls('return sum(t(x));', 'sum, tanh as t')).to.deep.equal(['t']);
  });

  it('leaves alone the state of loops that are run again', () => {
    expect(
      localCalls(
        'let h = x; /* @checkpoint */ for (let i = 0; i < n; i++) h = tanh(h); return sum(mul(h, h));',
      ),
    ).to.not.include('tanh');
  });

  it('tells which arguments have no other use', () => {
    expect(spareArguments('return sum(tanh(add(matmul(x, y), y)));')).to.deep.equal([
      undefined,
      1,
      1,
      undefined,
    ]);
    expect(spareArguments('return sum(tanh(sub(tanh(x), mul(x, y))));')).to.deep.equal([
      undefined,
      undefined,
      3,
      1,
      undefined,
    ]);
  });

  it('finds another use, in a loop or behind a branch too', () => {
    expect(spareArguments('const h = tanh(x); return sum(mul(h, h));')).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      spareArguments(
        'const h = tanh(x); let s = 0; for (let i = 0; i < n; i++) s += sum(tanh(add(h, i))); return s;',
      ),
    ).to.deep.equal([undefined, undefined, 1, undefined]);
    expect(
      spareArguments('const h = tanh(x); return n > 1 ? sum(tanh(add(h, y))) : sum(mul(h, y));'),
    ).to.not.deep.include(3);
  });
});
