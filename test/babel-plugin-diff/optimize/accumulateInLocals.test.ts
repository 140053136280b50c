import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const vector = '[Float64Array.from({ length: 5 }, (_, i) => Math.sin(i + 1))]';

function program(body: string, cases = vector): string {
  return `/* @differentiable */ export function f(a, k) { let s = 0; ${body} return s; } export const cases = () => [${cases}];`;
}

/** The reverse companion of `f`. */
function reverse(source: string): string {
  const code = compileProgram(source);
  return code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
}

const summed: Record<string, string> = {
  'an element that each turn reads': program('for (let i = 0; i < 4; i++) s += Math.sin(a[2] * i);'),
  'an element of the outer loop': program(
    'for (let i = 0; i < a.length; i++) for (let j = 0; j < a.length; j++) s += Math.cos(a[i] - 2 * a[j]);',
  ),
  'an element read in an arm': program(
    'for (let i = 0; i < a.length; i++) { for (let j = 0; j < a.length; j++) if (a[j] > 0) s += a[i] * a[j]; }',
  ),
  'a field': program('for (let i = 0; i < 3; i++) s += Math.exp(a.x * i);', '[{ x: 0.3 }]'),
};

const added: Record<string, string> = {
  'elements that move with the loop': program('for (let i = 0; i < 5; i++) s += a[i] * a[i];'),
  'an element that the loop stores into': program(
    'for (let i = 0; i < 4; i++) a[1] = Math.sin(a[1] * i); s = a[1];',
  ),
  'an element of an array that may be the one stored into': program(
    'for (let i = 0; i < 4; i++) { k[i] = Math.sin(a[0] * i); s += k[i]; }',
    `(() => { const a = ${vector}[0]; return [a, a]; })()`,
  ),
};

describe('accumulateInLocals', () => {
  for (const [name, source] of Object.entries(summed)) {
    it(`adds up ${name}`, () => {
      expect(reverse(source)).to.match(/sum\d* !== 0/);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  for (const [name, source] of Object.entries(added)) {
    it(`adds at once to ${name}`, () => {
      expect(reverse(source)).to.not.match(/sum\d* !== 0/);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('makes no slot where no turn ran', () => {
    const { f } = loadProgram<{ f: (a: number[], n: number) => number }>(
      '/* @differentiable */ export function f(a, n) { let s = 0; for (let i = 0; i < n; i++) s += a[7] * i; return s + a[0]; }',
    );
    expect(gradient(f, [1, 2], 0)).to.deep.equal([[1, 0], 0]);
  });
});
