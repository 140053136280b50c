import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

/** What an example is expected to do. */
export interface ExpectedRun {
  /** The arguments of a small run. */
  readonly args: readonly string[];
  /** What it prints. */
  readonly prints: readonly (string | RegExp)[];
  /** Its figures, each as SVG and PNG. */
  readonly figures: readonly string[];
}

/** Tests an example by its own checks, its output and its figures, and that it refuses unknown options. */
export function describeExample(name: string, { args, prints, figures }: ExpectedRun): void {
  describe(`examples/${name}`, () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`))));
    after(() => fs.rmSync(folder, { recursive: true }));

    it('finds what it should, and draws its figures', () => {
      const { status, output, errors } = runExample(name, [...args, '--out', folder]);
      expect(errors).to.equal('');
      expect(status).to.equal(0);
      for (const text of [...prints, 'all checks passed']) {
        if (typeof text === 'string') expect(output).to.contain(text);
        else expect(output).to.match(text);
      }
      for (const figure of figures) {
        expect(fs.readFileSync(path.join(folder, `${figure}.svg`), 'utf8')).to.match(/^<svg /);
        expect(fs.readFileSync(path.join(folder, `${figure}.png`)).toString('latin1', 1, 4)).to.equal('PNG');
      }
    }).timeout(120_000);

    it('ends with an error for bad options', () => {
      const unknown = runExample(name, ['--otu', folder]);
      expect(unknown.status).to.equal(2);
      expect(unknown.errors).to.contain('--otu').and.to.contain('--out DIR');
    }).timeout(60_000);
  });
}
