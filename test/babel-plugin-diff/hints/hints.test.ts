import { expect } from 'chai';
import { gradient, jacobian, jvp, pullback, withGradient } from '@diffjs/runtime';
import { emittedFor } from '../../support/emitted.js';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';
import { randomSmoothProgram } from '../../support/fuzz/randomSmoothProgram.js';

type AnyFunction = (...args: unknown[]) => number;

/** The record of a function as it is printed. */
function recordOf(source: string, name = 'f'): string {
  const code = compileProgram(source, 'program.ts', {}, undefined, [], 'both');
  const start = code.indexOf(`_attach(${name}, `);
  return code.slice(start, code.indexOf('\n}));', start));
}

function load(source: string): AnyFunction {
  return loadProgram<{ f: AnyFunction }>(source).f;
}

/** What something gives, or the error that it ends with, without the place. */
function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message: message.replace(/\(program\.ts[\d:]*\)/g, '') };
  }
}

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

describe('what a hint changes', () => {
  const moves = (type: string): string =>
    `function f(a${type}) { const b = a.slice(); for (let i = 0; i < a.length; i++) { b[i] = a[a.length - 1 - i]; } let s = 0; for (let i = 0; i < a.length; i++) s += b[i] * i; return s; }`;

  it('a copy of a typed array is an array made here', () => {
    const [without, hinted] = [emittedFor(moves('')), emittedFor(moves(': Float64Array'))];
    expect(without.forward).to.contain('tape.resolve(');
    expect(hinted.forward).to.contain('new Float64Array(a)').and.not.contain('resolve');
    expect(hinted.forward).not.to.match(/_slot|late\$|refuseBuffer/);
    expect(hinted.reverse).not.to.match(/_takeSlot|_addToSlot/);
  });

  it('the length of a typed array is read once, and its elements need no check', () => {
    const sum = (type: string): string =>
      `function f(a${type}) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] + 1; return s; }`;
    expect(emittedFor(sum('')).forward)
      .to.contain('_expectOperand')
      .and.contain('i < a.length');
    const { forward, tangent } = emittedFor(sum(': Float64Array'));
    expect(forward + tangent).not.to.contain('_expectOperand');
    expect(forward).not.to.contain('i < a.length');
  });

  it('slots of the shadow of a float array are zero already', () => {
    const store = (type: string): string => `function f(out${type}, x) { out[0] = x * x; return out[0]; }`;
    expect(emittedFor(store('')).forward).to.contain('out$[0] = 0');
    expect(emittedFor(store(': Float64Array')).forward).not.to.contain('out$[0] = 0');
    expect(emittedFor(store(': Float32Array')).forward).not.to.contain('out$[0] = 0');
  });

  it('a number that the code only passes on has no shadow', () => {
    const pair = (type: string): string => `function f(x${type}) { return [x, x]; }`;
    expect(emittedFor(pair('')).forward).to.contain('_slot(x');
    expect(emittedFor(pair(': number')).forward).not.to.contain('_slot');
  });

  it('says in the record what it rests on', () => {
    expect(recordOf('/* @differentiable */ function f(x: number, a: Float64Array) { return [x, a[0]]; }'))
      .to.contain('numbers: [0]')
      .and.contain('arrays: [[1, "Float64Array"]]');
    expect(recordOf('/** @differentiable\n * @param {Float64Array} a */ const f = (a) => a[0];')).to.contain(
      'arrays: [[0, "Float64Array"]]',
    );
  });

  it('nothing without types', () => {
    expect(recordOf('/* @differentiable */ function f(x, a) { return [x, a[0]]; }')).not.to.contain('arrays');
  });
});

describe('what a hint does not change', () => {
  const unchanged: Record<string, [type: string, body: string]> = {
    'a part of an array': ['Float64Array', 'const b = a.slice(1); return b[0];'],
    'what is not understood': ['Float64Array | number[]', 'const b = a.slice(); return b[0] + a.length;'],
    'an array that may be left out': [
      'Float64Array = [1, 2]',
      'const b = a.slice(); return b[0] + a.length;',
    ],
    'an array that is computed with': ['Float64Array', 'return a + 1;'],
  };
  for (const [name, [type, body]] of Object.entries(unchanged)) {
    it(name, () => {
      const [without, hinted] = [type.includes('=') ? '= [1, 2]' : '', `: ${type}`].map((text) =>
        compileProgram(`/* @differentiable */ function f(a${text}) {\n${body} }`),
      );
      const companions = (code: string): string => code.slice(code.indexOf('function f_forward'));
      expect(companions(hinted!)).to.equal(companions(without!));
    });
  }

  it('a length in code that calls what is not known, which may resize the buffer', () => {
    const { forward } = emittedFor(
      'function f(a: Float64Array, g) { let s = 0; for (let i = 0; i < a.length; i++) s += g(a[i]); return s; }',
    );
    expect(forward).to.contain('i < a.length');
  });

  it('what is assigned to a parameter', () => {
    const { forward } = emittedFor(
      'function f(a: Float64Array) { a = [1, 2]; const b = a.slice(); return b[0]; }',
    );
    expect(forward).to.contain('resolve');
  });

  it('a method of an object that the function changes', () => {
    const { forward } = emittedFor(
      'function f(a: Float64Array, o) { o.slice = () => [5]; const b = a.slice(); return b[0]; }',
    );
    expect(forward).to.contain('resolve');
  });
});

