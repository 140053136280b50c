import { DiffError } from '@diffjs/runtime';
import type { Algorithm } from '../algorithm/Algorithm.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Solution } from '../solve/Solution.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import { batchesOf, EnsembleFold } from './EnsembleFold.js';
import type { EnsembleModule, SavedTrajectory } from './EnsembleModule.js';
import { checkEnsembleModule, moduleAddress } from './EnsembleModule.js';
import type { EnsemblePool } from './EnsemblePool.js';
import { createEnsemblePool } from './EnsemblePool.js';
import type { EnsembleProblem } from './EnsembleProblem.js';
import { isEnsemble } from './EnsembleProblem.js';
import type { EnsembleSolution } from './EnsembleSolution.js';
import type { EnsembleAnswer, EnsembleTask } from './ensembleTask.js';
import { isCopyable, runEnsembleTask } from './ensembleTask.js';
import type { AnyEnsemble, TrajectoryResults } from './runTrajectories.js';
import { runTrajectories } from './runTrajectories.js';

/** Options of `solveEnsemble`: its own, and those of `solve` for every trajectory. */
export interface EnsembleOptions extends SolveOptions {
  /** How many trajectories, from 1. */
  trajectories: number;
  /** How many are run before the reduction sees them; default all. */
  batchSize?: number;
  /** Of the random numbers of the trajectories: an integer of at most 53 bits, default 0. */
  seed?: number;
}

/** Where the trajectories of a module's ensemble run. */
export interface EnsembleThreads {
  /** How many worker threads are started for this call; 0, the default, runs all in the calling thread. */
  workers?: number;
  /** Threads that are there already, by `createEnsemblePool`. */
  pool?: EnsemblePool;
}

/**
 * Solves the problems of an ensemble.
 *
 * An ensemble that is given as an object is solved in the calling thread, and the result is there at once. On worker threads, to which functions cannot be
 * sent, the ensemble is made by a module that every thread loads, `{ module, export, data }`, and the result is a promise.
 * The numbers are the same however many threads there are and however large the batches: the random numbers of a trajectory follow from `seed` and its
 * index, and reductions see the trajectories in order of index.
 *
 * An error in a trajectory is recorded in `failures`, and the others go on. If a trajectory ends its thread (`process.exit`, out of memory), another thread takes its place.
 *
 * @param ensemble  an `EnsembleProblem`, or the module that makes one
 * @param algorithm  a method, default the ensemble's own, then `solve`'s; the ensemble of a module names its method itself
 * @param options  `trajectories`, `batchSize`, `seed`; for a module `workers` or `pool`; and those of `solve`
 * @returns `EnsembleSolution { u, failures, stats, converged, trajectories, elapsed }`; where a module's ensemble has no `outputFunc`, `u` holds
 *   `{ t, u, code, message }`
 * @throws DIFF5008 options, DIFF5030 no ensemble, DIFF5031 something that cannot be sent to threads, DIFF5033 workerpool is not installed;
 *   what `solve` says of options that are wrong for every trajectory
 *
 * @example
 * const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 100, seed: 1, saveat: 0.1 });
 * // model.js: export const makeEnsemble = (data) => new EnsembleProblem(…);
 * const threaded = await solveEnsemble({ module: new URL('./model.js', import.meta.url), data: { k: 2 } }, undefined, {
 *   trajectories: 10_000, seed: 1, workers: 4, saveat: 0.1,
 * });
 */
export function solveEnsemble<Pr extends object, O, R>(
  ensemble: EnsembleProblem<Pr, O, R>,
  algorithm: Algorithm | undefined,
  options: EnsembleOptions,
): EnsembleSolution<R>;
export function solveEnsemble<O = SavedTrajectory, R = (O | undefined)[]>(
  ensemble: EnsembleModule<O, R>,
  algorithm: undefined,
  options: EnsembleOptions & EnsembleThreads,
): Promise<EnsembleSolution<R>>;
export function solveEnsemble(
  source: unknown,
  algorithm: Algorithm | undefined,
  options: EnsembleOptions & EnsembleThreads,
): unknown {
  const settings = checkOptions(options);
  if (isEnsemble(source)) return solveHere(source, algorithm, settings);
  const module = checkEnsembleModule(source);
  if (algorithm !== undefined) {
    throw cannotSend(
      'the algorithm',
      'Let the module name it: new EnsembleProblem(problem, { algorithm: Tsit5() }).',
    );
  }
  return solveModule(module, settings);
}

interface Settings {
  readonly trajectories: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly workers: number;
  readonly pool: EnsemblePool | undefined;
  readonly options: SolveOptions;
}

