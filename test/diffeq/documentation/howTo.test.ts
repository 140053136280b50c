import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const root = path.resolve(__dirname, '../../..');

/** Runs the `js` blocks of a page in Node as one ES module; those that begin with `// name.mjs` are files beside it. */
function runPage(page: string): { printed: string[]; expected: string[] } {
  const text = fs.readFileSync(path.join(root, 'docs/how-to', page), 'utf8');
  const blocks = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  const folder = fs.mkdtempSync(path.join(root, 'node_modules/.cache/page-'));
  try {
    const main = blocks.filter((block) => !/^\/\/ \S+\.mjs\n/.test(block)).join('\n');
    fs.writeFileSync(path.join(folder, 'main.mjs'), main);
    for (const block of blocks) {
      const name = /^\/\/ (\S+\.mjs)\n/.exec(block)?.[1];
      if (name !== undefined) fs.writeFileSync(path.join(folder, name), block);
    }
    const printed = execFileSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
    const expected = [...main.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
    return { printed: printed.trim().split('\n'), expected };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe('diffeq/how-to', function () {
  this.timeout(60_000); // processes and threads, each of which loads the packages

  for (const page of [
    'choose-a-solver.md',
    'differential-algebraic-equations.md',
    'ensembles.md',
    'events.md',
    'plot-solutions.md',
  ]) {
    it(`prints what ${page} says`, () => {
      const { printed, expected } = runPage(page);
      expect(expected.length).to.be.greaterThan(0);
      expect(printed).to.deep.equal(expected);
    });
  }
});
