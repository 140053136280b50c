import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/13-digits', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digits-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('learns to read digits, and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('13-digits', ['--iterations', '40', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/the others +450 +\d\d +9\d\.\d %/);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'digits.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });
});
