import path from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line can change. */
export interface Options {
  readonly steps: number;
  readonly seed: number;
  /** The data file; null for the one that comes with the example. */
  readonly data: string | null;
  readonly out: string;
  readonly help: boolean;
}

export const usage = `Fits three models of predator and prey to the lynx and hare pelts of 1900–1920.

  npm start [-- option …]

  --steps N     training steps of the neural models per stage (default 250; 5 is a quick try)
  --seed N      seed of their starting weights (default 1)
  --data FILE   a table year,hare,lynx of at least 12 years, the last five of which are forecast
  --out DIR     where the figures go (default: out, beside this example)
  --help        this text`;

/** Mistaken command lines; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @throws UsageError for an unknown option or a value out of range
 */
export function readOptions(args: string[]): Options {
  let values: { steps: string; seed: string; data?: string; out: string; help: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        steps: { type: 'string', default: '250' },
        seed: { type: 'string', default: '1' },
        data: { type: 'string' },
        out: { type: 'string', default: path.join(__dirname, 'out') },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return {
    steps: readInteger('--steps', values.steps, 1),
    seed: readInteger('--seed', values.seed, 0),
    data: values.data ?? null,
    out: values.out,
    help: values.help,
  };
}

function readInteger(name: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && Number.isSafeInteger(value)) return value;
  throw new UsageError(`${name} must be an integer of at least ${least}, and is '${text}'`);
}
