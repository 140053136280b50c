import fs from 'node:fs';

/** The pelts of each year, in thousands. */
export interface Populations {
  readonly years: readonly number[];
  /** Logarithms of [hare, lynx] of each year: what the models are fitted to. */
  readonly logs: readonly (readonly [number, number])[];
}

const header = ['year', 'hare', 'lynx'];

/** A mistake in a data file, with its place. */
export class DataError extends Error {
  constructor(file: string, line: number, column: number, what: string) {
    super(`${file}:${line}:${column}: ${what}`);
    this.name = 'DataError';
  }
}

/**
 * Reads a table `year,hare,lynx` of at least `least` rows: years that increase, positive numbers of pelts.
 *
 * @throws an Error that names the file, the line and the column
 */
export function readPopulations(file: string, least: number): Populations {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new DataError(file, 1, 1, `cannot be read: ${why}`);
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  if (lines.length === 0)
    throw new DataError(file, 1, 1, `the file is empty; it must start with the line ${header.join(',')}`);

  readFields(file, 1, lines[0]).forEach(({ text: name, column }, i) => {
    if (name !== header[i])
      throw new DataError(file, 1, column, `the column must be called ${header[i]}, and is ${shown(name)}`);
  });
  const years: number[] = [];
  const logs: [number, number][] = [];
  lines.slice(1).forEach((line, i) => {
    const at = i + 2;
    const [year, hare, lynx] = readFields(file, at, line);
    const value = readNumber(file, at, year, 'a year', Number.isInteger);
    if (years.length > 0 && value <= years.at(-1)!) {
      throw new DataError(file, at, year.column, `the year ${value} does not come after ${years.at(-1)}`);
    }
    years.push(value);
    logs.push([readPelts(file, at, hare), readPelts(file, at, lynx)]);
  });
  if (years.length < least) {
    throw new DataError(
      file,
      lines.length,
      1,
      `the table ends after ${years.length} years; at least ${least} are needed`,
    );
  }
  return { years, logs };
}

interface Field {
  readonly text: string;
  readonly column: number;
}

function readFields(file: string, line: number, text: string): Field[] {
  const fields: Field[] = [];
  let column = 1;
  for (const part of text.split(',')) {
    fields.push({ text: part.trim(), column: column + (part.length - part.trimStart().length) });
    column += part.length + 1;
  }
  if (fields.length > header.length) {
    throw new DataError(
      file,
      line,
      fields[header.length].column,
      `there are ${fields.length} fields where ${header.length} belong`,
    );
  }
  if (fields.length < header.length) {
    throw new DataError(
      file,
      line,
      text.length + 1,
      `the line ends where ${header[fields.length]} should follow`,
    );
  }
  return fields;
}

function readNumber(
  file: string,
  line: number,
  field: Field,
  what: string,
  accepts: (x: number) => boolean,
): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(field.text) ? Number(field.text) : NaN;
  if (accepts(value)) return value;
  throw new DataError(file, line, field.column, `${shown(field.text)} is not ${what}`);
}

function readPelts(file: string, line: number, field: Field): number {
  return Math.log(readNumber(file, line, field, 'a positive number of pelts', (x) => x > 0 && x < Infinity));
}

function shown(text: string): string {
  return text === '' ? 'an empty field' : JSON.stringify(text);
}
