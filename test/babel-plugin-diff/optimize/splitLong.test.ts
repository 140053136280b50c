import { parseSync, type types as t } from '@babel/core';
import { expect } from 'chai';
import { withThresholds } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/cost.cjs';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

/** Low, so that programs are split that are checked in a moment. */
const low = { operationsInCompanion: 160, operationsInPart: 40, operationsBetweenSites: 20 };

/** The text of some statements, each in turn from `statements`, `i` in them replaced by its number. */
function repeat(count: number, ...statements: string[]): string {
  return Array.from({ length: count }, (_, i) =>
    statements[i % statements.length]!.replace(/(?<![a-z])i\b/g, String(i)),
  ).join('\n');
}

const cases =
  '() => [[[0.4, 0.7, -0.2], { u: 0.3, v: 0.6 }, 0.5], [[-1.4, 0.2, 0.9], { u: -0.3, v: 1.6 }, -0.1]]';

function program(body: string): string {
  return `/* @differentiable */ export function f(a, o, x) { ${body} } export const cases = ${cases};`;
}

const straight = `let y = 0.3; ${repeat(
  60,
  'x = Math.sin(x) * y + i / 60;',
  'y = y / (1 + x * x) + 0.01 * o.u;',
  'a[1] = 0.5 * Math.sin(a[1] + x); o.v = 0.3 * y + a[0];',
)} return x + y + a[1] * o.v;`;

const long: Record<string, string> = {
  'straight code, with memory': straight,
  'code with branches and loops': `let y = 0.3, n = 0; ${repeat(
    36,
    'x = Math.sin(x) * y + 0.2;',
    'if (x > 0.1) { y = y / (1 + x * x) + a[0]; n++; } else if (x < -3) return x * y; else y *= 0.9 * o.u;',
    'for (let k = 0; k < 3; k++) { if (k > 1 && y > 1.5) break; y = 0.5 * (y + Math.cos(x + k)); a[k] = 0.5 * y; }',
  )} return (x + y) / (1 + n) + a[2];`,
  'the body of a loop': `let y = 0.3; for (let turn = 0; turn < 4; turn++) { ${repeat(
    40,
    'x = Math.sin(x) * y + i / 40;',
    'y = y / (1 + x * x) + 0.01 * o.u;',
  )} } return x * y;`,
  'sines whose cosines come much later': `${repeat(24, 'const s_i = Math.sin(x + 0.1 * i) * o.u, t_i = x + i, u_i = Math.sin(t_i);')} ${repeat(
    24,
    'x = x * 0.5 + 0.1 * s_i * u_i;',
  )} ${repeat(24, 'x += 0.01 * Math.cos(t_i);')} return x;`,
  'many numbers that live from the first line to the last': `${repeat(24, 'const y_i = Math.sin(x + i) * o.u;')} ${repeat(
    24,
    'x = Math.cos(x) + 0.1 * y_i;',
  ).repeat(3)} return x;`,
};

describe('splitLong', () => {
  for (const [name, body] of Object.entries(long)) {
    it(`splits ${name}`, function () {
      this.timeout(60000);
      const source = program(body);
      // So short parts of second-order companions hand on more numbers than they compute.
      const compile = (): string => compileProgram(source, 'program.ts', { order: 1 });
      const sizes = companionSizes(withThresholds(low, compile));
      expect(sizes.filter(({ isPart }) => isPart).length).to.be.greaterThan(5);
      expect(Math.max(...sizes.map(({ operations }) => operations))).to.be.at.most(low.operationsInCompanion);
      const { failure, compared } = checkProgram(withThresholds(low, () => loadProgram<Program>(source)));
      expect(failure).to.deep.equal(null);
      expect(compared).to.be.greaterThan(5);
    });
  }

  it('leaves shorter functions whole', () => {
    const code = compileProgram(program(straight), 'program.ts', { order: 1 });
    expect(companionSizes(code).some(({ isPart }) => isPart)).to.equal(false);
  });

  it('gives parts names that the file does not have', () => {
    const taken = 'function f_reverse_part1() { return 7; } export const g = () => f_reverse_part1();';
    const source = `${taken}\n${program(straight)}`;
    const loaded = withThresholds(low, () => loadProgram<Program & { g(): number }>(source));
    expect(loaded.g()).to.equal(7);
    expect(checkProgram(loaded).failure).to.deep.equal(null);
  });
});

/** The functions that were put beside `f`, with the operations that each has. */
function companionSizes(code: string): { readonly isPart: boolean; readonly operations: number }[] {
  const file = parseSync(code, { configFile: false, babelrc: false, sourceType: 'module' }) as t.File;
  const sizes: { isPart: boolean; operations: number }[] = [];
  for (const statement of file.program.body) {
    if (statement.type !== 'FunctionDeclaration' || !/^f_/.test(statement.id!.name)) continue;
    const isPart = statement.id!.name.includes('_part');
    const operations = JSON.stringify(statement).match(/"(Binary|Call|Assignment|Unary)Expression"/g)!.length;
    sizes.push({ isPart, operations });
  }
  return sizes;
}
