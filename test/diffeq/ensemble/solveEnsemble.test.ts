import type { EnsembleSolution, Solution } from '@diffjs/diffeq';
import {
  EnsembleProblem,
  ODEProblem,
  rerunTrajectory,
  solveEnsemble,
  trajectoryRandom,
  Tsit5,
} from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf.js';

const decay = new ODEProblem((u: number, p: number) => -p * u, 1, [0, 1], 2);

describe('diffeq/ensemble/solveEnsemble', () => {
  it('solves the problem itself where nothing else is said, and keeps the solutions', () => {
    const ens = solveEnsemble(new EnsembleProblem(decay), Tsit5(), { trajectories: 3, rtol: 1e-8 });
    expect(ens.u).to.have.length(3);
    for (const sol of ens.u) expect(sol!(1)).to.be.closeTo(Math.exp(-2), 1e-6);
    expect(ens.failures).to.deep.equal([]);
    expect(ens.converged).to.equal(true);
    expect(ens.trajectories).to.equal(3);
    expect(ens.elapsed).to.be.greaterThan(0);
  });

  it('sums what solving cost', () => {
    const one = solveEnsemble(new EnsembleProblem(decay), Tsit5(), { trajectories: 1 });
    const ten = solveEnsemble(new EnsembleProblem(decay), Tsit5(), { trajectories: 10 });
    expect(ten.stats.nf).to.equal(10 * one.stats.nf);
    expect(ten.stats.accepted).to.equal(10 * one.stats.accepted);
  });

  it('hands each trajectory its index, its first run and its own random numbers', () => {
    const seen: unknown[] = [];
    const ensemble = new EnsembleProblem(decay, {
      probFunc(problem, i, repeat, random) {
        seen.push([i, repeat, random.uniform()]);
        return problem;
      },
    });
    solveEnsemble(ensemble, Tsit5(), { trajectories: 3, seed: 7 });
    expect(seen).to.deep.equal([0, 1, 2].map((i) => [i, 1, trajectoryRandom(7, i).uniform()]));
  });

  it('takes the method and the options of the ensemble where the call gives none', () => {
    const ensemble = new EnsembleProblem(decay, {
      algorithm: Tsit5(),
      solveOptions: { saveat: 0.5, rtol: 1e-8 },
      outputFunc: (sol) => sol.t,
    });
    expect(solveEnsemble(ensemble, undefined, { trajectories: 1 }).u).to.deep.equal([[0, 0.5, 1]]);
    expect(solveEnsemble(ensemble, undefined, { trajectories: 1, saveat: 1 }).u).to.deep.equal([[0, 1]]);
  });

  it('runs a trajectory again as often as its output asks for it, a hundred times at most', () => {
    const runs: number[] = [];
    const ensemble = new EnsembleProblem(decay, {
      outputFunc(sol, i, repeat) {
        runs.push(repeat);
        return i === 1 || repeat < 3 ? rerunTrajectory : repeat;
      },
    });
    const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 2 });
    expect(ens.u).to.deep.equal([3, undefined]);
    expect(runs).to.have.length(103);
    expect(ens.failures[0]).to.include({ index: 1, code: 'DIFF5030', lost: true });
  });

  it('records the error of a trajectory and goes on with the others', () => {
    const ensemble = new EnsembleProblem(decay, {
      probFunc(problem, i) {
        if (i === 1) throw new RangeError('no such trajectory');
        return i === 2 ? new ODEProblem((u: number) => u * u, 1, [0, 2], 2) : problem;
      },
      outputFunc: (sol: Solution<number>) => sol.code,
    });
    const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 4 });
    expect(ens.u.map((code) => code === 'Success')).to.deep.equal([true, false, false, true]);
    expect(ens.failures.map(({ index, lost }) => [index, lost])).to.deep.equal([
      [1, true],
      [2, false],
    ]);
    expect(ens.failures[0]).to.include({ code: 'RangeError', message: 'no such trajectory' });
    expect(ens.failures[1].code).to.equal(ens.u[2]);
  });

  describe('reduction', () => {
    const sum = (batchSize: number, enough = Infinity): EnsembleSolution<number> & { seen: number[][] } => {
      const seen: number[][] = [];
      const ensemble = new EnsembleProblem<typeof decay, number, number>(decay, {
        outputFunc(sol, i) {
          if (i === 2) throw new Error('lost');
          return i + 1;
        },
        reduction(acc, batch, indices) {
          seen.push(indices);
          const total = batch.reduce((all, x) => all + x, acc);
          return [total, total >= enough];
        },
        init: 100,
      });
      return { ...solveEnsemble(ensemble, Tsit5(), { trajectories: 7, batchSize }), seen };
    };

    for (const batchSize of [1, 2, 3, 7, 100]) {
      it(`folds batches of ${batchSize} in order, without what was lost`, () => {
        const ens = sum(batchSize);
        expect(ens.u).to.equal(100 + 28 - 3);
        expect(ens.seen.flat()).to.deep.equal([0, 1, 3, 4, 5, 6]);
        expect(ens.seen).to.have.length(Math.ceil(7 / batchSize));
        expect(ens.converged).to.equal(false);
      });
    }

    it('ends when it has enough', () => {
      const ens = sum(2, 107);
      expect(ens.u).to.equal(107);
      expect(ens.trajectories).to.equal(4);
      expect(ens.converged).to.equal(true);
      expect(ens.failures).to.have.length(1);
    });
  });

  describe('refuses', () => {
    const ensemble = new EnsembleProblem(decay);
    const cases: [string, string, () => unknown][] = [
      ['no ensemble', 'DIFF5030', () => solveEnsemble(decay as never, Tsit5(), { trajectories: 1 })],
      [
        'a relative module',
        'DIFF5030',
        () => solveEnsemble({ module: './x.js' }, undefined, { trajectories: 1 }),
      ],
      [
        'a misspelt key',
        'DIFF5005',
        () => solveEnsemble({ module: 'file:///x.js', date: 1 } as never, undefined, { trajectories: 1 }),
      ],
      ['no number of trajectories', 'DIFF5008', () => solveEnsemble(ensemble, Tsit5(), {} as never)],
      [
        'a batch of none',
        'DIFF5008',
        () => solveEnsemble(ensemble, Tsit5(), { trajectories: 1, batchSize: 0 }),
      ],
      ['half a seed', 'DIFF5008', () => solveEnsemble(ensemble, Tsit5(), { trajectories: 1, seed: 0.5 })],
      [
        'a misspelt option of solve',
        'DIFF5005',
        () => solveEnsemble(ensemble, Tsit5(), { trajectories: 1, rtool: 1 } as never),
      ],
      [
        'a tolerance of every trajectory',
        'DIFF5001',
        () => solveEnsemble(ensemble, Tsit5(), { trajectories: 1, rtol: -1 }),
      ],
      [
        'an ensemble on threads',
        'DIFF5031',
        () => solveEnsemble(ensemble, Tsit5(), { trajectories: 1, workers: 2 } as never),
      ],
      ['a problem that is none', 'DIFF5030', () => new EnsembleProblem(1 as never)],
      ['an option of the ensemble', 'DIFF5005', () => new EnsembleProblem(decay, { probFun: 1 } as never)],
      ['no function', 'DIFF5008', () => new EnsembleProblem(decay, { probFunc: 1 } as never)],
    ];
    for (const [what, code, run] of cases) {
      it(what, () => expect(codeOf(run)).to.equal(code));
    }
  });
});
