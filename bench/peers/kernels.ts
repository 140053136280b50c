/**
 * `npm run bench:peers -- kernels [n …]`: products of n × n matrices beside NumPy (OpenBLAS, one thread), TF.js, ONNX Runtime, jax-js and ndarray-gemm.
 *
 * Least CPU times, taken in turns: what else the machine does falls on all.
 */
import { gemm } from '@diffjs/runtime/kernels';
import { formatTime } from '../support/measure';
import { numbers } from '../support/operands';
import { printLine, printMachine } from '../support/printLine';
import { numPyProduct } from './numpy';
import { productPeers } from './products';
import { Stopwatch } from './Stopwatch';

const WIDTH_OF_NAMES = 30;
const ROUNDS = 12;

async function compare(n: number): Promise<void> {
  const [a, b, c] = [numbers(n * n, 1), numbers(n * n, 2), new Float64Array(n * n)];
  const [p, q, r] = [Float32Array.from(a), Float32Array.from(b), new Float32Array(n * n)];
  const ours = {
    f64: new Stopwatch(() => {
      gemm(n, n, n, 1, a, 0, n, 1, b, 0, n, 1, 0, c, 0, n, 1);
      return c[1]!;
    }),
    f32: new Stopwatch(() => {
      gemm(n, n, n, 1, p, 0, n, 1, q, 0, n, 1, 0, r, 0, n, 1);
      return r[1]!;
    }),
  };
  const theirs = [];
  for (const peer of productPeers) {
    const run = await peer.prepare(n, a, b);
    await ours[peer.kind].warm();
    await ours[peer.kind].round();
    const expected = c[1]! || r[1]!;
    if (!(Math.abs((await run()) - expected) <= 1e-3 * Math.sqrt(n)))
      throw new Error(`${peer.name} gives ${String(await run())}, ours is ${String(expected)}`);
    theirs.push({ ...peer, watch: new Stopwatch(run) });
  }
  const watches = [ours.f64, ours.f32, ...theirs.map(({ watch }) => watch)];
  const numPy = { f64: Infinity, f32: Infinity };
  for (const watch of watches) await watch.warm();
  for (let round = 0; round < ROUNDS; round++) {
    // Who takes a second for a call is not disturbed for long, and need not be asked often.
    for (const watch of watches) if (round < 2 || watch.least < 1e9) await watch.round();
    if (round % 3 > 0) continue;
    numPy.f64 = Math.min(numPy.f64, numPyProduct('float64', n, 6) ?? Infinity);
    numPy.f32 = Math.min(numPy.f32, numPyProduct('float32', n, 6) ?? Infinity);
  }
  const row = (name: string, time: number, kind: 'f64' | 'f32'): void => {
    if (!Number.isFinite(time)) return;
    const speed = `${((2 * n ** 3) / time).toFixed(1)} GFLOP/s`;
    printLine(
      [`${name}, ${kind}`, formatTime(time), (time / ours[kind].least).toFixed(2), speed],
      WIDTH_OF_NAMES,
    );
  };
  console.log();
  printLine([`n = ${String(n)}`, 'time', '/ ours', 'speed'], WIDTH_OF_NAMES);
  for (const kind of ['f64', 'f32'] as const) {
    row('ours', ours[kind].least, kind);
    row('NumPy, OpenBLAS', numPy[kind], kind);
    for (const peer of theirs) if (peer.kind === kind) row(peer.name, peer.watch.least, kind);
  }
}

async function main(): Promise<void> {
  printMachine();
  const sizes = process.argv.slice(2).map(Number);
  for (const n of sizes.length > 0 ? sizes : [32, 128, 256, 512, 1024]) await compare(n);
  process.exit(0); // workers of the packages would keep the process
}

void main();
