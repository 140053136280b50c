import fs from 'node:fs';
import path from 'node:path';
import * as runtime from '@diffjs/runtime';
import { NDArray } from '@diffjs/runtime';
import { expect } from 'chai';
import { flatNumbers } from '../../support/flatNumbers';

interface Value {
  readonly shape: number[];
  readonly data: (number | string)[];
}
type Case = readonly [name: string, args: unknown[], expected: Value | Value[]];

/** Written by golden/arrangement.py. */
const cases = JSON.parse(fs.readFileSync(path.join(__dirname, 'golden/arrangement.json'), 'utf8')) as Case[];

/** Functions whose first argument is a list of arrays. */
const ofLists = new Set(['concat', 'stack', 'vstack', 'hstack', 'dstack', 'columnStack']);

/** NaN and infinities are texts in the file; so are the words of `slice`. */
function numbers(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(numbers);
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return typeof x === 'string' && x in special ? special[x] : x;
}

function compare(actual: unknown, { shape, data }: Value, what: string): void {
  const a = typeof actual === 'number' ? new NDArray(Float64Array.of(actual), []) : (actual as NDArray);
  expect(a.shape, what).to.deep.equal(shape);
  const flat = flatNumbers(a);
  expect(flat.length, what).to.equal(data.length);
  flat.forEach((x, i) => {
    const expected = numbers(data[i]) as number;
    if (Math.abs(x - expected) <= 1e-14 * Math.abs(expected)) return;
    expect(x + 0, `${what}, element ${i}`).to.deep.equal(expected + 0);
  });
}

describe('arrays are arranged as in NumPy', () => {
  const names = [...new Set(cases.map(([name]) => name))];
  for (const name of names) {
    it(name, () => {
      for (const [, args, expected] of cases.filter((one) => one[0] === name)) {
        const what = `${name}(${JSON.stringify(args).slice(1, -1)})`;
        const f = runtime[name as keyof typeof runtime] as (...args: unknown[]) => unknown;
        const given = args.map((x) => numbers(x));
        const plain = f(...given);
        // The same of a view whose elements lie in another order.
        const strided = f(
          ...given.map((x, i) =>
            i !== 0 ? x : ofLists.has(name) ? (x as unknown[]).map(reordered) : reordered(x),
          ),
        );
        for (const actual of [plain, strided]) {
          if (!Array.isArray(expected)) compare(actual, expected, what);
          else (actual as NDArray[]).forEach((part, i) => compare(part, expected[i]!, `${what}[${i}]`));
          if (Array.isArray(expected)) expect(actual).to.have.length(expected.length);
        }
      }
    });
  }
});

/** A matrix or a stack of such as a transposed view. */
function reordered(x: unknown): unknown {
  if (!Array.isArray(x) || !Array.isArray(x[0]) || x.flat(Infinity).some((n) => typeof n !== 'number'))
    return x;
  const a = runtime.asarray(x as number[][]);
  const back = runtime.transpose(a);
  return runtime.transpose(new NDArray(Float64Array.from(flatNumbers(back)), back.shape));
}
