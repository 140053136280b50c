import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const python = path.resolve('bench/peers/.venv/bin/python');

const PROGRAM = `
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
print(min(best))
`;

/** Least time in nanoseconds of a product by NumPy on one thread, or undefined where it is not installed. */
export function numPyProduct(kind: 'float64' | 'float32', n: number, rounds: number): number | undefined {
  if (!fs.existsSync(python)) return undefined;
  const env: NodeJS.ProcessEnv = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
  // These choose kernels of older processors.
  delete env.OPENBLAS_CORETYPE;
  delete env.OPENBLAS_L2_SIZE;
  const { status, stdout, stderr } = spawnSync(python, ['-c', PROGRAM, kind, String(n), String(rounds)], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`NumPy: ${stderr}`);
  return Number(stdout);
}
