import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { transformSync } from '@babel/core';
import * as runtime from '@diffjs/runtime';
import { expect } from 'chai';

const root = path.resolve(__dirname, '../..');
const sources = path.join(root, 'packages/runtime/src');

interface Example {
  readonly file: string;
  readonly lines: readonly string[];
}

/** The `@example` of every docstring. */
function examples(): Example[] {
  return fs
    .readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(sources, file), 'utf8');
      return [...text.matchAll(/ \* @example\n((?: \* .*\n)+?) \*\//g)].map((match) => ({
        file,
        lines: match[1]
          .trimEnd()
          .split('\n')
          .map((line) => line.replace(/^ \* /, '').replace(/\*\\\//g, '*/')),
      }));
    });
}

/** A line such as `gradient(square, 3)   // [6]   (remark)` becomes a check; other lines stay. */
function toProgram({ lines }: Example): string {
  const text = lines.join('\n');
  const names = Object.keys(runtime).filter(
    (name) =>
      new RegExp(`\\b${name}\\b`).test(text) &&
      !new RegExp(`\\b(?:const|let|function) ${name}\\b`).test(text),
  );
  const body = lines.map((line) => {
    const match = /^(?!const |let |defineRule)(.+?);?\s+\/\/ (.+?)(?:\s{3}\(.*\))?$/.exec(line);
    return match ? `check(${match[1]}, ${match[2]});` : line;
  });
  return `import { ${names.join(', ')} } from '@diffjs/runtime';\n${body.join('\n')}\n`;
}

describe('the examples of the docstrings', () => {
  const all = examples();

  it('are there', () => {
    expect(all.length).to.be.greaterThan(15);
  });

  for (const example of all) {
    it(example.file, () => {
      const filename = path.join(root, 'examples', 'docstring.js');
      const compiled = transformSync(toProgram(example), { filename, root, sourceMaps: false });
      const program = new Module(filename) as Module & { _compile(code: string, file: string): void };
      program.paths = [path.join(root, 'node_modules')];
      let checks = 0;
      const globals = globalThis as { check?: (actual: unknown, expected: unknown) => void };
      globals.check = (actual, expected) => {
        checks++;
        expect(actual).to.deep.equal(expected);
      };
      try {
        program._compile(compiled?.code ?? '', filename);
      } finally {
        delete globals.check;
      }
      expect(checks).to.be.greaterThan(0);
    });
  }
});