describe('calls within the file', () => {
  const helper = (body: string): string =>
    `function total(a: Float64Array, k) { const b = a.slice(); let s = 0; for (let i = 0; i < a.length; i++) { b[i] = a[i]; s += k * b[i] * Math.sin(a[i]) * Math.cos(b[i]) * Math.exp(a[i] * k) + Math.tanh(k) * Math.log(2 + a[i] * a[i]); } return s > 1e9 ? total(a, k) : s; }
     /* @differentiable */ export ${body}
     export const cases = () => [[Float64Array.of(0.5, -1, 2), 0.7]];`;

  it('a helper whose callers give it what it says needs no guard there', () => {
    const source = helper(
      'function f(x: Float64Array, k) { const y = x.slice(); return total(x, k) + total(y, k); }',
    );
    expect(recordOf(source, 'total')).to.contain('arrays: [[0, "Float64Array"]]');
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  for (const [name, body] of Object.entries({
    'one that is not sure': 'function f(x, k) { return total(x, k); }',
    'one that gives it something else':
      'function f(x: Float64Array, k) { return total(x, k) + total([k, k], k); }',
    'one that leaves it out': 'function f(x: Float64Array, k) { return k > 5 ? total() : total(x, k); }',
  })) {
    it(`a helper with a caller that does not: ${name}`, () => {
      const source = helper(body);
      expect(recordOf(source, 'total')).not.to.contain('arrays');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('a number is passed on to a helper that says so', () => {
    const source = (arg: string): string =>
      `function pair(x: number, n) { return n > 0 ? pair(x, n - 1) : [x, x]; }
       /* @differentiable */ export function f(v: number, o) { const p = pair(${arg}, 2); return p[0] * p[1]; }
       export const cases = () => [[1.5, { v: 2 }]];`;
    for (const arg of ['v', 'v * 2', '3', 'o.v']) {
      const numbers = arg === 'o.v' ? '[1]' : '[0, 1]';
      expect(recordOf(source(arg), 'pair'), arg).to.contain(`numbers: ${numbers}`);
      expect(checkProgram(loadProgram<Program>(source(arg))).failure, arg).to.equal(null);
    }
  });
});

describe('hints beside other passes', () => {
  const turns =
    'for (let i = 1; i < a.length; i++) { u[i] = Math.sin(u[i] * u[i - 1]); s += k * u[i] * a[i]; }';
  const cases =
    'export const cases = () => [[Float64Array.from({ length: 9 }, (_, i) => Math.cos(i)), 0.7]];';
  for (const [name, body] of Object.entries({
    'a loop that is reversed from snapshots': `const u = a.slice(); let s = 0; /* @checkpoint 2 */ ${turns} return s;`,
    'a copy in a loop': `let s = 0; for (let j = 0; j < 3; j++) { const u = a.slice(); ${turns} a = u; } return s;`,
    'a copy in an arm': `let s = 0; let u = a; if (k > 0) { u = a.slice(); ${turns} } return s + u[0];`,
    'buffers that change places': `let s = 0; let u = a.slice(); let v = u.slice(); for (let j = 0; j < 3; j++) { ${turns} [u, v] = [v, u]; } return s + v[1];`,
    'a closure over an array': `const u = a.slice(); let s = 0; const g = (x) => x * a.length * a[1]; ${turns} return s + g(u[2]);`,
    'stores into the argument itself': `const u = a; let s = 0; ${turns} return s;`,
  })) {
    it(name, () => {
      const source = `/* @differentiable */ export function f(a: Float64Array, k: number) { ${body} } ${cases}`;
      expect(recordOf(source)).to.contain('arrays');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }
});

describe('hints that are wrong', () => {
  const program = (params: string, body: string): string =>
    `/* @differentiable */ export function f(${params}) { ${body} }`;
  const copy =
    'const b = a.slice(); b[0] = a[1] * a[1]; let s = 0; for (let i = 0; i < a.length; i++) s += b[i] * a[i]; return s;';
  class Shifted extends Float64Array {
    override slice(): Shifted {
      return Shifted.from(this, (x) => 2 * x) as Shifted;
    }
  }
  const withOwnSlice = (): Float64Array => Object.assign(floats(1, 2, 3), { slice: () => [5, 6, 7] });
  /** Parameters as they are written, the body, and arguments of another type. */
  const lies: Record<string, [typed: string, body: string, args: () => unknown[]]> = {
    'a list': ['a: Float64Array', copy, () => [[1, 2, 3]]],
    'single precision': ['a: Float64Array', copy, () => [Float32Array.of(1, 2, 3)]],
    'a subclass with another copy': ['a: Float64Array', copy, () => [Shifted.of(1, 2, 3)]],
    'an array with a method of its own': ['a: Float64Array', copy, () => [withOwnSlice()]],
    'something like an array': [
      'a: Float64Array',
      'let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * a[i]; return s;',
      () => [{ length: 2, 0: 3, 1: 4 }],
    ],
    'integers for floats': [
      'a: Float64Array, x: number',
      'return x * a[0] + a.length;',
      () => [Int32Array.of(3, 4), 2],
    ],
    'floats for integers': ['a: Int32Array', copy, () => [floats(1, 2, 3)]],
    'an object for a number': ['x: number', 'const o = { x }; return o.x.y * 3;', () => [{ y: 2 }]],
    'a list for a number': ['x: number', 'const o = [x]; return o[0][1] * 3;', () => [[1, 2]]],
    'a number for a list': ['x: number[]', 'const o = { x }; return o.x * o.x;', () => [3]],
    'an array among five': [
      'a, b, c, d, e: Float64Array',
      'e[0] = a * e[1]; return e[0] + b + c + d;',
      () => [1, 2, 3, 4, [5, 6]],
    ],
    'in JSDoc': ['/** @type {Float64Array} */ a', copy, () => [[1, 2, 3]]],
  };
  for (const [name, [params, body, makeArgs]] of Object.entries(lies)) {
    it(`give the same derivatives or error: ${name}`, () => {
      const plain = params.replace(/: \w+(\[\])?/g, '').replace(/\/\*.*?\*\//g, '');
      const [lying, silent] = [load(program(params, body)), load(program(plain, body))];
      const [a, b] = [makeArgs(), makeArgs()];
      expect(outcomeOf(() => withGradient(lying, ...a))).to.deep.equal(
        outcomeOf(() => withGradient(silent, ...b)),
      );
      expect(a).to.deep.equal(b);
      const backOf = (f: AnyFunction) => outcomeOf(() => pullback(f, ...makeArgs())[1](2));
      expect(backOf(lying)).to.deep.equal(backOf(silent));
    });
  }

  it('give the same tangents and Jacobians', () => {
    const body =
      'const b = a.slice(); b[0] = a[1] * a[0]; for (let i = 1; i < a.length; i++) b[i] = a[i - 1] * a[i]; return b;';
    const [lying, silent] = [load(program('a: Float64Array', body)), load(program('a', body))];
    const [x, x_] = [
      [1, 2, 3],
      [0.5, 1, -1],
    ];
    expect(jvp(lying, [x], [x_])).to.deep.equal(jvp(silent, [x], [x_]));
    expect(jacobian(lying as unknown as (x: number[]) => number[], x)).to.deep.equal(
      jacobian(silent as unknown as (x: number[]) => number[], x),
    );
  });

  it('give the same errors', () => {
    const body = 'const b = a.slice(); return b[0] * a.length;';
    for (const args of [[], [null], [3]]) {
      const [lying, silent] = ['a: Float64Array', 'a'].map((params) =>
        outcomeOf(() => gradient(load(program(params, body)), ...args)),
      );
      expect(lying).to.have.property('message');
      expect(lying).to.deep.equal(silent);
    }
  });

  it('an argument that is missing and never looked at', () => {
    const body = 'return x > 0 ? x * x : a.length;';
    for (const params of ['x, a: Float64Array', 'x, a']) {
      expect(gradient(load(program(params, body)), 3)).to.deep.equal([6]);
    }
  });

  it('in random programs', () => {
    const types = ['Float64Array', 'number', 'number[]', '{ x: Float64Array }', 'Int32Array', 'Float32Array'];
    let lies = 0;
    for (let seed = 1; lies < 12; seed++) {
      let count = seed;
      const source = randomSmoothProgram(seed);
      const lying = source.replace(
        /: (Float64Array|number\[\]|number)(?=[,)])/g,
        () => `: ${types[count++ % types.length]}`,
      );
      if (lying === source) continue;
      lies++;
      expect(checkProgram(loadProgram<Program>(lying)).failure, `seed ${seed}`).to.equal(null);
    }
  });
});
