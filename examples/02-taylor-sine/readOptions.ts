import path from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line can change. */
export interface Options {
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly tolerance: number;
  readonly out: string;
  readonly help: boolean;
}

/** Beyond it, products of the first part of π are rounded. */
const furthest = 1e8;

export const usage = `Sums the Taylor series of the sine, differentiates the sum and compares both with Math.sin and Math.cos.

  node -r ./scripts/register.cjs examples/02-taylor-sine/main.ts [option …]

  --from X        where the range begins (default -10; negative numbers as --from=-5)
  --to X          where it ends (default 10)
  --points N      how many points of the range are compared (default 1001)
  --tolerance T   the series ends with the first term below T times the sum (default ${Number.EPSILON.toPrecision(2)}, double precision)
  --out DIR       where the figure goes (default: out, beside this example)
  --help          this text`;

/** Mistaken command lines; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @throws UsageError for an unknown option or a value out of range
 */
export function readOptions(args: string[]): Options {
  let values: { from: string; to: string; points: string; tolerance: string; out: string; help: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        from: { type: 'string', default: '-10' },
        to: { type: 'string', default: '10' },
        points: { type: 'string', default: '1001' },
        tolerance: { type: 'string', default: String(Number.EPSILON) },
        out: { type: 'string', default: path.join(__dirname, 'out') },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const inRange = (x: number): boolean => Math.abs(x) <= furthest;
  const from = readNumber('--from', values.from, inRange, `a number from -${furthest} to ${furthest}`);
  const isEnd = (x: number): boolean => x > from && x <= furthest;
  return {
    from,
    to: readNumber(
      '--to',
      values.to,
      isEnd,
      `a number above ${from}, where the range begins, up to ${furthest}`,
    ),
    points: readNumber(
      '--points',
      values.points,
      (n) => Number.isSafeInteger(n) && n >= 2,
      'an integer of at least 2',
    ),
    tolerance: readNumber(
      '--tolerance',
      values.tolerance,
      (t) => t > 0 && t <= 0.1,
      'a number above 0, up to 0.1',
    ),
    out: values.out,
    help: values.help,
  };
}

function readNumber(name: string, text: string, accepts: (x: number) => boolean, what: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (accepts(value)) return value;
  throw new UsageError(`${name} must be ${what}, and is '${text}'`);
}
