import { expect } from 'chai';
import { compileWithPlugin } from '../../support/compileWithPlugin.js';

/** What compiling a program writes to the standard error output. */
function shownFor(source: string, debug: boolean | string): string {
  const shown: unknown[] = [];
  const { error } = console;
  console.error = (...parts: unknown[]) => shown.push(...parts);
  try {
    compileWithPlugin(source, { debug });
  } finally {
    console.error = error;
  }
  return shown.join('\n');
}

const source = `
/* @differentiable */
function scaled(x) { return 2 * x; }
/* @differentiable */
function summed(x) { function* twice() { yield x; yield x; } let s = 0; for (const y of twice()) s += y; return s; }`;

describe('the option debug', () => {
  it('shows the passes and the emitted code', () => {
    const text = shownFor(source, true);
    expect(text).to.match(/scaled \(primal\) behind inlineCalls/);
    expect(text).to.match(/scaled \(reverse\) behind enterSSA/);
    expect(text).to.include('function scaled_reverse(tape, d)');
    expect(text).to.match(/scaled: traced form/);
  });

  it('says how much the forward sweep pushes: in each turn of the loops, and in all', () => {
    const text = shownFor(
      `/* @differentiable */
      function run(x, xs, n, g) {
        for (let i = 0; i < n; i++) {
          x = Math.sin(x) * x;
          for (let j = 0; j < 3; j++) x *= Math.exp(x);
        }
        for (const v of xs) x += g(v);
        while (x > 1) x *= x;
        if (n > 3) for (let i = 0; i <= n; i++) x *= Math.sin(x);
        return x;
      }`,
      'run',
    );
    const shown = /what the forward sweep pushes ─*\n([\s\S]*?)\n──/.exec(text)?.[1];
    expect(shown?.split('\n')).to.deep.equal([
      'loop at line 3: 8 numbers a turn',
      '  loop at line 5: 2 numbers a turn',
      'loop at line 7: 2 references, beside what g pushes, a turn',
      'loop at line 8: 1 number a turn',
      'loop at line 9: 2 numbers a turn',
      'in all: 3 to 4 + 8 * n + turns of line 8 + perhaps (2 * (n + 1)) numbers and 2 * (turns of line 7) references, beside what g pushes',
    ]);
  });

  it('says what is bounded by checkpoints', () => {
    const text = shownFor(
      `/* @differentiable */
      function run(x, n) {
        /* @checkpoint 12 */
        for (let i = 0; i < n; i++) x *= Math.sin(x);
        /* @checkpoint */
        while (x > 0.1) for (let i = 0; i < n; i++) x *= Math.sin(x);
        return x;
      }`,
      'run',
    );
    const shown = /what the forward sweep pushes ─*\n([\s\S]*?)\n──/.exec(text)?.[1];
    expect(shown?.split('\n')).to.deep.equal([
      'loop at line 4: bounded by checkpoints, 12 snapshots and a stretch of turns',
      '  loop at line 4: 2 numbers a turn',
      'loop at line 6: bounded by checkpoints, the default number of snapshots and a stretch of turns',
      '  loop at line 6: 2 * n numbers a turn',
      '    loop at line 6: 2 numbers a turn',
      'in all: 6 references',
    ]);
  });

  it('says why a function is left to traced code', () => {
    expect(shownFor(source, true)).to.match(/summed is left to traced code: a generator \(.*:5\)/);
  });

  it('shows one function alone by its name', () => {
    const text = shownFor(source, 'summed');
    expect(text).to.include('summed: traced form');
    expect(text).not.to.include('scaled');
  });

  it('shows nothing otherwise', () => {
    expect(shownFor(source, false)).to.equal('');
    expect(shownFor('const one = 1;', true)).to.equal('');
  });
});
