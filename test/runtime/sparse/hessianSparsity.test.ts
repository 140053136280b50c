import { defineRule, gradient, hessianSparsity, jacobianSparsity } from '@diffjs/runtime';
import { expect } from 'chai';
import { forms, runInForm } from '../../support/bothForms';
import { seededRandom } from '../../support/seededRandom';
import { expectDiffError } from '../support/expectDiffError';

type Objective = (x: number[] | Float64Array) => number;

/** The columns of each row. */
function rowsOf(f: unknown, x: number[] | Float64Array): number[][] {
  const { rowPointers, columns } = hessianSparsity(f, x);
  return Array.from({ length: rowPointers.length - 1 }, (_, i) => [
    ...columns.slice(rowPointers[i], rowPointers[i + 1]),
  ]);
}

/** The Hessian by central differences of gradients. */
function denseHessian(f: Objective, x: number[]): number[][] {
  const h = 1e-4;
  return x.map((_, i) => {
    const at = (d: number): number[] =>
      gradient(f, x.map((each, j) => (i === j ? each + d : each)))[0] as number[]; // prettier-ignore
    const [up, down] = [at(h), at(-h)];
    return up.map((each, j) => (each - down[j]) / (2 * h));
  });
}

const N = 6;

/** A random program of sums, products, functions, stores and loads over x[0] … x[5]. */
function randomProgram(random: () => number): string {
  const pick = (n: number): number => Math.floor(random() * n);
  const lines: string[] = ['const m = [1, 2, 3, 4];', 'const t = new Float64Array(4);'];
  const names: string[] = [];
  const operand = (): string =>
    names.length > 0 && random() < 0.6 ? names[pick(names.length)]! : `x[${pick(N)}]`;
  for (let k = 0; k < 9; k++) {
    const [a, b] = [operand(), operand()];
    const forms = [
      `${a} + ${b}`,
      `${a} - 3 * ${b}`,
      `${a} * ${b}`,
      `${a} / (2 + ${b} * ${b})`,
      `Math.sin(${a})`,
      `0.5 * ${a}`,
      `${a} / 4`,
      `-${a}`,
      `Math.max(${a}, ${b})`,
      `Math.abs(${a}) + Math.min(${b}, 100)`,
      `Math.hypot(${a}, ${b}, 1)`,
      `${a} ** 2`,
      `Math.exp(${a} / 8)`,
      `(m[${pick(4)}] = ${a}, m[${pick(4)}] * ${b})`,
      `(t[${pick(4)}] = ${a}, t[${pick(4)}] + ${b})`,
      `[${a}, ${b}].map((y) => y * 2).reduce((s, y) => s + y)`,
    ];
    lines.push(`const v${k} = ${forms[pick(forms.length)]};`);
    names.push(`v${k}`);
  }
  const terms = [0, 1, 2].map(() => operand());
  return `exports.f = /* @differentiable */ (x) => { ${lines.join(' ')} return ${terms.join(' + ')}; };`;
}

