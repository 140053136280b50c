import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/06-inverse-kinematics', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kinematics-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('moves an arm of three.js along the curve, prints its tables and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('06-inverse-kinematics', [
      '--points',
      '12',
      '--out',
      folder,
    ]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/ 0 +−?0\.0 +69\.9 +−?0\.0 +−102\.8 +−?0\.0 +32\.9 /);
    expect(output).to.match(/with the limits in the loss +0\.0\d\d/);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'arm.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'arm.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const few = runExample('06-inverse-kinematics', ['--points', '4']);
    expect(few.status).to.equal(2);
    expect(few.errors).to.contain("--points must be an integer from 8 to 400, and is '4'");
    expect(runExample('06-inverse-kinematics', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
