import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { format } from 'node:util';
import { transformSync } from '@babel/core';
import { expect } from 'chai';

const root = path.resolve(__dirname, '../..');

/** Files below a folder of the repository that match, relative to its root. */
function filesIn(folder: string, pattern: RegExp): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file) && !/(^|\/)(node_modules|dist|out|fixtures)\//.test(file))
    .map((file) => path.posix.join(folder, file));
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...filesIn('docs', /\.md$/),
  ...filesIn('packages', /\.md$/),
  ...filesIn('examples', /\.md$/),
  ...['bench'].filter((folder) => fs.existsSync(path.join(root, folder))).flatMap((f) => filesIn(f, /\.md$/)),
];

/** The `js` blocks of a page, joined, as one module that a reader would have typed. */
function programOf(page: string): string {
  const blocks = [...read(page).matchAll(/^```js\n([\s\S]*?)^```$/gm)];
  return blocks.map((block) => block[1]).join('\n');
}

/** What the program prints and what it says that it prints (`console.log(…); // expected`), line by line. */
function runPage(page: string): { printed: string[]; expected: string[] } {
  const source = programOf(page);
  const compiled = transformSync(source, {
    filename: path.join(root, 'examples', 'page.js'),
    root,
    sourceMaps: false,
  });
  const program = new Module(path.join(root, 'examples', 'page.js')) as Module & {
    _compile(code: string, file: string): void;
    paths: string[];
  };
  program.paths = [path.join(root, 'node_modules')];
  const printed: string[] = [];
  const log = console.log;
  console.log = (...values: unknown[]) => void printed.push(format(...values));
  try {
    program._compile(compiled?.code ?? '', program.id);
  } finally {
    console.log = log;
  }
  const expected = [...source.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  return { printed, expected };
}

describe('documentation', () => {
  const printing = [
    'README.md',
    'docs/getting-started.md',
    'docs/how-to/arrays.md',
    'docs/how-to/boundary-value-problems.md',
    'docs/how-to/implicit-differentiation.md',
    'docs/how-to/kernels.md',
    'docs/how-to/partial-differential-equations.md',
    'docs/how-to/second-derivatives.md',
    'docs/how-to/steady-states.md',
    'docs/how-to/take-jacobians.md',
    'docs/how-to/types-as-hints.md',
    'docs/how-to/write-a-rule.md',
    'docs/reference/arrays.md',
  ];
  for (const page of printing) {
    it(`prints what ${page} says`, () => {
      const { printed, expected } = runPage(page);
      expect(expected.length).to.be.greaterThan(0);
      expect(printed).to.deep.equal(expected);
    });
  }

  it('links to files that exist', () => {
    const dead: string[] = [];
    for (const page of pages) {
      for (const [, target] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^(https?:|mailto:|#)/.test(target)) continue;
        const file = path.join(root, path.dirname(page), target.replace(/#.*/, ''));
        if (!fs.existsSync(file)) dead.push(`${page} → ${target}`);
      }
    }
    expect(dead).to.deep.equal([]);
  });

  it('has a page for every error code, and a code for every page', () => {
    const codes = new Set(
      filesIn('packages', /src\/.*\.ts$/).flatMap((file) => read(file).match(/\bDIFF\d{4}\b/g) ?? []),
    );
    const documented = filesIn('docs/errors', /DIFF\d{4}\.md$/).map((file) => path.basename(file, '.md'));
    expect(documented.sort()).to.deep.equal([...codes].sort());
  });
});
