import type { LanesPolicy } from '../analysis/inferLanes.js';
import { nearestName } from '../diagnostics/nearestName.js';
import { CompileError } from '../diagnostics/CompileError.js';
import { Diagnostic } from '../diagnostics/Diagnostic.js';

/** Options of the plugin, as written in a Babel configuration. */
export interface PluginOptions {
  /** Which functions are compiled: those marked `@differentiable` (default), or every one that can be. */
  include?: 'annotated' | 'all';
  /** Packages in node_modules whose files are compiled as with `include: 'all'`; `@scope/*` for all of a scope. Default: none. */
  packages?: string[];
  /**
   * Prints the intermediate representation behind each pass, the emitted code, and why a function is left to traced code: of all
   * functions, or of those with one name. Default false.
   */
  debug?: boolean | string;
  /**
   * Which compiled functions get a companion that carries several tangents at once, for `jacobian`: short ones that give several numbers
   * (`'auto'`, the default), all that can (`'always'`), or none (`'never'`).
   */
  lanes?: LanesPolicy;
  /**
   * Whether `+ - * / **`, their assignments and the minus sign work on arrays and complex numbers, and `===` on complex numbers, in compiled functions
   * of all files (true) or of none (false). By default they work on both in files that import `complex` or `Complex` from the runtime, and all but
   * `===` in files that import functions of arrays or `NDArray`.
   */
  operators?: boolean;
  /**
   * Highest order of derivatives that compiled companions are emitted for: 1, or 2 (default), with which `hvp` and `hessian` run at the speed
   * of compiled code, and the emitted text is about twice as long. Without, they go through traced code.
   */
  order?: number;
  /** Package (or file, if it is a path) that the emitted code imports. Default `@diffjs/runtime`. */
  runtime?: string | RuntimePaths;
}

/** Files that emitted code imports or requires, where ES modules and scripts need different ones. */
export interface RuntimePaths {
  readonly import: string;
  readonly require: string;
}

/** Options with their defaults filled in. */
export interface ResolvedOptions {
  readonly include: 'annotated' | 'all';
  readonly packages: readonly string[];
  readonly debug: boolean | string;
  readonly lanes: LanesPolicy;
  /** Null if files ask for them. */
  readonly operators: boolean | null;
  readonly order: number;
  readonly runtime: string | RuntimePaths;
}

/** Type of each option and the values that it may have. */
const checks: Record<
  keyof PluginOptions,
  { readonly expected: string; readonly accepts: (value: unknown) => boolean }
> = {
  include: { expected: "'annotated' or 'all'", accepts: (value) => value === 'annotated' || value === 'all' },
  packages: {
    expected: 'an array of package names',
    accepts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  },
  debug: {
    expected: 'true, false or the name of a function',
    accepts: (value) => typeof value === 'boolean' || (typeof value === 'string' && value !== ''),
  },
  lanes: {
    expected: "'auto', 'always' or 'never'",
    accepts: (value) => value === 'auto' || value === 'always' || value === 'never',
  },
  operators: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  order: {
    expected: '1 or 2 (higher orders are not compiled)',
    accepts: (value) => value === 1 || value === 2,
  },
  runtime: {
    expected: 'a package name or a path, or { import, require } with one for ES modules and one for scripts',
    accepts: (value) => isPath(value) || isPair(value),
  },
};

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isPair(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const pair = value as Partial<RuntimePaths>;
  return isPath(pair.import) && isPath(pair.require);
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws CompileError DIFF1003 for an unknown option or a value that the option does not take
 */
export function resolveOptions(written: unknown): ResolvedOptions {
  const options = (written ?? {}) as PluginOptions;
  const names = Object.keys(checks) as (keyof PluginOptions)[];
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(checks, name)) {
      const nearest = nearestName(name, names);
      reject(`there is no option \`${name}\`${nearest ? `; did you mean \`${nearest}\`?` : ''}`);
    }
    const check = checks[name as keyof PluginOptions];
    if (value !== undefined && !check.accepts(value)) {
      reject(
        `the option \`${name}\` must be ${check.expected}, not ${JSON.stringify(value) ?? String(value)}`,
      );
    }
  }
  return {
    include: options.include ?? 'annotated',
    packages: options.packages ?? [],
    debug: options.debug ?? false,
    lanes: options.lanes ?? 'auto',
    operators: options.operators ?? null,
    order: options.order ?? 2,
    runtime: options.runtime ?? '@diffjs/runtime',
  };
}

function reject(what: string): never {
  throw new CompileError([new Diagnostic('DIFF1003', null, what)], 'options of babel-plugin-diff', undefined);
}
