import { solverError, shown } from '../diagnostics/solverError.js';
import type { Solution } from '../solve/Solution.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { SavedTrajectory } from './EnsembleModule.js';
import { isEnsemble } from './EnsembleProblem.js';
import { nodeModule } from '../node/nodeModule.js';
import type { AnyEnsemble, TrajectoryResults } from './runTrajectories.js';
import { failureOf, isWrongCall, runTrajectories } from './runTrajectories.js';

/** What a thread needs to know to run trajectories of an ensemble: data only. */
export interface EnsembleTask {
  /** Tells the ensembles of one program apart, so that a thread makes each only once. */
  readonly id: number;
  readonly module: string;
  readonly export: string;
  readonly data: unknown;
  readonly setup: string | undefined;
  readonly seed: number;
  readonly options: SolveOptions;
}

/** What a thread answers. */
export type EnsembleAnswer =
  | { readonly results: TrajectoryResults; readonly reduces: boolean }
  | { readonly error: { readonly code: string | undefined; readonly message: string } };

/** The ensemble made last, and for which task. */
let made: { readonly id: number; readonly ensemble: AnyEnsemble } | undefined;

/** Runs the trajectories `indices` of a task in this thread; gives errors that concern all of them as data. */
export async function runEnsembleTask(
  task: EnsembleTask,
  indices: readonly number[],
): Promise<EnsembleAnswer> {
  try {
    if (made?.id !== task.id) made = { id: task.id, ensemble: await loadEnsemble(task) };
    const { ensemble } = made;
    const { seed, options } = task;
    const settings = { ensemble, algorithm: undefined, options, seed, output: savedTrajectory };
    const results = runTrajectories(settings, indices);
    keepCopyable(results, indices);
    return { results, reduces: ensemble.options.reduction !== undefined };
  } catch (error) {
    const { code, message } = failureOf(0, error);
    return { error: { code: isWrongCall(error) || /^DIFF503\d$/.test(code) ? code : undefined, message } };
  }
}

/** What of a solution can be sent to another thread. */
function savedTrajectory(sol: Solution): SavedTrajectory {
  return { t: sol.t, u: sol.u, code: sol.code, message: sol.message };
}

/** An output that cannot be sent is a failure of its trajectory. */
function keepCopyable({ outputs, failures }: TrajectoryResults, indices: readonly number[]): void {
  if (isCopyable(outputs)) return;
  for (const [k, output] of outputs.entries()) {
    if (isCopyable(output)) continue;
    outputs[k] = undefined;
    const what = `trajectory ${indices[k]} gives ${shown(output)}, which cannot be sent from thread to thread`;
    const advice = 'Let outputFunc return numbers, arrays and plain objects; functions stay behind.';
    failures.push(failureOf(indices[k], solverError('DIFF5031', what, advice)));
  }
  failures.sort((a, b) => a.index - b.index);
}

export function isCopyable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** The ensemble that the task's module makes. */
async function loadEnsemble(task: EnsembleTask): Promise<AnyEnsemble> {
  if (task.setup !== undefined) await loadModule(task.setup, false);
  const names = await loadModule(task.module, task.setup !== undefined);
  const exported =
    names[task.export] ?? (names.default as Record<string, unknown> | undefined)?.[task.export];
  const ensemble = (typeof exported === 'function' ? await exported(task.data) : exported) as unknown;
  if (isEnsemble(ensemble)) return ensemble;
  throw solverError(
    'DIFF5031',
    exported === undefined
      ? `the module of an ensemble has no export \`${task.export}\`: ${task.module}`
      : `the export \`${task.export}\` of the module of an ensemble gives ${shown(ensemble)}`,
    'It exports an EnsembleProblem, or a function of the data that returns one.',
  );
}

type Names = Record<string, unknown>;

/**
 * Loads a module by `import`, and what `import` does not know (TypeScript behind a hook of CommonJS) by `require`.
 *
 * @param byHook  a hook of CommonJS may be there, so `require` is tried first: Node's own loader would pass it by
 */
async function loadModule(address: string, byHook: boolean): Promise<Names> {
  if (byHook && address.startsWith('file:')) {
    try {
      return requireModule(address);
    } catch (error) {
      if (!/^ERR_REQUIRE_/.test(codeOf(error))) throw error;
    }
  }
  try {
    return (await import(address)) as Names;
  } catch (error) {
    if (codeOf(error) !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    return requireModule(address);
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);

function requireModule(address: string): Names {
  const { createRequire } = nodeModule('node:module')!;
  const { fileURLToPath } = nodeModule('node:url')!;
  return createRequire(address)(fileURLToPath(address)) as Names;
}
