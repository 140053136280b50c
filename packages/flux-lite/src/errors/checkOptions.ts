import { fluxError } from './fluxError.js';

/**
 * Rejects option names that `where` does not know, naming the nearest one that it does.
 *
 * @throws DIFF6004
 */
export function checkOptions(where: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near === undefined ? `Known options: ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
    throw fluxError('DIFF6004', `${where} has no option \`${name}\`. ${hint}`);
  }
}

/**
 * Rejects a number outside its range.
 *
 * @param accepts  whether the value is allowed; NaN never reaches it
 * @param wanted  the range in words, such as `'a positive number'`
 * @throws DIFF6004
 */
export function checkNumber(
  where: string,
  name: string,
  value: unknown,
  accepts: (value: number) => boolean,
  wanted: string,
): void {
  if (typeof value === 'number' && !Number.isNaN(value) && accepts(value)) return;
  throw fluxError('DIFF6004', `${where}: ${name} must be ${wanted}, and is ${String(value)}.`);
}

function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    const d = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
