import fs from 'node:fs';
import path from 'node:path';
import { type TransformOptions } from '@babel/core';
import { expect } from 'chai';
import { diagnosticCodes } from '../../../packages/babel-plugin-diff/dist/cjs/diagnostics/codes.cjs';
import { buildErrorOf, compileWithPlugin } from '../../support/compileWithPlugin.js';

const folder = path.resolve(__dirname, '../../../docs/errors');

/** Examples of a page: what raises the error, and what to write instead. */
function examplesOf(page: string): string[] {
  return [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((block) => block[1]!);
}

/** `with` is a syntax error in a module, `import.meta` outside of one. */
const babelFor = (source: string): TransformOptions => ({
  sourceType: source.includes('import.meta') ? 'module' : 'script',
  parserOpts: { plugins: ['jsx', 'decoratorAutoAccessors'] },
});

describe('diagnostic codes', () => {
  for (const code of Object.keys(diagnosticCodes)) {
    const file = path.join(folder, `${code}.md`);

    it(`${code} has a page whose first example raises it and whose second does not`, () => {
      const page = fs.readFileSync(file, 'utf8');
      expect(page.startsWith(`# ${code}: `)).to.equal(true);
      const [wrong, right] = examplesOf(page);
      if (wrong === undefined || right === undefined) {
        expect(page).to.include('```json');
        return;
      }
      const error = buildErrorOf(wrong, {}, babelFor(wrong));
      expect([...new Set(error.diagnostics.map((each) => each.code))]).to.deep.equal([code]);
      expect(error.message).to.include(`docs/errors/${code}.md`);
      compileWithPlugin(right, {}, babelFor(right));
    });
  }

  it('has no page for a code that does not exist', () => {
    const pages = fs.readdirSync(folder).filter((name) => /^DIFF1\d+\.md$/.test(name));
    expect(pages.map((name) => name.replace('.md', ''))).to.deep.equal(Object.keys(diagnosticCodes).sort());
  });
});
