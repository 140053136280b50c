import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { ODEProblem, solverErrorCodes } from '@diffjs/diffeq';
import * as diffeq from '@diffjs/diffeq';
import * as runtime from '@diffjs/runtime';
import { DiffError } from '@diffjs/runtime';
import { transformSync } from '@babel/core';
import { expect } from 'chai';

const folder = path.resolve(__dirname, '../../../docs/errors');

/** Codes that no snippet raises: they depend on what is installed. */
const ofInstallation = new Set(['DIFF5033']);

describe('diffeq/diagnostics', () => {
  for (const [code, title] of Object.entries(solverErrorCodes)) {
    if (ofInstallation.has(code)) {
      it(`${code} has a page with its title`, () => {
        const page = fs.readFileSync(path.join(folder, `${code}.md`), 'utf8');
        expect(page.split('\n')[0]).to.equal(`# ${code}: ${title}`);
      });
      continue;
    }
    it(`${code} has a page with its title, and a wrong and a right example`, () => {
      const page = fs.readFileSync(path.join(folder, `${code}.md`), 'utf8');
      expect(page.split('\n')[0]).to.equal(`# ${code}: ${title}`);
      const [wrong, right] = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]);
      expect(run(wrong)).to.equal(code);
      expect(run(right)).to.equal('nothing');
    });
  }
});

/** The code of the error that a snippet raises; `problem` and `f` stand for some problem and its right-hand side. */
function run(snippet: string): string {
  const f = (u: ArrayLike<number>): number[] => Array.from(u, (x) => -x);
  const problem = new ODEProblem(f, [1, 1], [0, 1]);
  const names = { ...runtime, ...diffeq, f, problem, console: { log: () => undefined } };
  const program = compiled(snippet, Object.keys(names)) as (...values: unknown[]) => void;
  try {
    program(...Object.values(names), require, {});
  } catch (error) {
    return error instanceof DiffError ? error.code : String(error);
  }
  return 'nothing';
}

/** The snippet compiled by the plugin, as a function of the names that it may use; its own imports are left out. */
function compiled(snippet: string, names: string[]): (...values: unknown[]) => void {
  const text = snippet.replace(/^import .*$/gm, '');
  const code = transformSync(text, {
    filename: path.join(folder, 'page.js'),
    root: path.resolve(folder, '../..'),
    sourceMaps: false,
  })?.code;
  return vm.compileFunction(code ?? '', [...names, 'require', 'exports']) as (...values: unknown[]) => void;
}
