/**
 * `node scripts/main.cjs bench/thresholds/kernels.ts` (behind a build): times of kernels by size and engine, of which `packages/runtime/src/kernels/thresholds.ts`
 * has the places where they cross. The thresholds themselves are out of force here: the engines' kernels are called directly.
 */
import { type Kernels } from '@diffjs/runtime/kernels';
import { simdModule } from '../../packages/runtime/dist/cjs/kernels/generated/wasmModules.cjs';
import { javascriptKernels } from '../../packages/runtime/dist/cjs/kernels/javascript/javascriptKernels.cjs';
import { wasmEngine } from '../../packages/runtime/dist/cjs/kernels/wasm/wasmEngine.cjs';
import { formatTime, measure } from '../support/measure';
import { numbers } from '../support/operands';

const wasm = wasmEngine('wasm', simdModule).kernels as Kernels;
const javascript: Kernels = javascriptKernels;

function products(n: number): void {
  for (const kind of [Float64Array, Float32Array]) {
    const [a, b, c] = [kind.from(numbers(n * n, 1)), kind.from(numbers(n * n, 2)), new kind(n * n)];
    const by = (kernels: Kernels) => (): number => {
      kernels.gemm(n, n, n, 1, a, 0, n, 1, b, 0, n, 1, 0, c, 0, n, 1);
      return c[1]!;
    };
    report(`gemm ${kind.name}, n = ${String(n)}`, by(javascript), by(wasm));
  }
}

function functions(n: number): void {
  for (const kind of [Float64Array, Float32Array]) {
    for (const name of ['exp', 'log', 'tanh', 'sin'] as const) {
      const [x, y] = [kind.from(numbers(n).map((value) => value + 1)), new kind(n)];
      const by = (kernels: Kernels) => (): number => {
        kernels.unary(name, n, x, 0, 1, y, 0, 1);
        return y[1]!;
      };
      report(`${name} ${kind.name}, n = ${String(n)}`, by(javascript), by(wasm));
    }
  }
}

function report(name: string, one: () => number, other: () => number): void {
  const [a, b] = measure({ javascript: one, wasm: other }, { warmMs: 60, roundMs: 4 });
  const ratio = (a!.median / b!.median).toFixed(2);
  console.log(`${name.padEnd(32)}${formatTime(a!.median).padStart(12)}${formatTime(b!.median).padStart(12)}${ratio.padStart(8)}`); // prettier-ignore
}

console.log('javascript, wasm, javascript / wasm');
for (const n of [2, 4, 6, 8, 10, 12, 16, 24]) products(n);
for (const n of [8, 12, 16, 24, 32, 48, 64, 96, 128]) functions(n);
