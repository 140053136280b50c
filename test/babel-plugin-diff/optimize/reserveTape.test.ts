import { expect } from 'chai';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

/** Room made for several numbers at once: `if (n + <more than a literal> > T.length)`. */
const reservation = /if \(n\d* \+ (?!\d+ >).*> T\.length\)/;

function program(body: string, cases: string): string {
  return `/* @differentiable */ export function f(x, k, turns) { ${body} return x; } export const cases = () => ${cases};`;
}

const points = '[[0.5, 0.8, 5], [0.5, 0.8, 0], [0.5, 0.8, 2.5], [0.5, 0.8, -3], [0.5, 0.8, 3000]]';

const reserved: Record<string, string> = {
  'a counted loop': 'for (let i = 0; i < turns; i++) x = Math.sin(x) * k;',
  'a loop with its bound included': 'for (let i = 1; i <= turns; i++) x = Math.sin(x) * k;',
  'a loop that counts down': 'for (let i = 12; i > 3; i--) x = Math.sin(x) * k;',
  'loops in a loop':
    'for (let i = 0; i < 7; i++) { x *= k; for (let j = 2; j < 9; j++) x = Math.sin(x) * k; }',
};

const tested: Record<string, string> = {
  'a loop that may be left': 'for (let i = 0; i < turns; i++) { x = Math.sin(x) * k; if (x > 9) break; }',
  'a loop that counts by more than one': 'for (let i = 0; i < turns; i += 2) x = Math.sin(x) * k;',
  'a loop that pushes on one path only': 'for (let i = 0; i < turns; i++) if (x > 0.1) x = Math.sin(x) * k;',
  'a loop whose bound moves': 'for (let i = 0; i < turns; i++) { x = Math.sin(x) * k; turns -= 1; }',
};

describe('reserveTape', () => {
  for (const [name, body] of Object.entries(reserved)) {
    it(`makes room before ${name}`, () => {
      const source = program(body, points);
      expect(compileProgram(source)).to.match(reservation);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  for (const [name, body] of Object.entries(tested)) {
    it(`tests in each turn of ${name}`, () => {
      const source = program(body, points);
      expect(compileProgram(source)).to.not.match(reservation);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('does not trust a length that a store may change', () => {
    const source = `
/* @differentiable */
export function f(a, k) {
  let s = 0;
  for (let i = 0; i < a.length; i++) { s += Math.sin(a[i] * k); if (a.length < 2000) a[a.length] = a[i] * k; }
  return s;
}
export const cases = () => [[[0.5, 0.25], 0.999]];`;
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });
});
