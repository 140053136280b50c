import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { carriedRecord, Tape } from '@diffjs/runtime/compiled';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

const vector = 'Float64Array.from({ length: 40 }, (_, i) => Math.sin(i + 1))';

function program(body: string, cases = `[${vector}, 2]`): string {
  return `/* @differentiable */ export function f(a, k) { let s = 0; ${body} return s; } export const cases = () => [${cases}];`;
}

/** Numbers that a pullback of `f` tapes in `turns` turns. */
function taped(source: string, turns: number): number {
  const { f } = loadProgram<Program>(source);
  const a = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i + 1));
  const tape = new Tape();
  carriedRecord(f)!.forward(tape, undefined, undefined, a, new Float64Array(4000), turns, undefined);
  return tape.n;
}

/** Loops whose variable need not be taped, with what each turn tapes. */
const moving: Record<string, [source: string, perTurn: number]> = {
  'a variable that is stepped': [
    program('let next = 3; for (let i = 0; i < k; i++) s += a[next++];', `[${vector}, 9], [${vector}, 0]`),
    0,
  ],
  'one that begins anywhere': [
    program('let next = k * 2 + 1; for (let i = 0; i < k; i++) { s += a[next]; next += 2; }'),
    0,
  ],
  'one that goes down': [
    program('let next = 39; for (let i = 1; i <= k; i++) s += a[next--];', `[${vector}, 12]`),
    0,
  ],
  'one in a loop without a counter': [
    program('let next = 0; let x = 1; while (x < k * 10) { x = x + 1; s += a[next++]; }', `[${vector}, 2]`),
    1,
  ],
};

/** Loops whose variable must be taped. */
const kept: Record<string, string> = {
  'one that moves in some turns only': program(
    'let next = 0; for (let i = 0; i < 9; i++) { s += a[next] * a[i]; if (a[i] > 0) next++; }',
  ),
  'one that is computed with': program(
    'let x = k * 0.1; for (let i = 0; i < 9; i++) { s += Math.sin(x) * a[i]; x += 1; }',
  ),
  'one that starts anew': program(
    'let next = 0; for (let i = 0; i < 9; i++) { s += a[next] * a[i]; next++; if (next > 3) next = 0; }',
  ),
};

describe('keys that move with a loop', () => {
  for (const [name, [source, perTurn]] of Object.entries(moving)) {
    it(`are not taped: ${name}`, () => {
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
      if (perTurn === 0) expect(taped(source, 900) - taped(source, 100)).to.equal(0);
    });
  }

  for (const [name, source] of Object.entries(kept)) {
    it(`are right: ${name}`, () => {
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('are integers, or the traced form takes over', () => {
    // Sums in another order round to other properties.
    const { f } = loadProgram<{ f: (a: Record<string, number>, start: number, turns: number) => number }>(
      program('for (let i = 0; i < turns; i++) { s += a[k] * a[k]; k += 1; }').replace(
        'f(a, k)',
        'f(a, k, turns)',
      ),
    );
    const a: Record<string, number> = {};
    for (let i = 0, key = 0.123456789; i < 30; i++, key += 1) a[key] = i + 1;
    const [da] = gradient(f, a, 0.123456789, 30);
    expect(da).to.deep.equal(Object.fromEntries(Object.entries(a).map(([key, x]) => [key, 2 * x])));
  });

  it('let the range of a triangle be copied once', () => {
    const source = `
/* @differentiable */
export function f(a, k) {
  const y = new Float64Array(k);
  let next = 1;
  for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) y[j] = y[j] + a[next++] * a[i];
  let s = 0;
  for (let i = 0; i < k; i++) s += y[i];
  return s;
}
export const cases = () => [[${vector}, 7], [${vector}, 9], [${vector}, 1], [[...${vector}], 6]];`;
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    // Two numbers for each turn of the outer loop, and the range.
    expect(taped(source, 40)).to.be.lessThan(40 * 40 + 5 * 40);
  });
});
