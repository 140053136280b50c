import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Engine, EngineState, KernelMinimum } from './Engine.js';
import type { KernelName, Kernels } from './Kernels.js';
import { relaxedModule, simdModule } from './generated/wasmModules.js';
import { javascriptKernels } from './javascript/javascriptKernels.js';
import { wasmEngine } from './wasm/wasmEngine.js';

/** A kernel of an engine, and from which amount of work on it is asked. */
export interface Link<K extends KernelName> {
  readonly minimum: number;
  readonly run: Kernels[K];
}

/** For each kernel who is asked, in this order; the last, in JavaScript, takes every call. */
export type Chains = { readonly [K in KernelName]: readonly Link<K>[] };

const javascript: Engine = {
  name: 'javascript',
  kernels: javascriptKernels,
  minimum: {},
  status: () => ({ state: 'ready', reason: null }),
};

const engines = /* @__PURE__ */ new Map<string, Engine>([
  ['javascript', javascript],
  ['wasm', /* @__PURE__ */ wasmEngine('wasm', simdModule)],
  ['wasm-relaxed', /* @__PURE__ */ wasmEngine('wasm-relaxed', relaxedModule)],
]);

const STANDARD: readonly string[] = ['wasm'];
let inUse: readonly string[] = STANDARD;

/** Read by `dispatch.ts` at every call. */
export let chains: Chains = /* @__PURE__ */ makeChains(STANDARD);

function makeChains(names: readonly string[]): Chains {
  const order = [...names.filter((name) => name !== 'javascript'), 'javascript'];
  const chainOf = <K extends KernelName>(kernel: K): Link<K>[] =>
    order.flatMap((name) => {
      const { kernels, minimum } = engines.get(name)!;
      const run = kernels[kernel] as Kernels[K] | undefined;
      return run === undefined ? [] : [{ minimum: minimum[kernel] ?? 0, run }];
    });
  return {
    gemm: chainOf('gemm'),
    unary: chainOf('unary'),
    binary: chainOf('binary'),
    accumulate: chainOf('accumulate'),
    axpy: chainOf('axpy'),
    dot: chainOf('dot'),
    reduce: chainOf('reduce'),
    reduceRows: chainOf('reduceRows'),
  };
}

const NAMES: Readonly<Record<KernelName, true>> = {
  gemm: true,
  unary: true,
  binary: true,
  accumulate: true,
  axpy: true,
  dot: true,
  reduce: true,
  reduceRows: true,
};

/** What an engine says of itself. */
export interface RegisterKernelsOptions {
  /** For each kernel the amount of work from which on it is asked: m·n·k of `gemm`, m·n of `reduceRows`, n elsewhere. Default 0. */
  readonly minimum?: KernelMinimum;
}

/**
 * Makes an engine for numerical kernels known under a name: some or all of the functions of `Kernels`, such as a product of matrices by a
 * native library. `useKernels` puts it to use. A name that is taken is refused.
 *
 * A kernel that returns `false`, before it has written anything, has not taken the call: the engine behind it is asked.
 *
 * @param name  of your choice
 * @param kernels  the functions that the engine has
 * @param options  `minimum`: from which amount of work on it is asked
 * @throws DIFF3003 for a name that is taken, or something that is no kernel
 * @example
 * registerKernels('mine', { reduce: (operation, n) => (operation === 'sum' && n === 0 ? 0 : false) });
 * kernelInfo().engines.find(({ name }) => name === 'mine').kernels   // ['reduce']
 */
