const WIDTH_OF_NAMES = 48;
const WIDTH = 14;

/** Prints a line of a table. */
export function printLine(cells: readonly string[]): void {
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTH_OF_NAMES) : cell.padStart(WIDTH))).join(''),
  );
}
