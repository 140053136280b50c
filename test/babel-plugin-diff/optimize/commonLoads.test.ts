import { expect } from 'chai';
import { withGradient } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const pair = '[[0.7, -1.3, 0.4], [1.1, 0.2, -0.5]]';
const same = '(() => { const a = [0.7, -1.3, 0.4]; return [a, a]; })()';
const overlapping =
  '(() => { const a = Float64Array.of(0.7, -1.3, 0.4, 0.9); return [a.subarray(0, 3), a.subarray(1)]; })()';

function program(body: string, cases = `${pair}, ${same}, ${overlapping}`, before = ''): string {
  return `${before} /* @differentiable */ export function f(a, b) { ${body} } export const cases = () => [${cases}];`;
}

/** How often a text stands in the forward companion of `f`. */
function occurrences(source: string, text: string): number {
  const code = compileProgram(source);
  const forward = code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
  return forward.split(text).length - 1;
}

function expectRight(source: string): void {
  expect(checkProgram(loadProgram<Program>(source)).failure).to.deep.equal(null);
}

describe('commonLoads', () => {
  const once: Record<string, [source: string, text: string]> = {
    'an element': [program('return a[1] * a[1] + Math.sin(a[1]) * b[0];'), 'a[1]'],
    'an element at a computed index': [
      program('const i = b.length - 3; return Math.sin(a[i + 1]) * a[i + 1];', `${pair}, ${same}`),
      'a[',
    ],
    'a property': [
      program(
        'return a.x * a.x + Math.sin(a.x) * b.x;',
        '[{ x: 0.4 }, { x: 1.5 }], (() => { const a = { x: 0.3 }; return [a, a]; })()',
      ),
      '= a.x',
    ],
    'an element read in front of an if and in it': [
      program('let s = a[1] * b[0]; if (s > 0) s = s * a[1]; return s;'),
      'a[1]',
    ],
    'an element of the inner array': [
      program('return a[0][1] * a[0][0] + a[0][1];', '[[[0.4, 0.7]], 0]'),
      'a[0]',
    ],
  };
  for (const [name, [source, text]] of Object.entries(once)) {
    it(`loads ${name} once`, () => {
      expect(occurrences(source, text)).to.equal(1);
      expectRight(source);
    });
  }

  const again: Record<string, string> = {
    'a store into the array': program('const s = Math.sin(a[1]); a[1] = s * 2; return s * Math.sin(a[1]);'),
    'a store into what may be the array': program(
      'const s = Math.sin(a[1]); b[1] = s * 2; return s * Math.sin(a[1]);',
    ),
    'a store into what may overlap': program(
      'const s = Math.sin(a[1]); b[0] = s * 2; return s * Math.sin(a[1]);',
    ),
    'a store through another path': program(
      'const o = { in: b }; const s = Math.sin(a[1]); o.in[1] = s * 2; return s * Math.sin(a[1]);',
    ),
    'a store in an arm': program(
      'const s = Math.sin(a[1]); if (s < 2) b[1] = s * 2; return s * Math.sin(a[1]);',
    ),
    'a store in a loop behind it': program(
      'let s = Math.sin(a[1]); for (let i = 0; i < 3; i++) b[i] = s * i; return s * Math.sin(a[1]);',
    ),
    'a store later in the same loop': program(
      'let s = Math.sin(a[1]); for (let i = 0; i < 3; i++) { s = s * Math.sin(a[1]); b[1] = s * i; } return s;',
    ),
    'a call': program(
      'const s = Math.sin(a[1]); change(b, s); return s * Math.sin(a[1]);',
      undefined,
      'function change(c, s) { for (let i = 0; i < 30; i++) c[1] = Math.sin(c[1] + s); }',
    ),
    'a closure that stores': program(
      'const set = (v) => { b[1] = v; }; const s = Math.sin(a[1]); [s, 2].forEach(set); return s * Math.sin(a[1]);',
    ),
    'a method that moves elements': program(
      'const s = Math.sin(a[1]); b.reverse(); return s * Math.sin(a[1]);',
      `[[0.7, -1.3, 0.4], [1.1, 0.2, -0.5]], (() => { const a = [0.7, -1.3, 0.4, 0.2]; return [a, a]; })()`,
    ),
  };
  for (const [name, source] of Object.entries(again)) {
    it(`loads again behind ${name}`, () => {
      expectRight(source);
      expect(occurrences(source, 'a[1]')).to.be.greaterThan(1);
    });
  }

  it('loads again in the other arm what one arm has loaded', () => {
    const source = program('return a[0] > 0 ? Math.sin(a[1]) : Math.cos(a[1]) * a[1];');
    expect(occurrences(source, 'a[1]')).to.equal(2);
    expectRight(source);
  });

  it('loads again what a conversion may have changed', () => {
    const { f } = loadProgram<{ f: (a: number[], b: unknown) => number }>(
      program('const s = a[0]; return s * 2 + `${b}`.length + a[0] * 3;'),
    );
    const a = [5];
    const changing = { toString: () => ((a[0] = 7), 'xy') };
    expect(withGradient(f, a, changing).value).to.equal(10 + 2 + 21);
  });
});
