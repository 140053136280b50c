import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/05-orbit-determination', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'orbit-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('recovers the elements through satellite.js, the same for the same seed', function () {
    this.timeout(120_000);
    const run = () => {
      const { status, output, errors } = runExample('05-orbit-determination', [
        '--days',
        '1',
        '--out',
        folder,
      ]);
      expect(errors).to.equal('');
      expect(status).to.equal(0);
      return output.replace(/\d+\.\d s/g, '');
    };
    const output = run();
    expect(output).to.contain('174 measurements at 58 times in the 24 hours from 2006-06-25T19:46:43');
    expect(output).to.match(/inclination +° +58\.35790 +58\.05\d+ +± 0\.000\d+ +58\.05790 /);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'orbit.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'orbit.png')).toString('latin1', 1, 4)).to.equal('PNG');
    expect(run()).to.equal(output);
  });

  it('ends with an error for bad options', () => {
    const days = runExample('05-orbit-determination', ['--days', '1.5']);
    expect(days.status).to.equal(2);
    expect(days.errors).to.contain("--days must be an integer from 1 to 10, and is '1.5'");
    expect(runExample('05-orbit-determination', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
