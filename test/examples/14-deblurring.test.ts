import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/14-deblurring', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deblurring-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('makes a picture sharp, finds its principal components, and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('14-deblurring', ['--size', '48', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/blurred +\d\d\.\d\d dB\n +restored +\d\d\.\d\d dB/);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'deblurring.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const { status, errors } = runExample('14-deblurring', ['--size', '8']);
    expect(status).to.equal(2);
    expect(errors).to.contain("--size must be an integer from 32 to 128, and is '8'");
  }).timeout(60_000);
});
