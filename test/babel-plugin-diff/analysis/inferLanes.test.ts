import { expect } from 'chai';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';
import { withThresholds } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/cost.cjs';

/** Names of the functions that get a lanes companion. */
function withLanes(source: string, lanes?: string): string[] {
  const code = compileProgram(source, 'program.ts', lanes === undefined ? {} : { lanes });
  return [...code.matchAll(/^(?:export )?function (\w+)_lanes\(/gm)].map(([, name]) => name!).sort();
}

const source = `
/* @differentiable */
function pair(x: number[]) { return [recur(x[0], 3), x[1]]; }
function recur(x: number, depth: number): number { return depth === 0 ? x : x * recur(x, depth - 1); }
/* @differentiable */
function into(out: Float64Array, x: number) { out[0] = x * x; }
/* @differentiable */
function one(x: number[]) { return x[0] * x[1]; }
/* @differentiable */
function unknown(x: number[], f: (x: number) => number) { return [f(x[0])]; }
/* @differentiable */
function caller(x: number[]) { return [unknown(x, Math.sin)[0] * 2]; }
/* @differentiable */
function closure(x: number[]) { return x.map((each) => each * x[0]); }
`;

describe('inferLanes', () => {
  it('wants what gives several numbers, and what that calls', () => {
    expect(withLanes(source)).to.deep.equal(['into', 'pair', 'recur']);
  });

  it('takes all that call functions of the file only, or none', () => {
    expect(withLanes(source, 'always')).to.deep.equal(['into', 'one', 'pair', 'recur']);
    expect(withLanes(source, 'never')).to.deep.equal([]);
  });

  it('leaves long functions out, and who calls them', () => {
    withThresholds({ operationsWithLanes: 3 }, () => {
      expect(withLanes(source)).to.deep.equal(['into']);
      expect(withLanes(source, 'always')).to.deep.equal(['into', 'one', 'pair', 'recur']);
    });
  });

  it('gives companions that agree with single tangents where functions are split', () => {
    const long = `
/* @differentiable */
export function f(x: Float64Array, k: number) {
  const y = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    let a = x[i] * k, b = x[2 - i];
    ${Array.from({ length: 40 }, (_, i) => `a = Math.sin(a + ${i}) * b; b += a * x[${i % 3}];`).join('\n    ')}
    y[i] = a + b;
  }
  return y;
}
export const cases = () => [[Float64Array.of(0.3, 0.5, -0.2), 0.7]];
`;
    const low = { operationsInCompanion: 100, operationsInPart: 30 };
    const program = withThresholds(low, () => loadProgram<Program>(long));
    expect(withThresholds(low, () => compileProgram(long, 'program.ts', { lanes: 'always' }))).to.include(
      'f_lanes_part1',
    );
    const { failure, lanes } = checkProgram(program);
    expect(failure).to.equal(null);
    expect(lanes).to.equal(1);
  });
});
