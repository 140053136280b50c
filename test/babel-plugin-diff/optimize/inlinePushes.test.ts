import { expect } from 'chai';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const program = (body: string): string =>
  `/* @differentiable */ export function f(x, g) { ${body} } export const cases = () => [[0.7]];`;

const square = 'let s = 0; for (const y of a) s += y * y; return s;';

const stored: Record<string, string> = {
  'an array that a loop fills': program(
    `const a = []; for (let i = 0; i < 5; i++) a.push(Math.sin(x * i)); ${square}`,
  ),
  'several elements at once': program(`const a = [x]; a.push(x * x, 3 * x); ${square}`),
  'none, for the length': program(`const a = [x, x]; return a[0] * a.push();`),
  'for the new length': program(`const a = [x]; const n = a.push(2 * x, x * x); return n * a[n - 1];`),
  'rows of an array of arrays': program(
    `const rows = []; for (let i = 0; i < 3; i++) { const row = []; for (let j = 0; j < 3; j++) row.push(x ** (i + j)); rows.push(row); }
     return rows[2][1] * rows[1][2] + rows[0][2];`,
  ),
  'one array or another': program(
    `const b = [1]; const c = [x, 2]; const a = x > 0 ? b : c; a.push(x * x); return a[1] * b.length * c[0];`,
  ),
  'an array that it returns in the end': program(
    'const a = []; a.push(x * x); a.push(a[0] * x); return a[0] + a[1];',
  ),
  'an array whose method is looked at as well': program(
    'const a = [x]; const p = a.push; a.push(x * x); return p ? a[1] : 0;',
  ),
  objects: program('const a = []; a.push({ y: x * x }); a.push({ y: a[0].y * x }); return a[1].y;'),
};

const called: Record<string, string> = {
  'an argument': '/* @differentiable */ export function f(x, a) { a.push(x); return a[0] * x; }',
  'what a function that is not known may have changed': program(
    'const a = []; g(a); a.push(x); return a[0];',
  ),
  'a row of what such a function is given': program(
    'const row = []; const rows = [row]; g(rows); row.push(x); return row[0];',
  ),
  'what such a function gets out of an array': program(
    'const row = []; const rows = [row]; g(rows[0]); row.push(x); return row[0];',
  ),
  'what an object that is passed on holds': program(
    'const a = []; const o = { a }; g(o); a.push(x); return a[0];',
  ),
  'an array with a method of its own': program(
    'const a = []; a.push = g; a.push(x); return x * a.length + x;',
  ),
  'what a computed name may have given a method': program(
    'const a = []; a[g] = null; a.push(x); return a[0];',
  ),
  'what may be an argument': program('const a = x > 9 ? g : [x]; a.push(x); return a[1] * x;'),
};

describe('inlinePushes', () => {
  for (const [name, source] of Object.entries(stored)) {
    it(`stores ${name}`, () => {
      expect(compileProgram(source).split('function f_forward')[1]).to.not.include('resolve(');
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, source] of Object.entries(called)) {
    it(`calls the method of ${name}`, () => {
      expect(compileProgram(source).split('function f_forward')[1]).to.include('.push');
    });
  }
});
