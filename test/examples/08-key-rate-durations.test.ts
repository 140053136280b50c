import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/08-key-rate-durations', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'durations-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('differentiates through the bootstrap, prints its tables and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('08-key-rate-durations', ['--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.contain('A bond of 12 years and 5 % costs 108.7287 %');
    expect(output).to.match(/^ +10 +3\.96 % +3\.9141 % +\+5\.3424305 /m);
    expect(output).to.match(/^ +convexity +\+105\.3296605 /m);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'durations.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'durations.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const long = runExample('08-key-rate-durations', ['--years', '31']);
    expect(long.status).to.equal(2);
    expect(long.errors).to.contain("--years must be an integer from 1 to 30, and is '31'");
    expect(runExample('08-key-rate-durations', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
