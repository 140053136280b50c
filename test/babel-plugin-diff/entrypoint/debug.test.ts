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
