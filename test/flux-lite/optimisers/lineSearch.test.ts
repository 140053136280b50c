import { expect } from 'chai';
import type { LinePoint } from '@diffjs/flux-lite';
import { backtracking, strongWolfe } from '@diffjs/flux-lite';

/** Functions of one step length with their slopes; all descend at 0. */
const lines = {
  parabola: (t: number) => [(t - 3) ** 2, 2 * (t - 3)],
  'a far minimum': (t: number) => [(t - 500) ** 2, 2 * (t - 500)],
  'a near minimum': (t: number) => [(t - 1e-3) ** 2, 2 * (t - 1e-3)],
  'many minima': (t: number) => [Math.cos(3 * t) - 0.4 * t, -3 * Math.sin(3 * t) - 0.4],
  'a wall at 0.7': (t: number) => (t > 0.7 ? [NaN, NaN] : [(t - 0.65) ** 2, 2 * (t - 0.65)]),
  'a narrow valley': (t: number) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2],
} as const;

describe('line searches', () => {
  for (const [name, line] of Object.entries(lines)) {
    const at = (t: number): LinePoint => {
      const [value, slope] = line(t);
      return { t, value, slope, x: Float64Array.of(t), gradient: Float64Array.of(slope) };
    };
    const start = at(0);

    it(`strongWolfe fulfils both conditions on ${name}`, () => {
      for (const firstStep of [1e-2, 1, 30]) {
        for (const curvature of [0.9, 0.1]) {
          const p = strongWolfe({ curvature, maxEvaluations: 60 })(at, start, firstStep)!;
          expect(p.value).to.be.at.most(start.value + 1e-4 * p.t * start.slope);
          expect(Math.abs(p.slope)).to.be.at.most(curvature * Math.abs(start.slope));
        }
      }
    });

    it(`backtracking decreases enough on ${name}`, () => {
      const p = backtracking()(at, start, 30)!;
      expect(p.value).to.be.at.most(start.value + 1e-4 * p.t * start.slope);
    });
  }

  it('give null where there is no step', () => {
    const rising = (t: number): LinePoint => ({
      t,
      value: t,
      slope: -1,
      x: Float64Array.of(t),
      gradient: Float64Array.of(-1),
    });
    expect(strongWolfe()(rising, rising(0), 1)).to.equal(null);
    expect(backtracking()(rising, rising(0), 1)).to.equal(null);
  });
});
