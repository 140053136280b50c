import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  EnsembleModule,
  EnsembleOptions,
  EnsemblePool,
  EnsembleSolution,
  SavedTrajectory,
} from '@diffjs/diffeq';
import { createEnsemblePool, solveEnsemble } from '@diffjs/diffeq';
import { DiffError } from '@diffjs/runtime';
import { expect } from 'chai';

const fixture = (name: string): string => path.join(__dirname, 'fixtures', name);
const decay = pathToFileURL(fixture('decay.mjs'));

/** The code of the error by which a promise is rejected. */
async function codeOfRejection(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return error instanceof DiffError ? error.code : String(error);
  }
  return 'nothing';
}

/** What does not depend on the clock. */
const lasting = (ens: EnsembleSolution<unknown>): unknown => ({ ...ens, elapsed: 0 });

describe('diffeq/ensemble/threads', function () {
  this.timeout(60_000); // each thread loads the packages, which takes a while on a busy machine
  let pools: EnsemblePool[];
  before(() => {
    pools = [1, 2, 3].map((workers) => createEnsemblePool({ workers }));
  });
  after(() => Promise.all(pools.map((pool) => pool.terminate())));

  const solveOn = <O = SavedTrajectory, R = (O | undefined)[]>(
    threads: number,
    module: EnsembleModule<O, R>,
    options: EnsembleOptions,
  ): Promise<EnsembleSolution<R>> =>
    solveEnsemble(module, undefined, { ...options, ...(threads > 0 ? { pool: pools[threads - 1] } : {}) });

  it('gives the same numbers on 0, 1, 2 and 3 threads, in batches of any size', async () => {
    const module = { module: decay, data: { k: 2 } };
    const [first, ...others] = await Promise.all(
      [0, 1, 2, 3].flatMap((threads) =>
        [1, 4, 5, 23].map((batchSize) => solveOn(threads, module, { trajectories: 23, seed: 5, batchSize })),
      ),
    );
    expect(first.u).to.have.length(23);
    expect(new Set(first.u).size).to.equal(23);
    for (const other of others) expect(lasting(other)).to.deep.equal(lasting(first));
  });

  it('gives other numbers for another seed', async () => {
    const run = (seed: number): Promise<EnsembleSolution<unknown>> =>
      solveOn(0, { module: decay }, { trajectories: 2, seed });
    expect((await run(1)).u).not.to.deep.equal((await run(2)).u);
    expect((await run(1)).u).to.deep.equal((await run(1)).u);
  });

  it('sends what was saved where the ensemble has no outputFunc', async () => {
    const module = { module: decay.href, export: 'ensemble' };
    const { u } = await solveOn(2, module, { trajectories: 3, saveat: 0.25 });
    for (const sol of u) {
      expect(sol!.t).to.deep.equal([0, 0.25, 0.5, 0.75, 1]);
      expect(sol!.u[4]).to.be.closeTo((sol!.u[0] as number) * Math.exp(-1), 1e-3);
      expect(sol!.code).to.equal('Success');
    }
  });

  it('gives each run of a trajectory random numbers of its own, on threads as here', async () => {
    const module = { module: decay, export: 'makeSecondRuns' };
    const once = await solveOn(0, module, { trajectories: 4, seed: 1 });
    const first = await solveOn(0, { module: decay, export: 'ensemble' }, { trajectories: 4, seed: 1 });
    expect((await solveOn(2, module, { trajectories: 4, seed: 1 })).u).to.deep.equal(once.u);
    const starts = first.u.map((sol) => sol!.u[0]);
    expect(once.u.map((start, i) => (start as unknown) === starts[i])).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
  });

  it('reduces in this thread, in order of index', async () => {
    const fold = (threads: number): Promise<EnsembleSolution<number[]>> =>
      solveOn<number, number[]>(
        threads,
        {
          module: decay,
          data: { fail: 3 },
          reduction: (acc, batch, indices) => [[...acc, ...indices], batch.length === 0 || indices[0] >= 4],
          init: [-1],
        },
        { trajectories: 100, batchSize: 4 },
      );
    for (const threads of [0, 3]) {
      const ens = await fold(threads);
      expect(ens.u).to.deep.equal([-1, 0, 1, 2, 4, 5, 6, 7]);
      expect(ens.converged).to.equal(true);
      expect(ens.trajectories).to.equal(8);
    }
  });

  it('records the error of a trajectory and goes on with the others', async () => {
    for (const threads of [0, 2]) {
      const ens = await solveOn(threads, { module: decay, data: { fail: 2 } }, { trajectories: 6 });
      expect(ens.failures).to.deep.equal([
        { index: 2, code: 'TypeError', message: 'no trajectory 2', lost: true },
      ]);
      expect(ens.u.map((x) => typeof x === 'number')).to.deep.equal([true, true, false, true, true, true]);
    }
  });

  it('records an output that cannot be sent', async () => {
    for (const threads of [0, 2]) {
      const ens = await solveOn(threads, { module: decay, data: { closure: 1 } }, { trajectories: 3 });
      expect(ens.failures.map(({ index, code }) => [index, code])).to.deep.equal([[1, 'DIFF5031']]);
      expect(ens.u[1]).to.equal(undefined);
    }
  });

  for (const [cause, data] of [
    ['process.exit', { exit: 4 }],
    ['want of memory', { fill: 4 }],
  ] as const) {
    it(`replaces a thread that ends by ${cause}, and runs again what it had to do`, async () => {
      const healthy = await solveOn(0, { module: decay }, { trajectories: 11, seed: 3 });
      const pool = createEnsemblePool({
        workers: 1,
        attempts: 2,
        resourceLimits: { maxOldGenerationSizeMb: 64 },
      });
      const options = { trajectories: 11, seed: 3, pool };
      const ens = await solveEnsemble({ module: decay, data }, undefined, options);
      expect(ens.failures.map(({ index, code, lost }) => ({ index, code, lost }))).to.deep.equal([
        { index: 4, code: 'WorkerDied', lost: true },
      ]);
      expect(ens.u).to.deep.equal(healthy.u.map((x, i) => (i === 4 ? undefined : x)));
      const after = await solveEnsemble({ module: decay }, undefined, options);
      expect(after.u).to.deep.equal(healthy.u);
      await pool.terminate();
    });
  }

  it('starts and ends threads of its own for `workers`', async () => {
    const module = { module: fixture('decay.cjs'), data: { k: 2 } };
    const ens = await solveEnsemble(module, undefined, { trajectories: 5, seed: 5, workers: 2 });
    const other = await solveOn(0, { module: decay, data: { k: 2 } }, { trajectories: 5, seed: 5 });
    expect(ens.u).to.deep.equal(other.u);
  });

  it('gives up where no thread can start', async () => {
    const pool = createEnsemblePool({ workers: 2, execArgv: ['--require', '/no/such/file.cjs'] });
    const run = (): Promise<unknown> =>
      solveEnsemble({ module: decay }, undefined, { trajectories: 1000, pool });
    expect(await codeOfRejection(run)).to.equal('DIFF5031');
    await pool.terminate();
  });

  it('loads modules that a hook compiles', async () => {
    const module = {
      module: fixture('gradients.ts'),
      setup: path.resolve(__dirname, '../../../scripts/register.cjs'),
    };
    const { u, failures } = await solveOn(1, module, { trajectories: 3 });
    expect(failures).to.deep.equal([]);
    for (const [k, slope] of u.entries()) expect(slope).to.be.closeTo(-Math.exp(-k), 1e-6);
  });

  describe('refuses', () => {
    const one = { trajectories: 1 };
    const cases: [string, string, () => Promise<unknown>][] = [
      ['a module that is not there', 'DIFF5031', () => solveOn(1, { module: '/no/such/module.mjs' }, one)],
      ['an export that is not there', 'DIFF5031', () => solveOn(1, { module: decay, export: 'none' }, one)],
      [
        'an export that makes no ensemble',
        'DIFF5031',
        () => solveOn(1, { module: decay, export: 'wrong' }, one),
      ],
      ['a reduction in the module', 'DIFF5031', () => solveOn(1, { module: decay, export: 'reducing' }, one)],
      [
        'an option of every trajectory',
        'DIFF5001',
        () => solveOn(1, { module: decay }, { ...one, rtol: -1 }),
      ],
      ['a misspelt option', 'DIFF5005', () => solveOn(1, { module: decay }, { ...one, rtool: 1 } as never)],
      ['data made of functions', 'DIFF5031', async () => solveOn(1, { module: decay, data: () => 1 }, one)],
      ['no threads at all', 'DIFF5008', async () => createEnsemblePool({ workers: 0 })],
    ];
    for (const [what, code, run] of cases) {
      it(what, async () => expect(await codeOfRejection(run)).to.equal(code));
    }
  });
});
