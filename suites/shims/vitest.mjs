/** What tests written for Vitest import, on top of Mocha. */
import fs from 'node:fs';
import path from 'node:path';
import { expect as jestExpect } from 'expect';
import { fn, spyOn } from 'jest-mock';
import { withoutDerivative, withoutDerivativeIn } from '../assertions.mjs';

/** Mocha's own functions, which are others for each file. */
const current = (name) =>
  Object.assign((...args) => globalThis[name](...args), {
    skip: (...args) => globalThis[name].skip(...args),
  });
export const describe = current('describe');
export const it = current('it');
export const test = it;
export const beforeAll = current('before');
export const afterAll = current('after');
export const beforeEach = current('beforeEach');
export const afterEach = current('afterEach');

/** Assertions about a value. */
export const expect = withoutDerivative(
  Object.assign((value) => {
    const matchers = withoutDerivativeIn(jestExpect(value));
    withoutDerivativeIn(matchers.not);
    return matchers;
  }, jestExpect),
);

/** Functions that remember their calls. */
export const vi = { fn, spyOn };
export const vitest = vi;

let running;
let snapshots = 0;
beforeEach(function () {
  running = this.currentTest;
  snapshots = 0;
});

/** The same outcome as another matcher has. */
function outcomeOf(match) {
  try {
    match();
    return { pass: true, message: () => 'expected the opposite' };
  } catch (error) {
    return { pass: false, message: () => error.message };
  }
}

expect.extend({
  toThrowError: (f, expected) => outcomeOf(() => expect(f).toThrow(expected)),
  throw: (f, expected) => outcomeOf(() => expect(f).toThrow(expected)),
  /** Of text alone: other values would have to be printed as Vitest prints them. */
  toMatchSnapshot(text) {
    const file = path.join(
      path.dirname(running.file),
      '__snapshots__',
      `${path.basename(running.file)}.snap`,
    );
    const name = `${running.titlePath().join(' > ')} ${++snapshots}`;
    const kept = fs.readFileSync(file, 'utf8').split(`exports[\`${name}\`] = \``)[1]?.split('`;\n')[0];
    return outcomeOf(() => expect(`\n"${text}"\n`).toBe(kept));
  },
});
