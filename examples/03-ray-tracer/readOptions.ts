import path from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line can change. */
export interface Options {
  /** Of the target that is rendered, in pixels; it is three quarters as high. */
  readonly width: number;
  /** A target that is read; null for one that is rendered. */
  readonly target: string | null;
  readonly steps: number;
  readonly out: string;
  readonly help: boolean;
}

export const usage = `Finds the light of a still life from a picture of it, by gradient descent through a ray tracer.

  node -r ./scripts/register.cjs examples/03-ray-tracer/main.ts [option …]

  --width N       how wide the target is, in pixels, 8 to 80 and a multiple of 4 (default 40)
  --target FILE   a PNG to take instead of rendering one
  --steps N       most iterations (default 60)
  --out DIR       where the pictures go (default: out, beside this example)
  --help          this text`;

/** Mistaken command lines; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @throws UsageError for an unknown option or a value out of range
 */
export function readOptions(args: string[]): Options {
  let values: { width?: string; target?: string; steps: string; out: string; help: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        width: { type: 'string' },
        target: { type: 'string' },
        steps: { type: 'string', default: '60' },
        out: { type: 'string', default: path.join(__dirname, 'out') },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.width !== undefined && values.target !== undefined)
    throw new UsageError('--width is for a target that is rendered; one that is read has its own');
  return {
    width: readInteger('--width', values.width ?? '40', 8, 80, 4),
    target: values.target ?? null,
    steps: readInteger('--steps', values.steps, 1, 1000, 1),
    out: values.out,
    help: values.help,
  };
}

function readInteger(name: string, text: string, least: number, most: number, factor: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most && value % factor === 0) return value;
  const multiple = factor === 1 ? '' : `, a multiple of ${factor}`;
  throw new UsageError(`${name} must be an integer from ${least} to ${most}${multiple}, and is '${text}'`);
}
