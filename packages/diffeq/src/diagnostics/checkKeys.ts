import { shown, solverError } from './solverError.js';

/**
 * Rejects options that do not exist, naming the nearest one that does.
 *
 * @throws DIFF5005
 */
export function checkKeys(options: object, known: readonly string[], where: string): void {
  if (typeof options !== 'object' || options === null) {
    throw solverError(
      'DIFF5005',
      `${where} takes its options as an object, but got ${shown(options)}`,
      `It knows ${known.join(', ')}.`,
    );
  }
  for (const key in options) {
    if (known.includes(key)) continue;
    const nearest = nearestName(key, known);
    throw solverError(
      'DIFF5005',
      `${where} has no option \`${key}\``,
      nearest === undefined
        ? `It knows ${known.join(', ')}.`
        : `Did you mean \`${nearest}\`? It knows ${known.join(', ')}.`,
    );
  }
}

/** The name at the smallest edit distance, if it is near enough to be meant. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 2));
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= least) {
      best = candidate;
      least = distance - 1;
    }
  }
  return best;
}

/** Levenshtein distance, by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
