import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes drawings of `@diffjs/diffeq/plot` as `name.svg` and `name.png` into a folder, and prints what it wrote.
 *
 * @param drawings  by name, functions from a format to a promise of the picture
 */
export async function saveDrawings(folder, drawings) {
  fs.mkdirSync(folder, { recursive: true });
  const files = [];
  for (const [name, draw] of Object.entries(drawings)) {
    for (const format of ['svg', 'png']) {
      const file = path.join(folder, `${name}.${format}`);
      fs.writeFileSync(file, await draw(format));
      files.push(file);
    }
  }
  printFiles(files);
}

/** Prints which figures were written, one below the other. */
export function printFiles(files) {
  console.log('\nFigures');
  for (const file of files) console.log(`  ${path.relative('.', file)}`);
}
