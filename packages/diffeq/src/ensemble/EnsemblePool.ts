import type workerpool from 'workerpool';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { nodeModule } from '../node/nodeModule.js';
import { requireOptional } from '../node/requireOptional.js';
import type { EnsembleAnswer, EnsembleTask } from './ensembleTask.js';
import type { TrajectoryResults } from './runTrajectories.js';

/** Options of a pool. */
export interface EnsemblePoolOptions {
  /** How many threads, from 1; default: one less than there are processors. */
  workers?: number;
  /** Arguments of Node for the threads, such as `['--import', 'babel-plugin-diff/register']`; default: those of the program. */
  execArgv?: readonly string[];
  /** Limits of memory of each thread, in MB (Node). */
  resourceLimits?: {
    maxOldGenerationSizeMb?: number;
    maxYoungGenerationSizeMb?: number;
    stackSizeMb?: number;
  };
  /** Where the program of the threads is: in a browser the address of `@diffjs/diffeq/ensemble-worker`, an ES module. */
  script?: string | URL;
  /** The package workerpool: in a browser `await import('workerpool')`. */
  library?: Pick<typeof workerpool, 'pool'>;
  /** How often a trajectory is tried whose thread dies, from 1; default 3. */
  attempts?: number;
}

const knownOptions = ['workers', 'execArgv', 'resourceLimits', 'script', 'library', 'attempts'] as const;

/**
 * Starts a pool of worker threads, for several calls of `solveEnsemble`; threads start when there is work.
 *
 * A thread that dies is replaced.
 *
 * @throws DIFF5005 unknown option, DIFF5008 a value that an option cannot have, DIFF5030 no `script` or `library` in a browser, DIFF5033 workerpool
 *   is not installed
 * @example
 * const pool = createEnsemblePool({ workers: 4 });
 * const ens = await solveEnsemble({ module }, undefined, { trajectories: 1000, pool });
 * await pool.terminate();
 */
export function createEnsemblePool(options: EnsemblePoolOptions = {}): EnsemblePool {
  checkKeys(options, knownOptions, 'createEnsemblePool');
  const { attempts = 3 } = options;
  const workers = options.workers ?? Math.max(1, processors() - 1);
  for (const [name, value] of Object.entries({ workers, attempts })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw solverError(
      'DIFF5008',
      `createEnsemblePool: ${name} is ${shown(value)}`,
      'It is a whole number from 1.',
    );
  }
  const script = options.script === undefined ? ownScript() : options.script;
  const { pool } = options.library ?? loadWorkerpool();
  const inner = pool(typeof script === 'string' ? script : script.href, {
    maxWorkers: workers,
    workerOpts: { type: 'module' },
    workerThreadOpts: {
      ...(options.execArgv === undefined ? {} : { execArgv: [...options.execArgv] }),
      ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
    },
  });
  return new EnsemblePool(inner, workers, attempts);
}

/** A pool of worker threads. */
export class EnsemblePool {
  /** @internal */
  constructor(
    private readonly pool: workerpool.Pool,
    /** How many threads run at most. */
    readonly workers: number,
    private readonly attempts: number,
  ) {}

  /** Whether a thread has ever answered: until then a death may be due to the threads themselves. */
  private answered = false;
  private deaths = 0;

  /** Ends the threads at once; what still runs is rejected. */
  async terminate(): Promise<void> {
    await this.pool.terminate(true);
  }

  /**
   * Runs trajectories on one thread. If it dies, they are run one by one, so that only the one to blame is tried again.
   *
   * @internal
   */
  async run(task: EnsembleTask, indices: readonly number[]): Promise<EnsembleAnswer[]> {
    const answer = await this.tryOnce(task, indices);
    if (!(answer instanceof Error)) return [answer];
    if (indices.length === 1) return [await this.tryAgain(task, indices[0], answer)];
    return (await Promise.all(indices.map((index) => this.run(task, [index])))).flat();
  }

  private async tryAgain(task: EnsembleTask, index: number, first: Error): Promise<EnsembleAnswer> {
    let death = first;
    for (let attempt = 2; attempt <= this.attempts; attempt++) {
      const answer = await this.tryOnce(task, [index]);
      if (!(answer instanceof Error)) return answer;
      death = answer;
    }
    return { results: lostTrajectory(index, death, this.attempts), reduces: false };
  }

  /** The answer, or how the thread died: the task itself answers with its errors. @throws DIFF5031 if no thread ever answers */
  private async tryOnce(task: EnsembleTask, indices: readonly number[]): Promise<EnsembleAnswer | Error> {
    try {
      const answer = (await this.pool.exec('runEnsembleTask', [task, indices])) as EnsembleAnswer;
      this.answered = true;
      return answer;
    } catch (error) {
      const death = error instanceof Error ? error : new Error(String(error));
      this.deaths++;
      if (!this.answered && this.deaths > this.workers + this.attempts) throw neverAnswered(death);
      return death;
    }
  }
}

/** Threads that cannot even start would be started again for every trajectory. */
function neverAnswered(death: Error): Error {
  return solverError(
    'DIFF5031',
    `the threads of an ensemble die before any of them answers: ${death.message.split('\n')[0]}`,
    'Look at what they load: execArgv, setup, the module and its first trajectories.',
  );
}

function lostTrajectory(index: number, death: Error, attempts: number): TrajectoryResults {
  const [reason] = death.message.split('\n');
  const exit = /exitCode: `(\d+)`/.exec(death.message);
  const message =
    `the thread of trajectory ${index} died ${attempts} times: ${reason}` +
    (exit === null ? '' : ` (exit code ${exit[1]})`);
  return {
    outputs: [undefined],
    failures: [{ index, code: 'WorkerDied', message, lost: true }],
    stats: {},
  };
}

function processors(): number {
  const os = nodeModule('node:os');
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  return os?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1;
}

/** The program of the threads beside this file: known in the CommonJS build, which is what Node loads. */
function ownScript(): string {
  if (typeof __dirname === 'string') {
    const { join } = nodeModule('node:path')!;
    return join(__dirname, 'ensembleWorker.cjs');
  }
  throw solverError(
    'DIFF5030',
    'createEnsemblePool: where the program of the threads is must be said in a browser',
    "Give it as script: new URL('@diffjs/diffeq/ensemble-worker', import.meta.url), as your bundler serves it.",
  );
}

function loadWorkerpool(): typeof workerpool {
  if (nodeModule('node:module') !== undefined)
    return requireOptional<typeof workerpool>('workerpool', 'worker threads');
  throw solverError(
    'DIFF5030',
    'createEnsemblePool: the library of threads must be handed over in a browser',
    "Give it as library: await import('workerpool').",
  );
}
