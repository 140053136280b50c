import fs from 'node:fs';
import path from 'node:path';
import { gradient, jvp } from '@diffjs/runtime';
import { type MathFunctionName, operatorRules, scalarRules } from '@diffjs/runtime/rules/manifest';
import { expect } from 'chai';
import { forms, runInForm } from '../../support/bothForms';
import { seededRandom } from '../../support/seededRandom';
import { testRule } from '../../support/testRule';

type Numeric = (...xs: number[]) => number;

/** Where a function is smooth: an interval for each argument; everywhere else from −3 to 3. */
const domains: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  abs: [[0.1, 5]],
  acos: [[-0.95, 0.95]],
  acosh: [[1.1, 20]],
  asin: [[-0.95, 0.95]],
  atanh: [[-0.95, 0.95]],
  cbrt: [[0.1, 30]],
  log: [[0.1, 30]],
  log10: [[0.1, 30]],
  log1p: [[-0.9, 30]],
  log2: [[0.1, 30]],
  sqrt: [[0.1, 30]],
  tan: [[-1.2, 1.2]],
  atan2: [[0.2, 3], [-3, -0.2]], // prettier-ignore
  hypot: [[0.2, 3], [-3, -0.2]], // prettier-ignore
  max: [[1, 3], [-1, 0.9]], // prettier-ignore
  min: [[1, 3], [-1, 0.9]], // prettier-ignore
  pow: [[0.2, 3], [-3, 3]], // prettier-ignore
  '/': [[-3, 3], [0.3, 3]], // prettier-ignore
  '%': [[10.1, 10.9], [2.9, 3.1]], // prettier-ignore
  '**': [[0.2, 3], [-3, 3]], // prettier-ignore
};
/** Differences see the steps of functions that are flat or round. */
const stepped = new Set(['ceil', 'floor', 'round', 'sign', 'trunc', 'fround']);

const random = seededRandom(3);
function pointsOf(name: string, arity: number): number[][] {
  const [first = [-3, 3], second = [-3, 3]] = domains[name] ?? [];
  return Array.from({ length: 5 }, () =>
    [first, second].slice(0, arity).map(([low, high]) => low + (high - low) * random()),
  );
}

const functions = (Object.keys(scalarRules) as MathFunctionName[]).map((name) => {
  const arity = scalarRules[name].arity === 1 ? 1 : 2;
  return { name, arity, source: `Math.${name}(${arity === 1 ? 'x' : 'x, y'})` };
});
const operators = Object.values(operatorRules).map(({ operator, arity }) => ({
  name: operator,
  arity,
  source: arity === 1 ? `${operator.slice(-1)}x` : `x ${operator} y`,
}));

for (const form of forms) {
  describe(`every function and operator, in ${form} code`, () => {
    for (const { name, arity, source } of [...functions, ...operators]) {
      it(source, () => {
        const { f } = runInForm(`exports.f = /* @differentiable */ (x, y) => ${source};`, form) as {
          f: Numeric;
        };
        const points = pointsOf(name, arity);
        // A step of the differences that crosses no step of the function.
        const away = stepped.has(name) ? points.map(([x]) => [Math.round(x) + 0.25]) : points;
        const options = name === 'fround' ? { atol: 1e-3, step: 0.1 } : { step: 1e-3 };
        testRule(f, away, options);
      });
    }
  });
}

interface Row {
  readonly expression: string;
  readonly point: number[];
  readonly derivatives: number[];
}

/** `1/3`, `-Infinity`, `5e-324` */
function numberOf(text: string): number {
  const [numerator, denominator = '1'] = text.trim().split('/');
  const value = Number(numerator) / Number(denominator);
  if (Number.isNaN(value) && text.trim() !== 'NaN') throw new Error(`${text} is no number`);
  return value;
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/\\\|/g, '|'));
const codeOf = (cell: string): string => /^`(.*)`$/.exec(cell)![1];

/** The tables of the page: one row an expression at a point, or one row a function and one column a point. */
function readTables(): { rows: Row[]; functions: string[] } {
  const page = path.resolve(__dirname, '../../../docs/maths/non-smooth-points.md');
  const rows: Row[] = [];
  const named: string[] = [];
  let columns: number[] | undefined;
  for (const line of fs.readFileSync(page, 'utf8').split('\n')) {
    if (!line.startsWith('|') || line.startsWith('|---')) continue;
    const [first, ...cells] = cellsOf(line);
    if (first === 'Expression') columns = undefined;
    else if (first === 'Function') columns = cells.map(numberOf);
    else if (columns !== undefined) {
      named.push(codeOf(first));
      const called = codeOf(first).length > 1 ? `${codeOf(first)}(x)` : `${codeOf(first)}x`;
      columns.forEach((x, i) =>
        rows.push({ expression: called, point: [x], derivatives: [numberOf(cells[i])] }),
      );
    } else {
      const point = cells[0].split(',').map((each) => numberOf(each.split('=')[1]));
      rows.push({ expression: codeOf(first), point, derivatives: cells[1].split(',').map(numberOf) });
    }
  }
  return { rows, functions: named };
}

const tables = readTables();

for (const form of forms) {
  describe(`the page of kinks and edges, in ${form} code`, () => {
    const compiled = new Map<string, Numeric>();
    const functionOf = (expression: string): Numeric => {
      const known = compiled.get(expression);
      if (known !== undefined) return known;
      const { f } = runInForm(`exports.f = /* @differentiable */ (x, y, z) => ${expression};`, form) as {
        f: Numeric;
      };
      compiled.set(expression, f);
      return f;
    };
    const expectNear = (actual: number, expected: number, what: string): void => {
      const isNear =
        Object.is(actual + 0, expected + 0) || Math.abs(actual - expected) <= 5e-4 * Math.abs(expected);
      expect(isNear, `${what}: ${actual}, and the page says ${expected}`).to.equal(true);
    };

    for (const { expression, point, derivatives } of tables.rows) {
      it(`${expression} at ${point.map((x) => (Object.is(x, -0) ? '-0' : x)).join(', ')}`, () => {
        const f = functionOf(expression);
        const reverse = gradient(f, ...point);
        derivatives.forEach((expected, i) => {
          expectNear(reverse[i], expected, `gradient, argument ${i}`);
          const tangents = point.map((_, j) => (i === j ? 1 : 0));
          expectNear(jvp(f, point, tangents)[1], expected, `jvp, argument ${i}`);
        });
        expect(derivatives).to.have.length(point.length);
      });
    }
  });
}

describe('the page of kinks and edges', () => {
  it('is right about the root of squares', () => {
    const f = /* @differentiable */ (x: number, y: number): number => Math.sqrt(x * x + y * y);
    expect(gradient(f, 0, 0)).to.deep.equal([NaN, NaN]);
    expect(jvp(f, [0, 0], [1, 0])[1]).to.equal(0);
  });

  it('has every function of one number', () => {
    const all = functions.filter(({ arity }) => arity === 1).map(({ name }) => `Math.${name}`);
    expect(tables.functions).to.have.members([...all, '+', '-']);
  });
});
