import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/12-iris', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'iris-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('finds the coefficients of R and the best penalty, and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('12-iris', ['--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/petal width +18\.2861/);
    expect(output).to.match(/petal length +0\.52408/);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'iris.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });
});
