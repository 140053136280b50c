import { expect } from 'chai';
import {
  type Thresholds,
  withThresholds,
} from '../../../../packages/babel-plugin-diff/dist/cjs/optimize/cost.cjs';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

function program(body: string, cases = '[0.7, -1.3, 0.4], [-0.6, 0.2, 1.5]'): string {
  return `/* @differentiable */ export function f(x, y, z) { ${body} } export const cases = () => [${cases}];`;
}

/** What the forward companion of `f` pushes, in order. */
function pushed(source: string): string[] {
  const code = compileProgram(source);
  const forward = code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
  return [...forward.matchAll(/T\[n[^\]]*\] = (.*);/g)].map((match) => match[1]!);
}

function expectRight(source: string, changed: Partial<Thresholds> = {}): void {
  expect(checkProgram(withThresholds(changed, () => loadProgram<Program>(source))).failure).to.equal(null);
}

/** Long functions keep nothing at hand. */
const long: Partial<Thresholds> = { operationsInCompanion: 0, operationsInPart: 1e6 };

describe('shareTape', () => {
  it('pushes what both arms need behind the if', () => {
    const source = program(
      'const e = Math.exp(x * y); let s; if (z > 0) s = Math.sin(e) * y; else s = Math.cos(e) * z; return s * x;',
    );
    expect(pushed(source).filter((name) => name === 'e')).to.have.length(1);
    expectRight(source);
    expectRight(source, long);
  });

  it('pushes what an arm and the code in front of it need once', () => {
    const source = program(
      'const e = Math.exp(x * y); let s = e * e * z; if (z > 0) s = s * Math.sin(e); return s * x;',
    );
    expect(pushed(source).filter((name) => name === 'e')).to.have.length(1);
    expectRight(source);
    expectRight(source, long);
  });

  it('pushes it once for arms inside of arms', () => {
    const source = program(
      'const e = Math.exp(x * y); let s; if (z > 0) { if (z > 1) s = Math.sin(e); else s = Math.cos(e * 2); } else if (x > 0) s = Math.cos(e); else s = Math.sin(e * 3); return s * x;',
      '[0.7, -1.3, 0.4], [0.7, -1.3, 1.4], [-0.6, 0.2, -1.5], [0.6, 0.2, -1.5]',
    );
    expect(pushed(source).filter((name) => name === 'e')).to.have.length(1);
    expectRight(source);
  });

  it('leaves in its arm what only that arm needs', () => {
    const source = program(
      'const e = Math.floor(x) + 0.5; let s = x; if (z > 0) { s = Math.sin(y * Math.exp(e)) * e; } return s + y;',
    );
    const code = compileProgram(source);
    const forward = code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
    const arm = forward.slice(forward.indexOf('if (z > 0)'));
    expect(arm.slice(0, arm.indexOf('s = Math.sin'))).to.match(/T\[n/);
    expectRight(source);
  });

  it('keeps apart what one variable is at different times', () => {
    const source = program(
      'let e = Math.exp(x * y); let s; if (z > 0) { e = Math.sin(e); s = e * e * x; } else { e = Math.cos(e) * y; s = e * e; } return s * e * e;',
    );
    expectRight(source);
  });

  it('keeps what the turns of a loop push in the loop', () => {
    const source = program(
      'let s = x; for (let i = 0; i < 4; i++) { const e = Math.exp(s * y); if (i % 2 === 0) s = Math.sin(e) * z; else s = Math.cos(e) * y; s += e * e * 0.1; } return s;',
    );
    expectRight(source);
    expectRight(source, long);
  });

  it('takes shadows off the tape once', () => {
    const source = `/* @differentiable */ export function f(a, b, z) { let s = a[0] * b[1]; if (z > 0) { b[0] = s * a[1]; s = s * b[0]; } else { s += b[0] * a[1] * s; } return s; }
      export const cases = () => [
        [[0.7, -1.3], [0.4, 0.9], 1], [Float64Array.of(0.7, -1.3), Float64Array.of(0.4, 0.9), -1],
        (() => { const a = [0.3, 0.5]; return [a, a, 1]; })(), (() => { const a = Float64Array.of(0.3, 0.5, 0.8); return [a, a.subarray(1), 1]; })(),
      ];`;
    expectRight(source);
    expectRight(source, long);
  });
});

describe('recomputeFromTape', () => {
  it('multiplies again what both factors of are on the tape', () => {
    const source = program(
      'const p = Math.exp(x); const q = Math.exp(y); const r = p * q; return Math.sin(r) * z;',
    );
    expect(pushed(source)).to.not.include('r');
    expect(withThresholds({ recomputedOperationsWithLeaf: 0 }, () => pushed(source))).to.include('r');
    expectRight(source);
    expectRight(source, { recomputedOperationsWithLeaf: 0 });
  });

  it('pushes quotients and functions of Math', () => {
    const source = program(
      'const p = Math.exp(x); const q = Math.exp(y); const r = p / q; const t = Math.sin(p); return Math.sin(r) * Math.cos(t) * z;',
    );
    expect(pushed(source)).to.include.members(['r', 't']);
    expectRight(source);
  });

  it('reads elements again only from the tape, as they may have changed', () => {
    const source = `/* @differentiable */ export function f(a, b) { const u = a[0]; const v = b[1]; const w = u * v; const s = Math.sin(w) * u * v; b[1] = w * w; a[0] = b[1] * s; return a[0] * w + a[0] * b[1]; }
      export const cases = () => [[[0.7, -1.3], [0.4, 0.9]], (() => { const a = [0.3, 0.5]; return [a, a]; })(), (() => { const a = Float64Array.of(0.3, 0.5, 0.8); return [a.subarray(1), a]; })()];`;
    expectRight(source);
    expectRight(source, { recomputedOperationsWithLeaf: 0 });
  });

  it('adds no text', () => {
    const source = `/* @differentiable */ export function f(a) { const u = a[0]; const v = a[1]; const w = u + v; return Math.sin(w) * u * v; } export const cases = () => [[[0.7, -1.3]]];`;
    expectRight(source);
    const { f } = loadProgram<{ f: (a: unknown[]) => number }>(source);
    expect(f(['1', '2'])).to.equal(Math.sin(12) * 2);
  });
});
