import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import { simdModule } from '../../../packages/runtime/dist/cjs/kernels/generated/wasmModules.cjs';
import { Module } from '../../../packages/runtime/dist/cjs/kernels/wasm/Module.cjs';

const root = path.resolve(__dirname, '../../..');

/** Runs `body` with another WebAssembly than the engine's. */
async function withWebAssembly<T>(other: object | undefined, body: () => T | Promise<T>): Promise<T> {
  const globals = globalThis as { WebAssembly?: unknown };
  const own = globals.WebAssembly;
  globals.WebAssembly = other;
  try {
    return await body();
  } finally {
    globals.WebAssembly = own;
  }
}

const moduleOf = (text: string): Module<boolean> => new Module(text, () => true);

/** What a program prints that multiplies two matrices of ones, in a process of its own. */
function product(options: readonly string[], before: string): { info: Info; sum: number } {
  const program = `
    ${before}
    const dist = '${root.split(path.sep).join('/')}/packages/runtime/dist/cjs/';
    const { kernelInfo, useKernels } = require(dist + 'index.cjs');
    const { gemm, unary } = require(dist + 'kernels/dispatch.cjs');
    if (process.argv[1]) useKernels(process.argv[1].split(','));
    const n = 80; // tall tiles
    const [A, B, C] = [1, 2, 0].map((v) => new Float64Array(n * n).fill(v));
    gemm(n, n, n, 1, A, 0, n, 1, B, 0, n, 1, 0, C, 0, n, 1);
    unary('exp', n * n, A, 0, 1, A, 0, 1);
    console.log(JSON.stringify({ info: kernelInfo(), sum: C[5] + A.reduce((s, v) => s + v, 0) / (n * n * Math.E) }));`;
  return JSON.parse(execFileSync(process.execPath, [...options.slice(1), '-e', program, options[0]!], { encoding: 'utf8' })); // prettier-ignore
}

interface Info {
  readonly inUse: readonly string[];
  readonly engines: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason: string | null;
  }[];
}

const engineOf = (info: Info, name: string) => info.engines.find((engine) => engine.name === name)!;

describe('the WebAssembly modules', () => {
  it('load at first use', () => {
    const module = moduleOf(simdModule);
    expect(module.state).to.equal('idle');
    expect(module.get()).to.equal(true);
    expect(module.state).to.equal('ready');
  });

  it('say why they are refused', async () => {
    const none = moduleOf(simdModule);
    await withWebAssembly(undefined, () => expect(none.get()).to.equal(null));
    expect([none.state, none.reason]).to.deep.equal(['refused', 'this engine has no WebAssembly']);

    const old = moduleOf(simdModule);
    await withWebAssembly({ validate: () => false }, () => old.get());
    expect(old.reason).to.contain('SIMD');

    class Forbidden {
      constructor() {
        throw new Error("'wasm-unsafe-eval' is not an allowed source");
      }
    }
    const policy = moduleOf(simdModule);
    await withWebAssembly({ validate: () => true, Module: Forbidden }, () => policy.get());
    expect([policy.state, policy.reason]).to.deep.equal([
      'refused',
      "'wasm-unsafe-eval' is not an allowed source",
    ]);

    const empty = moduleOf('');
    expect(empty.get()).to.equal(null);
    expect(empty.reason).to.contain('AssemblyScript');
  });

  it('wait where the thread may not compile them at once', async () => {
    const own = WebAssembly;
    class TooLarge {
      constructor() {
        throw new RangeError('disallowed on the main thread');
      }
    }
    const limited = {
      validate: () => true,
      Module: TooLarge,
      instantiate: (bytes: Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports) =>
        own.instantiate(bytes, imports),
    };
    const module = moduleOf(simdModule);
    await withWebAssembly(limited, async () => {
      expect(module.get()).to.equal(null);
      expect([module.state, module.reason]).to.deep.equal([
        'waiting',
        'await kernelsReady(): disallowed on the main thread',
      ]);
      await module.ready();
    });
    expect(module.state).to.equal('ready');
    expect(module.get()).to.equal(true);
  });

  it('are used where they can be', () => {
    const { info, sum } = product(['', '--disable-warning=ExperimentalWarning'], '');
    expect(sum).to.be.closeTo(161, 1e-12);
    expect(info.inUse).to.deep.equal(['wasm', 'javascript']);
    expect(engineOf(info, 'wasm')).to.deep.include({ state: 'ready', reason: null });
  });

  it('are replaced by JavaScript where there is no WebAssembly', () => {
    const { info, sum } = product([''], 'delete globalThis.WebAssembly;');
    expect(sum).to.be.closeTo(161, 1e-12);
    expect(engineOf(info, 'wasm')).to.deep.include({
      state: 'refused',
      reason: 'this engine has no WebAssembly',
    });
  });

  it('with relaxed SIMD multiply where the engine has it, and give way where not', () => {
    // Engines that have it without a flag do not know the flag.
    const flag = '--experimental-wasm-relaxed-simd';
    let relaxed: ReturnType<typeof product>;
    try {
      relaxed = product(['wasm-relaxed', flag], '');
    } catch {
      relaxed = product(['wasm-relaxed'], '');
    }
    expect(relaxed.sum).to.be.closeTo(161, 1e-12);
    expect(engineOf(relaxed.info, 'wasm-relaxed').state).to.equal('ready');
    const without = product(['wasm-relaxed,wasm'], '');
    expect(without.sum).to.be.closeTo(161, 1e-12);
    expect(without.info.inUse).to.deep.equal(['wasm-relaxed', 'wasm', 'javascript']);
  });
});
