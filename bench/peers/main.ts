/**
 * `npm run bench:peers`: our gradients beside those of packages for arrays, on what they can express.
 *
 * Their numbers have 32 bits and ours 64. They are made for large arrays: these are small, as in the cases of the other table.
 */
import { gradient } from '@diffjs/runtime';
import { lstmLoss } from '../objectives/adbench/lstm';
import { denseLayer } from '../objectives/networks';
import { taylorSine } from '../objectives/recurrences';
import { readLstm, type LstmInput } from '../support/adbenchData';
import { formatTime, measure } from '../support/measure';
import { numbers } from '../support/operands';
import { printLine, printMachine } from '../support/printLine';
import type { Contender } from './Contender';
import { jax } from './jax';
import { tensorFlow } from './tensorflow';

/** What single precision leaves of a gradient. */
const SINGLE = 1e-3;

/** A case: our gradient, and what makes that of a contender, undefined where it cannot express the case. */
interface PeerCase {
  readonly name: string;
  readonly ours: () => number;
  readonly theirs: (contender: Contender) => (() => number) | undefined;
}

const TERMS = 9;
/** As many characters as end in a second in an eager package. */
const CHARACTERS = 33;

function cases(): PeerCase[] {
  const n = 64;
  const [W, b, x] = [numbers(n * n), numbers(n), numbers(n)];
  const whole = readLstm('l2_c1024');
  const size = whole.extra.length / 3;
  const lstm: LstmInput = { ...whole, sequence: whole.sequence.slice(0, CHARACTERS * size) };
  return [
    {
      name: `Taylor sine at 0.7, ${String(TERMS)} terms`,
      ours: () => gradient(taylorSine, 0.7, 1e-12)[0],
      theirs: ({ taylorSine: of }) => of?.(0.7, TERMS),
    },
    {
      name: `dense tanh layer, n = ${String(n)}`,
      ours: () => gradient(denseLayer, W, b, x)[1][0]!,
      theirs: ({ denseLayer: of }) => of?.(W, b, x),
    },
    {
      name: `ADBench LSTM, 2 layers, ${String(CHARACTERS)} characters`,
      ours: () => gradient(lstmLoss, lstm.main, lstm.extra, lstm.state, lstm.sequence)[0][0]!,
      theirs: ({ lstm: of }) => of?.(lstm),
    },
  ];
}

async function main(): Promise<void> {
  printMachine();
  for (const contender of [...tensorFlow(), jax()]) {
    await contender.start();
    console.log();
    printLine([contender.name, 'gradient', '/ ours']);
    for (const { name, ours, theirs } of cases()) {
      const other = theirs(contender);
      if (other === undefined) continue;
      expectSame(`${name}: ${contender.name}`, other(), ours());
      const [mine, its] = measure({ ours, other }).map(({ median }) => median) as [number, number];
      printLine([name, formatTime(its), (its / mine).toFixed(1)]);
    }
  }
}

function expectSame(what: string, theirs: number, ours: number): void {
  if (!(Math.abs(theirs - ours) <= SINGLE * Math.abs(ours) + 1e-8))
    throw new Error(`${what} gives ${String(theirs)}, ours is ${String(ours)}`);
}

void main();
