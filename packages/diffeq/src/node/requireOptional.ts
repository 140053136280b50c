import { solverError } from '../diagnostics/solverError.js';
import { nodeModule } from './nodeModule.js';

/**
 * Loads a CommonJS package of Node when it is first needed. Bundlers do not see it, so what is bundled for browsers neither holds the package nor
 * fails over its uses of Node.
 *
 * @param purpose  what needs it, for the message
 * @throws DIFF5033 if it is not installed
 */
export function requireOptional<T>(name: string, purpose: string): T {
  const from = typeof __filename === 'string' ? __filename : `${process.cwd()}/`;
  try {
    return nodeModule('node:module')!.createRequire(from)(name) as T;
  } catch (error) {
    throw missingPackage(name, purpose, error);
  }
}

/** What to do about a package that cannot be loaded. */
export function missingPackage(name: string, purpose: string, error: unknown): Error {
  const [reason] = String((error as Error | undefined)?.message ?? error).split('\n');
  return solverError(
    'DIFF5033',
    `${purpose} need the package ${name}, which cannot be loaded (${reason})`,
    `Install it: npm install ${name}.`,
  );
}
