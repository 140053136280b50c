/**
 * Coefficients of a method in a row: numbers, or a text that holds them as the paper prints them, fractions or decimals separated
 * by blanks, such as `'35/384 0 500/1113'`.
 */
export type CoefficientRow = readonly number[] | string;

/** The coefficients of a row as texts, one each. */
export function textsOf(row: string): string[] {
  const trimmed = row.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/** The coefficients of a row in double precision. */
export function numbersOf(row: CoefficientRow): number[] {
  return typeof row === 'string' ? textsOf(row).map(numberOf) : Array.from(row);
}

/** NaN for a text that is no number, which every check of a tableau refuses. */
function numberOf(text: string): number {
  const slash = text.indexOf('/');
  return slash < 0 ? Number(text) : Number(text.slice(0, slash)) / Number(text.slice(slash + 1));
}
