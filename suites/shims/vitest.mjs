/** What tests written for Vitest or Jest import, on top of Mocha. */
import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { expect as jestExpect } from 'expect';
import { fn, spyOn } from 'jest-mock';
import { withoutDerivative, withoutDerivativeIn } from '../assertions.mjs';

/** Mocha's own functions, which are others for each file. */
const current = (name) =>
  Object.assign((...args) => globalThis[name](...args), {
    skip: (...args) => globalThis[name].skip(...args),
    each: (rows) => (title, run) => {
      for (const row of rows) {
        const args = Array.isArray(row) ? row : [row];
        globalThis[name](format(title, ...args), () => run(...args));
      }
    },
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
export const jest = vi;

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
  toMatchSnapshot: matchSnapshot,
  toThrowErrorMatchingSnapshot(f) {
    try {
      f();
    } catch (error) {
      return matchSnapshot(error.message);
    }
    return { pass: false, message: () => 'nothing is thrown' };
  },
});

/** Text as it is kept for the test that runs; other values would have to be printed as these libraries print them. */
function matchSnapshot(text) {
  const file = path.join(path.dirname(running.file), '__snapshots__', path.basename(running.file));
  const found = [file, file.replace(/js$/, 'ts')].find((each) => fs.existsSync(`${each}.snap`));
  const kept = fs.readFileSync(`${found}.snap`, 'utf8');
  const number = ++snapshots;
  const body = [' ', ' > ']
    .map((by) => kept.split(`exports[\`${running.titlePath().join(by)} ${number}\`] = \``)[1])
    .find((each) => each !== undefined)
    ?.split('`;\n')[0];
  const written = text.replaceAll('"', '\\\\"').replaceAll('`', '\\`');
  return outcomeOf(() => jestExpect(`"${written}"`).toBe(body?.trim()));
}