describe('hessianSparsity', () => {
  it('pairs what interacts, operation by operation', () => {
    const x = [1, 2, 3];
    const cases: readonly (readonly [Objective, number[][]])[] = [
      [/* @differentiable */ (v) => 3 * v[0] + v[1] / 2 - v[2], [[], [], []]],
      [/* @differentiable */ (v) => v[0] * v[1], [[1], [0], []]],
      [/* @differentiable */ (v) => v[0] * v[0], [[0], [], []]],
      [/* @differentiable */ (v) => (v[0] + v[1]) * v[2], [[2], [2], [0, 1]]],
      [/* @differentiable */ (v) => v[0] / v[1], [[1], [0, 1], []]],
      [/* @differentiable */ (v) => Math.sin(v[0]) + Math.sin(v[1] + v[2]), [[0], [1, 2], [1, 2]]],
      [/* @differentiable */ (v) => Math.max(v[0], v[1]) + Math.abs(v[2]) + (v[0] % 2), [[], [], []]],
      [/* @differentiable */ (v) => Math.hypot(v[0], v[1]), [[0, 1], [0, 1], []]], // prettier-ignore
      [/* @differentiable */ (v) => Math.exp(v[0]) * 0 + v[1] ** 2, [[0], [1], []]],
      [/* @differentiable */ (v) => Math.floor(v[0]) * v[1] ** 3, [[1], [0, 1], []]],
    ];
    for (const [f, expected] of cases) expect(rowsOf(f, x)).to.deep.equal(expected);
  });

  it('counts operations whose partial is 1, or 0, at the point', () => {
    const f = /* @differentiable */ (v: number[]): number => Math.exp(v[0]) + Math.hypot(v[1], v[2]);
    expect(rowsOf(f, [0, 0, 1])).to.deep.equal([[0], [1, 2], [1, 2]]);
    const g = /* @differentiable */ (v: number[]): number[] => [Math.hypot(v[0], v[1]), Math.max(v[0], v[1])];
    expect([...jacobianSparsity(g, [0, 1]).columns]).to.deep.equal([0, 1, 0, 1]);
  });

  it('leaves out what does not reach the result', () => {
    const f = /* @differentiable */ (v: number[]): number => {
      const unused = v[0] * v[1];
      const memory = [unused, v[0]];
      memory[0] = v[1];
      return memory[0] * v[2] + (unused > 0 ? 1 : 2);
    };
    expect(rowsOf(f, [1, 2, 3])).to.deep.equal([[], [2], [1]]);
  });

  it('finds bands, in typed arrays too', () => {
    const rosenbrock = /* @differentiable */ (x: Float64Array): number => {
      let s = 0;
      for (let i = 0; i + 1 < x.length; i++) s += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
      return s;
    };
    const n = 200;
    const rows = rowsOf(rosenbrock, new Float64Array(n).fill(0.5));
    rows.forEach((row, i) => expect(row).to.deep.equal([i - 1, i, i + 1].filter((j) => j >= 0 && j < n)));
  });

  for (const form of forms) {
    it(`holds every entry of the Hessian of random programs, in ${form} code`, () => {
      const random = seededRandom(form === 'compiled' ? 11 : 12);
      let entries = 0;
      let found = 0;
      for (let k = 0; k < 40; k++) {
        const source = randomProgram(random);
        const { f } = runInForm(source, form) as { f: Objective };
        const x = Array.from({ length: N }, () => 0.3 + random());
        const rows = rowsOf(f, x);
        rows.forEach((row, i) => row.forEach((j) => expect(rows[j], 'symmetric').to.include(i)));
        found += rows.flat().length;
        denseHessian(f, x).forEach((row, i) =>
          row.forEach((d, j) => {
            if (Math.abs(d) < 1e-5) return;
            entries++;
            expect(rows[i], `${source}: ${i}, ${j}`).to.include(j);
          }),
        );
      }
      expect(entries).to.be.greaterThan(70);
      // Little is there for nothing: entries that cancel or vanish at the point.
      expect(found).to.be.lessThan(1.6 * entries);
    });
  }

  it('says what it cannot do', () => {
    const ruled = defineRule((v: number[]) => v[0], { vjp: (v: number[]) => [v[0], (d: number) => [[d]]] });
    const through = /* @differentiable */ (v: number[]): number => ruled(v) * 2;
    expectDiffError(() => hessianSparsity(through, [1]), 'DIFF3006', /only derivatives are known/);
    expectDiffError(
      () => hessianSparsity(/* @differentiable */ (v: number[]) => v, [1]),
      'DIFF3003',
      /a number/,
    );
    expectDiffError(() => hessianSparsity(through, 1), 'DIFF3003', /hessianSparsity was given the number 1/);
    const scalar = defineRule((x: number, y: number) => x * y, { partials: ([x, y]) => [y, x] });
    const called = /* @differentiable */ (v: number[]): number => scalar(v[0], 2) + scalar(v[1], v[2]);
    expect(rowsOf(called, [1, 2, 3])).to.deep.equal([[0], [1, 2], [1, 2]]);
  });
});
