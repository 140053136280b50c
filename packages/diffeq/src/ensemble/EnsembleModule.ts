import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { nodeModule } from '../node/nodeModule.js';

/**
 * Names the module that makes an ensemble. Functions cannot be sent to worker threads, so each thread loads the module itself.
 */
export interface EnsembleModule<O = SavedTrajectory, R = (O | undefined)[]> {
  /** Where it is: a URL, such as `new URL('./model.js', import.meta.url)`, or an absolute path, such as `require.resolve('./model.cjs')`. */
  module: string | URL;
  /** The export that is an `EnsembleProblem`, or a function that makes one of `data`; default `'makeEnsemble'`. */
  export?: string;
  /** What the function is given: data that `structuredClone` can copy. */
  data?: unknown;
  /** A module that is loaded first, such as a hook that compiles the sources; then CommonJS is tried before ESM. */
  setup?: string | URL;
  /** As in an `EnsembleProblem`; it runs in the calling thread, so it stands here. */
  reduction?: (acc: R, batch: O[], indices: number[]) => readonly [acc: R, done: boolean];
  /** The first `acc`; default an empty list. */
  init?: R;
}

/** What is kept of a solution if a module's ensemble has no `outputFunc`: what can be sent from thread to thread. */
export interface SavedTrajectory<S = unknown> {
  readonly t: number[];
  readonly u: S[];
  readonly code: string;
  readonly message: string;
}

const knownKeys = ['module', 'export', 'data', 'setup', 'reduction', 'init'] as const;

/**
 * Tells a module from the other things that `solveEnsemble` could be given.
 *
 * @throws DIFF5005 unknown key, DIFF5030 neither an ensemble nor a module
 */
export function checkEnsembleModule(source: unknown): EnsembleModule<unknown, unknown> {
  const given = source as Partial<EnsembleModule<unknown, unknown>> | null | undefined;
  const location = given?.module;
  if (typeof location !== 'string' && !(location instanceof URL)) {
    throw solverError(
      'DIFF5030',
      `solveEnsemble: the ensemble is ${shown(source)}`,
      'It is a new EnsembleProblem(problem, { probFunc }), or { module } for one that a module makes.',
    );
  }
  checkKeys(given as object, knownKeys, 'the module of an ensemble');
  return given as EnsembleModule<unknown, unknown>;
}

/**
 * The address of a module as every thread understands it.
 *
 * @throws DIFF5030 for a relative path, since threads have no folder to start from
 */
export function moduleAddress(location: string | URL): string {
  if (location instanceof URL) return location.href;
  if (/^[a-z][a-z+.-]+:/i.test(location)) return location;
  const node = nodeModule('node:path');
  if (node?.isAbsolute(location)) {
    const { pathToFileURL } = nodeModule('node:url')!;
    return pathToFileURL(location).href;
  }
  const page = (globalThis as { location?: { href: string } }).location;
  if (node === undefined && page !== undefined) return new URL(location, page.href).href;
  throw solverError(
    'DIFF5030',
    `solveEnsemble: the module is ${shown(location)}, which is no URL and no absolute path`,
    "Give new URL('./model.js', import.meta.url), or require.resolve('./model.cjs').",
  );
}
