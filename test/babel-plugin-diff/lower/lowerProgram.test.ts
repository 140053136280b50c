import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { printHIR } from '../../../packages/babel-plugin-diff/dist/cjs/hir/printHIR.cjs';
import { lowerSource } from '../../support/lowerSource.js';

const fixtures = path.join(__dirname, 'fixtures');

describe('lowered programs', () => {
  // DIFFJS_UPDATE=1 writes the pinned text anew; review the difference line by line.
  for (const name of fs.readdirSync(fixtures)) {
    it(name, () => {
      const folder = path.join(fixtures, name);
      const source = fs.readFileSync(path.join(folder, 'input.js'), 'utf8');
      const printed = lowerSource(source)
        .map(({ known }) => printHIR(known.hir).trimEnd())
        .join('\n\n');
      const file = path.join(folder, 'hir.txt');
      if (process.env['DIFFJS_UPDATE'] === '1') fs.writeFileSync(file, `${printed}\n`);
      expect(`${printed}\n`).to.equal(fs.readFileSync(file, 'utf8'));
    });
  }
});
