import { gemm, unary, useKernels, type Elements, type UnaryOperation } from '@diffjs/runtime/kernels';
import type { Case, Contender, Suite } from '../support/Case';
import { numbers } from '../support/operands';
import { gemmLoops32, gemmLoops64, loops32, loops64 } from '../yardsticks/kernels';

type KernelColumn = 'loops' | 'javascript' | 'wasm';

/** Runs with one engine in use. */
function withEngine(engine: string, run: (turn: number) => number): Contender {
  return (turn) => {
    const before = useKernels(engine);
    const result = run(turn);
    useKernels(before);
    return result;
  };
}

/** The contenders, from the loops and a call of a kernel; each gives the second number of its result. */
function contenders(
  operand: Elements,
  result: Elements,
  loops: () => void,
  kernel: () => void,
): Record<KernelColumn, Contender> {
  const timed =
    (compute: () => void): Contender =>
    (turn) => {
      operand[0] = 0.1 + (turn & 7) / 64;
      compute();
      return result[1]!;
    };
  return {
    loops: timed(loops),
    javascript: withEngine('javascript', timed(kernel)),
    wasm: withEngine('wasm', timed(kernel)),
  };
}

/** Products that are made in a call: so many that choosing the engine does not count. */
const TIMES: Readonly<Record<number, number>> = { 8: 500, 32: 20, 128: 1, 256: 1 };

function repeated(times: number, run: () => void): () => void {
  return () => {
    for (let i = 0; i < times; i++) run();
  };
}

function products(): Case<KernelColumn>[] {
  return Object.entries(TIMES).flatMap(([size, times]) => {
    const n = Number(size);
    const several = times === 1 ? '' : `, ${String(times)} times`;
    const [a, b, c] = [numbers(n * n, 1), numbers(n * n, 2), new Float64Array(n * n)];
    const [p, q, r] = [Float32Array.from(a), Float32Array.from(b), new Float32Array(n * n)];
    return [
      {
        name: `gemm f64, n = ${String(n)}${several}`,
        contenders: contenders(
          a,
          c,
          repeated(times, () => gemmLoops64(n, a, b, c)),
          repeated(times, () => gemm(n, n, n, 1, a, 0, n, 1, b, 0, n, 1, 0, c, 0, n, 1)),
        ),
      },
      {
        name: `gemm f32, n = ${String(n)}${several}`,
        rounding: 1e-3,
        contenders: contenders(
          p,
          r,
          repeated(times, () => gemmLoops32(n, p, q, r)),
          repeated(times, () => gemm(n, n, n, 1, p, 0, n, 1, q, 0, n, 1, 0, r, 0, n, 1)),
        ),
      },
    ];
  });
}

const COUNT = 1e5;

function functions(): Case<KernelColumn>[] {
  const names = ['exp', 'tanh', 'log1p', 'sin'] as const satisfies UnaryOperation[];
  const [x, y] = [numbers(COUNT).map((value) => Math.abs(4 * value)), new Float64Array(COUNT)];
  const [u, v] = [Float32Array.from(x), new Float32Array(COUNT)];
  return names.flatMap((name) => [
    {
      name: `${name} f64 of 1e5`,
      contenders: contenders(
        x,
        y,
        () => loops64[name](x, y),
        () => unary(name, COUNT, x, 0, 1, y, 0, 1),
      ),
    },
    {
      name: `${name} f32 of 1e5`,
      rounding: 1e-6,
      contenders: contenders(
        u,
        v,
        () => loops32[name](u, v),
        () => unary(name, COUNT, u, 0, 1, v, 0, 1),
      ),
    },
  ]);
}

const columns: readonly KernelColumn[] = ['loops', 'javascript', 'wasm'];
const ratios: Suite<KernelColumn>['ratios'] = [
  { heading: 'loops / javascript', of: 'loops', over: 'javascript' },
  { heading: 'loops / wasm', of: 'loops', over: 'wasm' },
];

/** Products of matrices against loops. */
export const gemmSuite: Suite<KernelColumn> = { name: 'gemm', columns, ratios, cases: products };

/** Elementary functions against loops with `Math`. */
export const elementwiseSuite: Suite<KernelColumn> = {
  name: 'elementwise',
  columns,
  ratios,
  cases: functions,
};
