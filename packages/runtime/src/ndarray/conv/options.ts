import { DiffError } from '../../errors/DiffError.js';
import { shapeText } from '../shape.js';

/** A number for all axes, or one for each. */
export type PerAxis = number | readonly number[];

/**
 * Zeros around an image: none (`'valid'`), as many as make the result ⌈size/stride⌉ long (`'same'`, the odd one behind), a number for all sides, a
 * number for each axis, or numbers before and after for each axis.
 */
export type Padding = 'valid' | 'same' | number | readonly number[] | readonly (readonly [number, number])[];

function wrong(name: string, what: string): DiffError {
  return new DiffError('DIFF3202', `${name} was given ${what}`);
}

/** A whole number for each axis. */
export function perAxis(name: string, option: string, value: PerAxis, axes: number, least: number): number[] {
  const list = typeof value === 'number' ? new Array<number>(axes).fill(value) : [...value];
  if (list.length !== axes || !list.every((n) => Number.isInteger(n) && n >= least))
    throw wrong(
      name,
      `${shapeText(list)} for \`${option}\`. Give an integer from ${least} on, or ${axes === 1 ? 'a list of one' : `one for each of the ${axes} axes`}.`,
    );
  return list;
}

/** Zeros before and after along each axis; `reach` is how many places the kernel extends over. */
export function paddings(
  name: string,
  padding: Padding,
  size: readonly number[],
  reach: readonly number[],
  stride: readonly number[],
): [before: number, after: number][] {
  if (padding === 'valid') return size.map(() => [0, 0]);
  if (padding === 'same')
    return size.map((n, a) => {
      const out = Math.ceil(n / stride[a]);
      const total = Math.max(0, (out - 1) * stride[a] + reach[a] - n);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
  const list: readonly unknown[] = typeof padding === 'number' ? size.map(() => padding) : padding;
  const pairs = Array.isArray(list) && list.length === size.length ? list.map(pairOf) : [];
  if (pairs.length !== size.length || !pairs.flat().every((n) => Number.isInteger(n) && (n as number) >= 0))
    throw wrong(
      name,
      `${JSON.stringify(padding)} for \`padding\`. Give 'valid', 'same', an integer from 0 on, or a list with an integer or a pair [before, after] ` +
        `for each of the ${size.length} axes behind batch and channels.`,
    );
  return pairs as [number, number][];
}

function pairOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [value, value];
  return value.length === 2 ? (value as unknown[]) : [NaN];
}

/** The length of a result. */
export function outLength(
  name: string,
  size: number,
  [before, after]: readonly [number, number],
  reach: number,
  stride: number,
): number {
  const out = Math.floor((size + before + after - reach) / stride) + 1;
  if (out >= 1) return out;
  throw new DiffError(
    'DIFF3201',
    `${name} has no result: the kernel extends over ${reach} places, and the image has ${size + before + after} with its padding. ` +
      'Give a smaller kernel or dilation, or more padding.',
  );
}
