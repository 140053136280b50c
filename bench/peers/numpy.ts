import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const python = path.resolve('bench/peers/.venv/bin/python');

const PRODUCT = `
import sys, time
import numpy as np
kind, n, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = np.random.default_rng(1)
a, b = (random.random((n, n)).astype(kind) for _ in range(2))
c = np.empty_like(a)
count = max(1, int(2e7 / n ** 3))
best = []
for _ in range(rounds):
    start = time.process_time_ns()
    for _ in range(count):
        np.matmul(a, b, out=c)
    best.append((time.process_time_ns() - start) / count)
sys.stdout.buffer.write(np.float64(min(best)).tobytes())
`;

/** Least time in nanoseconds of a product by NumPy on one thread, or undefined where it is not installed. */
export function numPyProduct(kind: 'float64' | 'float32', n: number, rounds: number): number | undefined {
  return runNumPy(PRODUCT, [kind, n, rounds])?.[0];
}

/**
 * Runs a Python program with NumPy on one thread.
 * @param input  numbers that it finds on its standard input, as they lie in memory
 * @returns the numbers that it wrote to its standard output in the same way; undefined where NumPy is not installed
 * @throws if the program fails
 */
export function runNumPy(
  program: string,
  args: readonly (string | number)[],
  input: Float64Array = new Float64Array(0),
): Float64Array | undefined {
  if (!fs.existsSync(python)) return undefined;
  const env: NodeJS.ProcessEnv = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
  // These choose kernels of older processors.
  delete env.OPENBLAS_CORETYPE;
  delete env.OPENBLAS_L2_SIZE;
  const { status, stdout, stderr } = spawnSync(python, ['-c', program, ...args.map(String)], {
    env,
    input: new Uint8Array(input.buffer, input.byteOffset, input.byteLength),
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`NumPy: ${String(stderr)}`);
  return new Float64Array(Uint8Array.from(stdout).buffer);
}