function checkOptions(given: EnsembleOptions & EnsembleThreads): Settings {
  const { trajectories, batchSize = trajectories, seed = 0, workers = 0, pool, ...options } = given ?? {};
  requireInteger('trajectories', trajectories, 1);
  requireInteger('batchSize', batchSize, 1);
  requireInteger('seed', seed, Number.MIN_SAFE_INTEGER);
  requireInteger('workers', workers, 0);
  if (pool !== undefined && typeof pool.run !== 'function') {
    throw solverError(
      'DIFF5008',
      `solveEnsemble: pool is ${shown(pool)}`,
      'It is what createEnsemblePool({ workers }) gives.',
    );
  }
  return { trajectories, batchSize, seed, workers, pool, options };
}

function requireInteger(name: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  throw solverError(
    'DIFF5008',
    `solveEnsemble: ${name} is ${shown(value)}`,
    least < 0 ? 'It is an integer of at most 53 bits.' : `It is a whole number from ${least}.`,
  );
}

function solveHere(ensemble: AnyEnsemble, algorithm: Algorithm | undefined, settings: Settings): unknown {
  if (settings.workers > 0 || settings.pool !== undefined) {
    throw cannotSend(
      'an EnsembleProblem, which is made of functions',
      "Let a module make it: solveEnsemble({ module: new URL('./model.js', import.meta.url), export: 'makeEnsemble' }, undefined, { workers }).",
    );
  }
  const { options, seed } = settings;
  const { reduction, init } = ensemble.options;
  const common = { ensemble, algorithm, options, seed, output: (sol: Solution): unknown => sol };
  const fold = new EnsembleFold(reduction, init);
  for (const indices of batchesOf(settings.trajectories, settings.batchSize)) {
    fold.add(indices, [runTrajectories(common, indices)]);
    if (fold.done) break;
  }
  return fold.solution();
}

let tasks = 0;

function solveModule(module: EnsembleModule<unknown, unknown>, settings: Settings): Promise<unknown> {
  const task: EnsembleTask = {
    id: ++tasks,
    module: moduleAddress(module.module),
    export: module.export ?? 'makeEnsemble',
    data: module.data,
    setup: module.setup === undefined ? undefined : moduleAddress(module.setup),
    seed: settings.seed,
    options: settings.options,
  };
  for (const [name, value] of Object.entries({ data: task.data, ...task.options })) {
    if (isCopyable(value)) continue;
    throw cannotSend(
      `\`${name}\` (${shown(value)})`,
      name === 'data'
        ? 'Give plain data, and let the module make functions of it.'
        : 'Let the module give it: new EnsembleProblem(problem, { solveOptions }).',
    );
  }
  return runModule(module, task, settings);
}

async function runModule(
  { reduction, init }: EnsembleModule<unknown, unknown>,
  task: EnsembleTask,
  settings: Settings,
): Promise<unknown> {
  const { workers } = settings;
  const own = settings.pool === undefined && workers > 0 ? createEnsemblePool({ workers }) : undefined;
  const pool = settings.pool ?? own;
  try {
    const fold = new EnsembleFold(reduction, init);
    for (const indices of batchesOf(settings.trajectories, settings.batchSize)) {
      const answers =
        pool === undefined ? [await runHere(task, indices)] : await runOnThreads(pool, task, indices);
      fold.add(
        indices,
        answers.map((answer) => resultsOf(answer, reduction !== undefined)),
      );
      if (fold.done) break;
    }
    return fold.solution();
  } finally {
    await own?.terminate();
  }
}

/** The same as on a thread, copies included, so that nobody relies on what a thread would not give. */
async function runHere(task: EnsembleTask, indices: readonly number[]): Promise<EnsembleAnswer> {
  return structuredClone(await runEnsembleTask(structuredClone(task), indices));
}

/** How many parts of a batch each thread is given: threads that are done early take over what is left. */
const PARTS = 4;

async function runOnThreads(
  pool: EnsemblePool,
  task: EnsembleTask,
  indices: readonly number[],
): Promise<EnsembleAnswer[]> {
  const size = Math.ceil(indices.length / (PARTS * pool.workers));
  const parts = batchesOf(indices.length, size).map((places) => places.map((k) => indices[k]));
  return (await Promise.all(parts.map((part) => pool.run(task, part)))).flat();
}

function resultsOf(answer: EnsembleAnswer, reduced: boolean): TrajectoryResults {
  if ('error' in answer) {
    const { code, message } = answer.error;
    if (code !== undefined) throw new DiffError(code, message.replace(/^DIFF\d+: | See docs\S+$/g, ''));
    throw solverError(
      'DIFF5031',
      `the module of an ensemble cannot be used: ${message}`,
      'It must load, and make its ensemble, in a thread of its own.',
    );
  }
  if (answer.reduces && !reduced) {
    throw cannotSend(
      "the reduction of a module's ensemble, which would run in each thread apart,",
      'Give it where it runs: solveEnsemble({ module, reduction, init }, undefined, options).',
    );
  }
  return answer.results;
}

function cannotSend(what: string, advice: string): Error {
  return solverError('DIFF5031', `solveEnsemble: ${what} cannot be sent to worker threads`, advice);
}