export function registerKernels(
  name: string,
  kernels: Partial<Kernels>,
  options: RegisterKernelsOptions = {},
): void {
  if (typeof name !== 'string' || name === '' || engines.has(name)) {
    const known = [...engines.keys()].join(', ');
    throw new DiffError(
      'DIFF3003',
      `registerKernels needs a name of its own, where ${describe(name)} is given; taken are ${known}.`,
    );
  }
  const { minimum = {} } = options;
  for (const [kernel, run] of Object.entries(kernels)) {
    if (!Object.hasOwn(NAMES, kernel) || typeof run !== 'function') {
      throw new DiffError(
        'DIFF3003',
        `registerKernels('${name}') was given \`${kernel}\` as ${describe(run)}; kernels are functions named ${Object.keys(NAMES).join(', ')}.`,
      );
    }
  }
  for (const [kernel, work] of Object.entries(minimum)) {
    if (!Object.hasOwn(NAMES, kernel) || !(typeof work === 'number' && work >= 0)) {
      throw new DiffError(
        'DIFF3003',
        `the option \`minimum\` of registerKernels('${name}') has \`${kernel}\` as ${describe(work)}, where a kernel's name and an amount of work are needed.`,
      );
    }
  }
  engines.set(name, {
    name,
    kernels: { ...kernels },
    minimum: { ...minimum },
    status: () => ({ state: 'ready', reason: null }),
  });
}

/**
 * Says which engines compute the numerical kernels of arrays, in order of preference. What none of them takes is computed in JavaScript.
 *
 * @param names  one engine or several: `'wasm'` (WebAssembly SIMD), `'wasm-relaxed'` (with fused multiplication and addition where the
 *   processor has it: results depend on the machine), `'javascript'`, and those of `registerKernels`. Without names: the standard, `['wasm']`.
 * @returns the engines that were in use before
 * @throws DIFF3003 for a name that nobody registered
 * @example
 * const before = useKernels('javascript');
 * kernelInfo().inUse   // ['javascript']
 * useKernels(before);
 */
export function useKernels(names: string | readonly string[] = STANDARD): readonly string[] {
  const list = typeof names === 'string' ? [names] : [...names];
  for (const name of list) {
    if (!engines.has(name)) {
      throw new DiffError(
        'DIFF3003',
        `useKernels knows no engine ${describe(name)}; there are ${[...engines.keys()].join(', ')}.`,
      );
    }
  }
  const before = inUse;
  chains = makeChains(list);
  inUse = list;
  return before;
}

/** What `kernelInfo` says of an engine. */
export interface EngineInfo {
  readonly name: string;
  /** `ready`; `waiting` for `kernelsReady()`; `refused` by this machine. */
  readonly state: EngineState;
  /** Why it is not ready. */
  readonly reason: string | null;
  /** The kernels it has. */
  readonly kernels: readonly KernelName[];
}

/** What `kernelInfo` gives. */
export interface KernelInfo {
  /** Names of the engines that are asked, in this order. */
  readonly inUse: readonly string[];
  /** All that are known. */
  readonly engines: readonly EngineInfo[];
}

/**
 * Tells which engines compute the numerical kernels of arrays, and why one does not: WebAssembly is refused by a Content-Security-Policy without
 * `'wasm-unsafe-eval'` and by engines without SIMD; JavaScript does its work then.
 *
 * @returns the engines in use and all that are known
 * @example
 * kernelInfo().inUse.at(-1)   // 'javascript'
 */
export function kernelInfo(): KernelInfo {
  return {
    inUse: [...inUse.filter((name) => name !== 'javascript'), 'javascript'],
    engines: [...engines.values()].map(({ name, kernels, status }) => ({
      name,
      ...status(),
      kernels: Object.keys(kernels) as KernelName[],
    })),
  };
}

/**
 * Waits until the engines in use are loaded. WebAssembly loads at first use; where a browser forbids to compile it at once on the page's
 * thread, kernels are computed in JavaScript until this promise is fulfilled. It is fulfilled, too, where an engine is refused: `kernelInfo()` tells.
 *
 * @returns a promise of what `kernelInfo()` gives then
 */
export async function kernelsReady(): Promise<KernelInfo> {
  for (const name of inUse) await engines.get(name)!.ready?.();
  return kernelInfo();
}
