import { isComplexDtype } from './dtype.js';
import type { NDArray } from './NDArray.js';

/** Longer arrays are shown by their ends. */
const MOST_SHOWN = 1000;
const EDGE = 3;
const LINE = 75;

/** An array as NumPy prints it: columns aligned, eight digits after the point, the middle of a long one left out. */
export function arrayText(a: NDArray): string {
  if (a.size === 0) return a.dimension === 1 ? '[]' : `[] of shape [${a.shape.join(', ')}]`;
  const cut = a.size > MOST_SHOWN;
  const format = formatOf(a, cut);
  return a.dimension === 0 ? format(a.offset).trim() : block(a, 0, a.offset, cut, format, 1);
}

type Format = (position: number) => string;

function block(
  a: NDArray,
  axis: number,
  offset: number,
  cut: boolean,
  format: Format,
  indent: number,
): string {
  const length = a.shape[axis]!;
  const stride = a.stride[axis]!;
  const shown = indicesOf(length, cut);
  if (axis === a.dimension - 1) {
    const words = shown.map((i) => (i < 0 ? '...' : format(offset + i * stride)));
    return `[${wrapped(words, indent)}]`;
  }
  const gap = '\n'.repeat(a.dimension - axis - 1) + ' '.repeat(indent);
  const parts = shown.map((i) =>
    i < 0 ? '...' : block(a, axis + 1, offset + i * stride, cut, format, indent + 1),
  );
  return `[${parts.join(gap)}]`;
}

function wrapped(words: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && indent + line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** Positions along an axis; −1 for those left out. */
function indicesOf(length: number, cut: boolean): number[] {
  if (!cut || length <= 2 * EDGE) return Array.from({ length }, (_, i) => i);
  const ends = Array.from({ length: EDGE }, (_, i) => i);
  return [...ends, -1, ...ends.map((i) => length - EDGE + i)];
}

function formatOf(a: NDArray, cut: boolean): Format {
  const positions: number[] = [];
  const walk = (axis: number, offset: number): void => {
    if (axis === a.dimension) positions.push(offset);
    else
      for (const i of indicesOf(a.shape[axis]!, cut))
        if (i >= 0) walk(axis + 1, offset + i * a.stride[axis]!);
  };
  walk(0, a.offset);
  const { data, dtype } = a;
  if (dtype === 'bool') return padded(positions, (p) => (data[p] === 0 ? 'false' : 'true'));
  if (isComplexDtype(dtype)) {
    const re = numberFormat(positions.map((p) => data[p]!));
    const im = numberFormat(positions.map((p) => Math.abs(data[p + 1]!)));
    return (p) => {
      const y = data[p + 1]!;
      return `${re(data[p]!)}${y < 0 || Object.is(y, -0) ? '-' : '+'}${im(Math.abs(y)).trim()}i`;
    };
  }
  if (dtype !== 'float64' && dtype !== 'float32') return padded(positions, (p) => String(data[p]));
  const format = numberFormat(positions.map((p) => data[p]!));
  return (p) => format(data[p]!);
}

function padded(positions: readonly number[], text: Format): Format {
  const width = Math.max(...positions.map((p) => text(p).length));
  return (p) => text(p).padStart(width);
}

/** Fixed point, or powers of ten where numbers are very large, very small or far apart. */
function numberFormat(numbers: readonly number[]): (x: number) => string {
  const finite = numbers.filter((x) => Number.isFinite(x));
  const sizes = finite.filter((x) => x !== 0).map(Math.abs);
  const most = Math.max(...sizes, 0);
  const least = Math.min(...sizes, Infinity);
  const scientific = sizes.length > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000 * 1e5);
  const write = scientific ? scientificParts : fixedParts;
  const parts = finite.map(write);
  const before = Math.max(...parts.map(([whole]) => whole.length), 1);
  const after = Math.max(...parts.map(([, fraction]) => fraction.length), 0);
  const width = Math.max(
    before + 1 + after,
    ...numbers.map((x) => (Number.isFinite(x) ? 0 : nameOf(x).length)),
  );
  return (x) => {
    if (!Number.isFinite(x)) return nameOf(x).padStart(width);
    const [whole, fraction, exponent] = write(x);
    const digits = exponent === undefined ? fraction.padEnd(after) : fraction.padEnd(after, '0') + exponent;
    return `${whole.padStart(before)}.${digits}`;
  };
}

function nameOf(x: number): string {
  return Number.isNaN(x) ? 'nan' : x < 0 ? '-inf' : 'inf';
}

type Parts = readonly [whole: string, fraction: string, exponent?: string];

function fixedParts(x: number): Parts {
  const [whole = '0', fraction = ''] = x.toFixed(8).split('.');
  return [Object.is(x, -0) ? '-0' : whole, fraction.replace(/0+$/, '')];
}

function scientificParts(x: number): Parts {
  const [digits = '0', exponent = '0'] = x.toExponential(8).split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return [whole, fraction.replace(/0+$/, ''), `e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`];
}
