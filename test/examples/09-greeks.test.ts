import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/09-greeks', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'greeks-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('differentiates the price three times, prints its table and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('09-greeks', ['--points', '21', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.contain('costs 7.467460');
    expect(output).to.match(/^ +speed +∂³C\/∂S³ +−0\.0001730348 +−0\.0001730348 /m);
    expect(output).to.match(/^ +ultima +∂³C\/∂σ³ +−30\.9229926288 +−30\.9229926288 /m);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'greeks.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'greeks.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const calm = runExample('09-greeks', ['--sigma', '0']);
    expect(calm.status).to.equal(2);
    expect(calm.errors).to.contain("--sigma must be a number from 5 to 150, and is '0'");
    expect(runExample('09-greeks', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
