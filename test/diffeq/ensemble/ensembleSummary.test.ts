import {
  EnsembleProblem,
  ensembleSummary,
  ODEProblem,
  solveEnsemble,
  timepointMean,
  timepointMedian,
  timepointQuantile,
  timepointVariance,
  timestepMean,
  timestepMedian,
  timestepQuantile,
  timestepVariance,
  Tsit5,
} from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf.js';

/** Trajectories whose states at t = 0 and 1 are given, one after the other. */
const saved = (...states: readonly [number, number][]): { t: number[]; u: number[] }[] =>
  states.map((u) => ({ t: [0, 1], u }));

const slope = (u: Float64Array): number[] => [0, u[1]];
const growth = new ODEProblem(slope, [1, 1], [0, 1]);
const ensemble = new EnsembleProblem(growth, {
  probFunc: (problem, i) => new ODEProblem(slope, [i, i + 1], problem.tspan),
});

describe('diffeq/ensemble/ensembleSummary', () => {
  const summary = ensembleSummary(saved([1, 5], [2, 5], [4, 5], [8, 9]), undefined, {
    quantiles: [0, 0.1, 0.25, 0.9, 1],
  });

  it('gives mean, variance over count − 1 and median at each saved time', () => {
    expect(summary.t).to.deep.equal([0, 1]);
    expect(summary.count).to.equal(4);
    expect(summary.mean).to.deep.equal([3.75, 6]);
    expect(summary.variance[0]).to.be.closeTo(28.75 / 3, 1e-14);
    expect(summary.variance[1]).to.equal(4);
    expect(summary.median).to.deep.equal([3, 5]);
  });

  it('interpolates quantiles between order statistics, at (n − 1) q', () => {
    const [least, tenth, quarter, ninety, greatest] = summary.quantiles.map(([atZero]) => atZero);
    expect([least, quarter, greatest]).to.deep.equal([1, 1.75, 8]);
    expect(tenth).to.be.closeTo(1.3, 1e-14);
    expect(ninety).to.be.closeTo(6.8, 1e-14);
    expect(summary.probabilities).to.deep.equal([0, 0.1, 0.25, 0.9, 1]);
  });

  it('does not lose a small variance to a large mean', () => {
    const { variance } = ensembleSummary(saved([1e9 + 1, 0], [1e9 + 2, 0], [1e9 + 3, 0]));
    expect(variance).to.deep.equal([1, 0]);
  });

  it('reads solutions at any time by their dense output', () => {
    const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 5, rtol: 1e-8, atol: 1e-8 });
    const { mean, median, quantiles } = ensembleSummary(ens, [0, 0.3, 1]);
    for (const [k, t] of [0, 0.3, 1].entries()) {
      const at = mean[k];
      expect(at[0]).to.equal(2);
      expect(at[1]).to.be.closeTo(3 * Math.exp(t), 1e-6);
      expect(median[k][1]).to.be.closeTo(3 * Math.exp(t), 1e-6);
      expect(quantiles[1][k][1]).to.be.closeTo(4.8 * Math.exp(t), 1e-6);
    }
  });

  it('leaves out what failed', () => {
    const failing = new EnsembleProblem(growth, {
      probFunc(problem, i) {
        if (i === 1) throw new Error('lost');
        return i === 2 ? new ODEProblem((u: Float64Array) => [u[0] * u[0], 0], [1, 1], [0, 2]) : problem;
      },
    });
    const ens = solveEnsemble(failing, Tsit5(), { trajectories: 4, saveat: 0.5 });
    expect(ensembleSummary(ens).count).to.equal(2);
    expect(ensembleSummary(ens).mean[0][0]).to.equal(1);
  });

  it('has the same statistics for one time', () => {
    const list = saved([1, 5], [2, 5], [4, 5], [8, 9]);
    expect(timestepMean(list, 0)).to.equal(3.75);
    expect(timestepVariance(list, 1)).to.equal(4);
    expect(timestepMedian(list, 0)).to.equal(3);
    expect(timestepQuantile(list, 0.25, 0)).to.equal(1.75);
    expect(timepointMean(list, 1)).to.equal(6);
    expect(timepointVariance(list, 1)).to.equal(4);
    expect(timepointMedian(list, 0)).to.equal(3);
    expect(timepointQuantile(list, 0.25, 0)).to.equal(1.75);
  });

  it('keeps the form of states that are trees', () => {
    const list = [1, 3].map((x) => ({ t: [0], u: [{ prey: x, predators: [2 * x, 0] }] }));
    expect(timestepMean(list, 0)).to.deep.equal({ prey: 2, predators: [4, 0] });
    expect(ensembleSummary(list).variance).to.deep.equal([{ prey: 2, predators: [8, 0] }]);
  });

  it('takes the state behind a jump', () => {
    expect(timepointMean([{ t: [0, 1, 1], u: [0, 1, 2] }], 1)).to.equal(2);
  });

  describe('refuses', () => {
    const cases: [string, string, () => unknown][] = [
      ['a time that is not saved', 'DIFF5032', () => ensembleSummary(saved([1, 2]), [0.5])],
      ['a step that is not there', 'DIFF5032', () => timestepMean(saved([1, 2]), 2)],
      ['outputs that are no trajectories', 'DIFF5032', () => ensembleSummary([1, 2] as never)],
      ['what a reduction made', 'DIFF5032', () => ensembleSummary({ u: 1, failures: [] } as never)],
      ['no trajectories', 'DIFF5032', () => ensembleSummary([])],
      [
        'states of different length',
        'DIFF5032',
        () =>
          ensembleSummary([
            { t: [0], u: [[1, 2]] },
            { t: [0], u: [[1]] },
          ]),
      ],
      [
        'a quantile that is no probability',
        'DIFF5008',
        () => ensembleSummary(saved([1, 2]), [0], { quantiles: [5] }),
      ],
      [
        'a misspelt option',
        'DIFF5005',
        () => ensembleSummary(saved([1, 2]), [0], { quantile: [0.5] } as never),
      ],
    ];
    for (const [what, code, run] of cases) {
      it(what, () => expect(codeOf(run)).to.equal(code));
    }
  });
});
