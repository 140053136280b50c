import { expect } from 'chai';
import {
  type CheckpointStepsOptions,
  checkpointReport,
  checkpointSteps,
  gradient,
  jvp,
  pullback,
  withGradient,
} from '@diffjs/runtime';
import { leastSteps } from '../../../packages/runtime/dist/cjs/checkpoints/revolve.cjs';

/* @differentiable */
function step(x: number, i: number): number {
  return Math.sin(x) * 0.9 + x * 0.05 + 1e-3 * (i % 7);
}

const plain = /* @differentiable */ (x: number, n: number): number => {
  for (let i = 0; i < n; i++) x = step(x, i);
  return x;
};

const inSteps = /* @differentiable */ (
  x: number,
  count: number | ((s: number, i: number) => boolean),
  options?: CheckpointStepsOptions,
): number => checkpointSteps(step, x, count, options);

describe('checkpointSteps', () => {
  it('makes the steps without differentiation', () => {
    expect(checkpointSteps(step, 0.3, 20)).to.equal(plain(0.3, 20));
    expect(
      checkpointSteps(
        (s: number) => s * 2,
        1,
        (s) => s < 100,
      ),
    ).to.equal(128);
    expect(checkpointSteps((s: number) => s * 2, 1, 0)).to.equal(1);
  });

  it('gives the gradient of the loop, whatever the schedule', () => {
    for (const n of [0, 1, 2, 3, 17, 100]) {
      const expected = withGradient(plain, 0.3, n);
      for (const snapshots of [1, 2, 3, 10, undefined]) {
        for (const stretch of [1, 3, undefined]) {
          const found = withGradient(inSteps, 0.3, n, { snapshots, stretch });
          expect(found.value).to.equal(expected.value);
          expect(found.gradient[0]).to.equal(expected.gradient[0]);
          const open = gradient(inSteps, 0.3, (_s: number, i: number) => i < n, { snapshots, stretch });
          expect(open[0]).to.equal(expected.gradient[0]);
        }
      }
      const [value, tangent] = jvp(inSteps, [0.3, n], [1, null]);
      expect([value, tangent]).to.deep.equal(jvp(plain, [0.3, n], [1, null]));
    }
  });

  it('makes as few steps again as the binomial schedule', () => {
    for (const [n, snapshots] of [
      [10, 3],
      [56, 5],
      [500, 10],
      [1000, 4],
    ] as const) {
      const report = checkpointReport();
      gradient(inSteps, 0.3, n, { snapshots, stretch: 1, report });
      // The first run to the last snapshot is part of what revolve counts.
      expect(report.recomputed + report.lastSnapshot).to.equal(leastSteps(n, snapshots));
      expect(report.snapshots).to.equal(snapshots);
      expect(report.steps).to.equal(n);
    }
  });

  it('makes not many more steps again if their number is not known', () => {
    for (const [n, snapshots, most] of [
      [500, 10, 1.6],
      [1000, 4, 1.6],
      [3000, 10, 1.6],
    ] as const) {
      const report = checkpointReport();
      gradient(inSteps, 0.3, (_s: number, i: number) => i < n, { snapshots, stretch: 1, report });
      expect((report.recomputed + n) / leastSteps(n, snapshots)).to.be.within(0.5, most);
    }
  });

  it('stays within a few megabytes over a million steps', () => {
    const report = checkpointReport();
    const n = 1e6;
    const [dx] = gradient(inSteps, 0.3, n, { report });
    expect(dx).to.equal(gradient(plain, 0.3, n)[0]);
    expect(report.peakBytes).to.be.within(1e5, 5e6);
    const chain = Math.ceil(n / report.stretch);
    const again = leastSteps(chain, 4000);
    expect(report.recomputed + report.lastSnapshot).to.be.at.most(again * report.stretch);
  });

  it('takes states that change in place, and what steps capture', () => {
    const f = /* @differentiable */ (
      u: Float64Array,
      w: number[],
      k: number,
      n: number,
      marked: boolean,
    ): number => {
      const advance = (s: { u: Float64Array; t: number }): { u: Float64Array; t: number } => {
        for (let j = 1; j < s.u.length; j++) s.u[j] = Math.tanh(s.u[j]! * w[j]! + k * s.u[j - 1]! * s.t);
        return { u: s.u, t: s.t * k };
      };
      let s = { u, t: 1 };
      if (marked) s = checkpointSteps(advance, s, n, { snapshots: 3, stretch: 2 });
      else for (let i = 0; i < n; i++) s = advance(s);
      let sum = s.t;
      for (const each of s.u) sum += each * each;
      return sum;
    };
    const traced = /* @differentiable */ (
      u: Float64Array,
      w: number[],
      k: number,
      n: number,
      marked: boolean,
    ): number => {
      try {
        const advance = ([first, ...rest]: number[]): number[] => [
          ...rest,
          Math.sin(first! * w[0]!) + k * rest[0]!,
        ];
        let s = [...u];
        if (marked) s = checkpointSteps(advance, s, n, { snapshots: 3, stretch: 2 });
        else for (let i = 0; i < n; i++) s = advance(s);
        return s.reduce((p, q) => p + q * q, 0);
      } finally {
        n = 0;
      }
    };
    for (const each of [f, traced]) {
      for (const n of [1, 2, 9]) {
        const given = (marked: boolean): [Float64Array, number[], number, number, boolean] => [
          new Float64Array([0.5, 0.2, -0.4]),
          [1, 0.7, -0.3],
          0.8,
          n,
          marked,
        ];
        const [value, back] = pullback(each, ...given(true));
        const [plainValue, plainBack] = pullback(each, ...given(false));
        expect(value).to.equal(plainValue);
        const expected = plainBack(1);
        for (const found of [back(1), back(1)]) {
          for (let j = 0; j < 3; j++) {
            expect(found[0][j]).to.be.closeTo(expected[0][j]!, 1e-14);
            expect(found[1][j]).to.be.closeTo(expected[1][j]!, 1e-14);
          }
          expect(found[2]).to.be.closeTo(expected[2], 1e-14);
        }
      }
    }
  });

  it('refuses steps that do not give the same again, and wrong arguments', () => {
    const noisy = /* @differentiable */ (x: number): number =>
      checkpointSteps((s: number) => s + Math.random(), x, 10, { snapshots: 2, stretch: 2 });
    expect(() => gradient(noisy, 1)).to.throw(/DIFF3108/);
    expect(() => checkpointSteps(3 as never, 1, 2)).to.throw(/DIFF3003/);
    expect(() => checkpointSteps((s: number) => s, 1, NaN)).to.throw(/DIFF3003/);
    expect(() => checkpointSteps((s: number) => s, 1, 2, { snapshots: 0 })).to.throw(/DIFF3003/);
    expect(() => checkpointSteps((s: number) => s, 1, 2, { snapshot: 1 } as never)).to.throw(/snapshots/);
  });
});
