import os from 'node:os';

/**
 * Prints a line of a table.
 * @param widthOfNames  characters of the first column. Default 48.
 * @param width  characters of each other column. Default 14.
 */
export function printLine(cells: readonly string[], widthOfNames = 48, width = 14): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(widthOfNames) : cell.padStart(width))).join(''));
}

/** Prints what the times that follow were measured on. */
export function printMachine(): void {
  console.log(
    `Node ${process.version}, V8 ${process.versions.v8}, ${os.cpus()[0]?.model ?? 'unknown processor'}`,
  );
}
