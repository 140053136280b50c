/**
 * `npm run bench:peers -- networks`: gradients of perceptrons on functions of arrays beside an adjoint by hand, NumPy (OpenBLAS, one
 * thread), jax-js and TF.js.
 *
 * All are asked for the gradients of the weights and hand their numbers over; that they agree is tried first. Least CPU times, taken in
 * turns: what else the machine does falls on all.
 */
import { formatTime } from '../support/measure';
import { printLine, printMachine } from '../support/printLine';
import { numPyPerceptron, type Perceptron, perceptron, perceptronPeers } from './perceptrons';
import { Stopwatch } from './Stopwatch';

const WIDTH_OF_NAMES = 34;
const ROUNDS = 12;
/** Long enough that each round has its share of collecting the results as garbage. */
const ROUND_MS = 100;
const WARM_MS = 1000;
/** Relative differences that rounding makes. */
const TOLERANCE = { f64: 1e-9, f32: 1e-3 } as const;

const OURS = 'ours, f64';
const NUMPY = 'NumPy by hand, OpenBLAS, f64';
const JAX = 'jax-js wasm, jit, f64';
const TENSORFLOW = 'TF.js wasm, f32';

/** A row below the times: one of them, or its quotient over another, and what is hoped for. */
interface Figure {
  readonly name: string;
  readonly of: string;
  readonly over?: string;
  readonly target?: string;
}

interface NetworkCase {
  readonly network: Perceptron;
  readonly figures: readonly Figure[];
}

const overNumPy: Figure = { name: 'ours / NumPy', of: OURS, over: NUMPY };
const jaxOver: Figure = { name: 'jax-js / ours', of: JAX, over: OURS };
const tensorFlowOver: Figure = { name: 'TF.js / ours', of: TENSORFLOW, over: OURS };

const cases: readonly NetworkCase[] = [
  {
    network: perceptron(64, 784, 128, 10),
    figures: [
      { ...overNumPy, target: '≤ 2.5' },
      { ...jaxOver, target: '≥ 12' },
      { ...tensorFlowOver, target: '≥ 4.5' },
    ],
  },
  {
    network: perceptron(1, 2, 50, 2),
    figures: [{ name: OURS, of: OURS, target: '≤ 5 µs' }, overNumPy, jaxOver, tensorFlowOver],
  },
  {
    network: perceptron(100, 2, 50, 2),
    figures: [{ name: OURS, of: OURS, target: '≤ 60 µs' }, overNumPy, jaxOver, tensorFlowOver],
  },
];

async function compare({ network, figures }: NetworkCase): Promise<void> {
  const [first, ...others] = perceptronPeers;
  const reference = await first.prepare(network);
  const watches = new Map([[`${first.name}, ${first.kind}`, watch(reference)]]);
  for (const peer of others) {
    const run = await peer.prepare(network);
    const name = `${peer.name}, ${peer.kind}`;
    expectSame(name, run(), reference(), peer.tolerance ?? TOLERANCE[peer.kind]);
    watches.set(name, watch(run));
  }
  const inPython = numPyPerceptron(network, 1);
  if (inPython !== undefined) expectSame(NUMPY, inPython.gradients, reference(), TOLERANCE.f64);

  let numPy = Infinity;
  for (const each of watches.values()) await each.warm();
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of watches.values()) await each.round();
    if (round % 3 === 0) numPy = Math.min(numPy, numPyPerceptron(network, 6)?.time ?? Infinity);
  }
  const times = new Map([...watches].map(([name, { least }]) => [name, least]));
  if (Number.isFinite(numPy)) times.set(NUMPY, numPy);
  print(network, times, figures);
}

const watch = (run: () => readonly ArrayLike<number>[]): Stopwatch =>
  new Stopwatch(() => run()[0]![0]!, ROUND_MS, WARM_MS);

/** That the gradients of all weights agree, each array relatively to its largest number. */
function expectSame(
  what: string,
  theirs: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  tolerance: number,
): void {
  for (const [i, weights] of ['W1', 'b1', 'W2', 'b2'].entries()) {
    const [a, b] = [theirs[i]!, expected[i]!];
    if (a.length !== b.length)
      throw new Error(`${what}: the gradient of ${weights} has ${a.length} numbers, not ${b.length}`);
    let [difference, largest] = [0, 0];
    for (let k = 0; k < b.length; k++) {
      // NaN stays in both, where Math.max keeps it.
      difference = Math.max(difference, Math.abs(a[k]! - b[k]!));
      largest = Math.max(largest, Math.abs(b[k]!));
    }
    if (!(largest > 0 && difference <= tolerance * largest))
      throw new Error(`${what}: the gradient of ${weights} differs by ${String(difference / largest)}`);
  }
}

function print(
  { batch, inputs, hidden, outputs }: Perceptron,
  times: ReadonlyMap<string, number>,
  figures: readonly Figure[],
): void {
  const title = `${inputs}-${hidden}-${outputs}, batch of ${batch}`;
  console.log();
  printLine([title, 'time', '/ ours'], WIDTH_OF_NAMES);
  for (const [name, time] of times)
    printLine([name, formatTime(time), (time / times.get(OURS)!).toFixed(2)], WIDTH_OF_NAMES);
  printLine(['', 'measured', 'target'], WIDTH_OF_NAMES);
  for (const { name, of, over, target = '' } of figures) {
    const time = times.get(of);
    const other = over === undefined ? undefined : times.get(over);
    // NumPy may be missing.
    if (time === undefined || (over !== undefined && other === undefined)) continue;
    printLine(
      [name, other === undefined ? formatTime(time) : (time / other).toFixed(2), target],
      WIDTH_OF_NAMES,
    );
  }
}

async function main(): Promise<void> {
  printMachine();
  console.log('least CPU times; gradients of W1, b1, W2, b2; all agree');
  for (const each of cases) await compare(each);
  process.exit(0); // workers of the packages would keep the process
}

void main();
