import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/11-soap-film', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'film-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('finds the film by products with the Hessian, prints its table and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('11-soap-film', ['--cells', '16', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.contain('225 heights; the area falls from 11.614861 to 9.933789');
    expect(output).to.match(/^ +Newton with conjugate gradients +\d +\d+ +\de-(9|\d\d)$/m);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'film.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'film.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const coarse = runExample('11-soap-film', ['--cells', '4']);
    expect(coarse.status).to.equal(2);
    expect(coarse.errors).to.contain("--cells must be an integer from 16 to 64, and is '4'");
    expect(runExample('11-soap-film', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
