import { DiffError } from './DiffError.js';
import { describe } from './describe.js';

/**
 * Checks an options object: unknown keys are refused with the nearest known name, values by `validate`.
 *
 * @param known  an object whose keys are the options
 * @param validate  says what is needed instead if the value is wrong
 * @returns the options that were given, without those that are undefined
 */
export function checkOptions<O extends object>(
  api: string,
  options: O,
  known: object,
  validate: (key: string, value: unknown) => string | undefined,
): Partial<O> {
  if (typeof options !== 'object' || options === null) {
    throw new DiffError(
      'DIFF3003',
      `the options of ${api} are ${describe(options)}, where an object is needed.`,
    );
  }
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, key)) {
      throw new DiffError(
        'DIFF3003',
        `${api} has no option \`${key}\`; did you mean \`${nearest(key, Object.keys(known))}\`?`,
      );
    }
    if (value === undefined) continue;
    const needed = validate(key, value);
    if (needed !== undefined) {
      throw new DiffError(
        'DIFF3003',
        `the option \`${key}\` of ${api} is ${describe(value)}, where ${needed} is needed.`,
      );
    }
    given[key] = value;
  }
  return given as Partial<O>;
}

function nearest(name: string, names: readonly string[]): string {
  return names.reduce((best, other) => (distance(name, other) < distance(name, best) ? other : best));
}

/** The number of letters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min(
          row[j] + 1,
          next[j - 1] + 1,
          row[j - 1] + (a[i - 1].toLowerCase() === b[j - 1].toLowerCase() ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length];
}
